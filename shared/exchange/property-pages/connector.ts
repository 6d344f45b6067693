import {
  checkBox,
  defaultOf,
  field,
  inferred,
  notAsked,
  notUnderstood,
  option,
  property,
  type Property,
  type PropertyMark,
  type PropertySource,
  type Reading,
  type PropertyPage,
} from '../property.ts';
import { plainText, wholeNumber } from '../property-values.ts';
import { outboundSecurity } from './delivery.ts';

const heloBit = 0x400000;

/** The tabs of an SMTP connector for which Hopcheck reads something, or which an assessor asks for. */
export function connectorPages(source: PropertySource): readonly PropertyPage[] {
  return [general(source), advanced(source), addressSpace(source), deliveryRestrictions];
}

function general(source: PropertySource): PropertyPage {
  return {
    label: 'General',
    groups: [
      {
        kind: 'frame',
        heading: null,
        properties: [
          route('Use DNS to route to each address space on this connector', false, source),
          route('Forward all mail through this connector to the following smart hosts:', true, source),
          property(
            field('Smart hosts:'),
            'msExchSmtpSmartHost',
            source,
            plainText,
            defaultOf(null, 'There is none.'),
          ),
          notAsked(checkBox('Do not allow public folder referrals')),
        ],
      },
      {
        kind: 'bridgeheads',
        heading: 'Local bridgeheads',
        properties: [],
      },
    ],
  };
}

/** One of the two ways to route. Which is chosen follows from whether there is a smart host. */
function route(label: string, bySmartHost: boolean, source: PropertySource): Property {
  const mark = (hasSmartHost: boolean): PropertyMark => (hasSmartHost === bySmartHost ? 'selected' : 'clear');
  return property(
    option(label),
    'msExchSmtpSmartHost',
    source,
    (values) => inferred(null, 'Concluded from the smart host that is stored.', mark(values.some(Boolean))),
    defaultOf(null, 'No smart host is stored, so mail is routed by DNS.', mark(false)),
  );
}

function advanced(source: PropertySource): PropertyPage {
  return {
    label: 'Advanced',
    groups: [
      {
        kind: 'frame',
        heading: null,
        properties: [
          property(
            checkBox('Send HELO instead of EHLO'),
            'msExchSmtpOutboundSecurityFlag',
            source,
            wholeNumber((flag) =>
              inferred(
                null,
                'Bit 0x400000 of the outbound security flag, after the management code of later versions. TLS cannot be asked for after HELO.',
                (flag & heloBit) === 0 ? 'clear' : 'selected',
              ),
            ),
            defaultOf(null, 'Setup stores 0.', 'clear'),
          ),
          notAsked(checkBox('Do not send ETRN/TURN')),
          notAsked(checkBox('Request ETRN/TURN when sending messages')),
        ],
      },
      outboundSecurity,
    ],
  };
}

function addressSpace(source: PropertySource): PropertyPage {
  return {
    label: 'Address Space',
    groups: [
      {
        kind: 'frame',
        heading: null,
        properties: [
          property(
            field('Address spaces:'),
            'routingList',
            source,
            addressSpaces,
            defaultOf(null, 'There is none.'),
          ),
          notAsked(field('Connector scope:')),
          notAsked(checkBox('Allow messages to be relayed to these domains')),
        ],
      },
    ],
  };
}

function addressSpaces(values: readonly string[]): Reading {
  const spaces = values.map((value) => /^([^:;]+):(.*);(\d{1,3})$/.exec(value));
  if (spaces.includes(null)) return notUnderstood(values, 'type, address and cost');
  return inferred(
    spaces.map((space) => `${space?.[1]}  ${space?.[2]}  cost ${space?.[3]}`).join('\n'),
    'Taken as type, address and cost from the way the value is written.',
  );
}

const deliveryRestrictions: PropertyPage = {
  label: 'Delivery Restrictions',
  groups: [
    {
      kind: 'frame',
      heading: null,
      properties: [
        notAsked(option('By default, messages from everyone are accepted')),
        notAsked(option('By default, messages from everyone are rejected')),
        notAsked(field('Accept messages from:')),
        notAsked(field('Reject messages from:')),
      ],
    },
  ],
};
