import type { WalkAttribute } from '../attributes.ts';
import {
  checkBox,
  defaultOf,
  defaultIfAsked,
  field,
  inferred,
  notUnderstood,
  property,
  read,
  type Property,
  type PropertyGroup,
  type PropertySource,
  type Reading,
} from '../property.ts';
import {
  formatNumber,
  formatSecondsAsMinutes,
  plainText,
  truthValue,
  wholeNumber,
  unlimitedConnections,
} from '../property-values.ts';

/** What the Delivery tab shows after a press on Outbound connections... */
export function outboundConnections(source: PropertySource): PropertyGroup {
  return {
    kind: 'dialog',
    heading: 'Outbound connections...',
    properties: [
      connectionLimit('Limit number of connections to:', 'msExchSmtpMaxOutgoingConnections', source, [
        '1,000',
        'Setup stores 1,000.',
      ]),
      property(
        field('Time-out (minutes):'),
        'msExchSmtpOutgoingConnectionTimeout',
        source,
        wholeNumber((seconds) => read(formatSecondsAsMinutes(seconds))),
        defaultOf('10', 'Setup stores 600 seconds.'),
      ),
      connectionLimit(
        'Limit number of connections per domain to:',
        'msExchSmtpMaxOutgoingConnectionsPerDomain',
        source,
        ['100', 'Setup stores 100, on Small Business Server 10.'],
      ),
      property(
        field('TCP port:'),
        'msExchSmtpOutgoingPort',
        source,
        wholeNumber((port) => read(String(port))),
        defaultOf('25', 'Setup stores 25.'),
      ),
    ],
  };
}

function connectionLimit(
  label: string,
  attribute: WalkAttribute,
  source: PropertySource,
  [byDefault, why]: readonly [string, string],
): Property {
  const decode = wholeNumber((limit): Reading => {
    if (limit > 0 && limit < unlimitedConnections) return read(formatNumber(limit), 'selected');
    return inferred(
      null,
      `${formatNumber(limit)} is taken as no limit, as for incoming connections.`,
      'clear',
    );
  });
  return property(checkBox(label), attribute, source, decode, defaultOf(byDefault, why, 'selected'));
}

/** What the Delivery tab shows after a press on Advanced... */
export function advancedDelivery(source: PropertySource): PropertyGroup {
  const text = (label: string, attribute: WalkAttribute, why: string) =>
    property(field(label), attribute, source, plainText, defaultOf(null, why));
  return {
    kind: 'dialog',
    heading: 'Advanced...',
    properties: [
      property(
        field('Maximum hop count:'),
        'msExchSmtpMaxHopCount',
        source,
        wholeNumber((hops) => read(formatNumber(hops))),
        defaultOf('15', 'Setup stores 15.'),
      ),
      text('Masquerade domain:', 'msExchSmtpMasqueradeDomain', 'Setup stores none.'),
      text(
        'Fully-qualified domain name:',
        'msExchSmtpFullyQualifiedDomainName',
        'The name of the server itself.',
      ),
      text('Smart host:', 'msExchSmtpSmartHost', 'Setup stores none.'),
      directDelivery(source),
      property(
        checkBox('Perform reverse DNS lookup on incoming messages'),
        'msExchSmtpPerformReverseDnsLookup',
        source,
        truthValue((performed) => read(null, performed ? 'selected' : 'clear')),
        defaultOf(null, 'Setup leaves the check box clear.', 'clear'),
      ),
      property(
        field('Configure external DNS Servers:'),
        'msExchSmtpExternalDNSServers',
        source,
        plainText,
        defaultIfAsked(source, 'Setup stores none.'),
      ),
    ],
  };
}

/** The metabase's SmartHostType (cc739348): 0 no smart host, 1 direct delivery first, 2 always the smart host. */
function directDelivery(source: PropertySource): Property {
  const why =
    'After the same setting of Internet Information Services: 0 no smart host, 1 direct delivery first, 2 always the smart host.';
  return property(
    checkBox('Attempt direct delivery before sending to smart host'),
    'msExchSmtpSmartHostType',
    source,
    (values) => {
      const [type] = values;
      if (values.length !== 1 || type === undefined || !['0', '1', '2'].includes(type))
        return notUnderstood(values, '0, 1 or 2');
      return inferred(null, why, type === '1' ? 'selected' : 'clear');
    },
    defaultOf(null, 'Without a smart host it has no effect.', 'clear'),
  );
}
