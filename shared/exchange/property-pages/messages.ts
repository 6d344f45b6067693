import type { WalkAttribute } from '../attributes.ts';
import {
  checkBox,
  defaultOf,
  defaultIfAsked,
  field,
  inferred,
  notAsked,
  property,
  read,
  type Property,
  type PropertyMark,
  type PropertySource,
  type PropertyPage,
} from '../property.ts';
import { formatNumber, plainText, wholeNumber } from '../property-values.ts';

const octetsPerKilobyte = 1024;

/** The Messages tab: limits of messages, and what becomes of those that cannot be delivered. */
export function messagesPage(source: PropertySource): PropertyPage {
  return {
    label: 'Messages',
    groups: [
      {
        kind: 'frame',
        heading: 'Specify the following message information',
        properties: [
          sizeLimit('Limit message size to (KB):', 'msExchSmtpMaxMessageSize', source),
          sizeLimit('Limit session size to (KB):', 'msExchSmtpMaxSessionSize', source),
          messagesPerConnection(source),
          recipientsPerMessage(source),
          text('Send copy of Non-Delivery Report to:', 'msExchSmtpSendNDRTo', source, 'Setup stores none.'),
          text(
            'Badmail directory:',
            'msExchSmtpBadMailDirectory',
            source,
            'Setup stores the folder BadMail of the virtual server.',
          ),
          notAsked(field('Forward all mail with unresolved recipients to host:')),
        ],
      },
    ],
  };
}

function text(label: string, attribute: WalkAttribute, source: PropertySource, why: string): Property {
  return property(field(label), attribute, source, plainText, defaultIfAsked(source, why));
}

function sizeLimit(label: string, attribute: WalkAttribute, source: PropertySource): Property {
  return property(
    checkBox(label),
    attribute,
    source,
    wholeNumber((octets) =>
      octets === 0
        ? inferred(null, 'Setup stores 0 where Exchange System Manager shows no limit.', 'clear')
        : inferred(
            formatNumber(Math.round((octets / octetsPerKilobyte) * 10) / 10),
            'Taken as bytes, as administrators’ scripts read it; Microsoft names no unit.',
            'selected',
          ),
    ),
    defaultOf(null, 'Setup stores no limit.', 'clear'),
  );
}

/** The number and whether it applies are two attributes. */
function messagesPerConnection(source: PropertySource): Property {
  const flag = source.attributes['msExchSmtpMaxOutboundMsgPerDomainFlag'] ?? [];
  const mark = markOf(flag);
  const why =
    mark === 'unknown'
      ? `Whether the limit applies is stored apart, in msExchSmtpMaxOutboundMsgPerDomainFlag, which ${flag.length === 0 ? 'did not come' : `is ${JSON.stringify(flag.join(', '))}`}.`
      : `The check box is after msExchSmtpMaxOutboundMsgPerDomainFlag, which is ${String(flag[0])}.`;
  return property(
    checkBox('Limit number of messages per connection to:'),
    'msExchSmtpMaxOutboundMsgPerDomain',
    source,
    wholeNumber((limit) => inferred(formatNumber(limit), why, mark)),
    defaultOf('20', `Setup stores 20. ${why}`, mark),
  );
}

function markOf(flag: readonly string[]): PropertyMark {
  if (flag.length !== 1) return 'unknown';
  return flag[0] === 'TRUE' ? 'selected' : flag[0] === 'FALSE' ? 'clear' : 'unknown';
}

function recipientsPerMessage(source: PropertySource): Property {
  return property(
    checkBox('Limit number of recipients per message to:'),
    'msExchSmtpMaxRecipients',
    source,
    wholeNumber((limit) =>
      limit === 0
        ? inferred(null, '0 is taken as no limit, as with the sizes above.', 'clear')
        : read(formatNumber(limit), 'selected'),
    ),
    defaultOf('64,000', 'Setup stores 64,000.', 'selected'),
  );
}
