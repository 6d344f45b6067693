import type { WalkAttribute } from '../attributes.ts';
import {
  defaultOf,
  field,
  inferred,
  notAsked,
  notUnderstood,
  property,
  read,
  type Property,
  type PropertySource,
  type PropertyGroup,
  type PropertyPage,
} from '../property.ts';
import { formatNumber, formatPeriod, wholeNumber } from '../property-values.ts';
import { advancedDelivery, outboundConnections } from './delivery-dialogs.ts';

const twelveHours = 'Setup stores 720 minutes.';
const twoDays = 'Setup stores 2880 minutes.';

/** The Delivery tab: the way of mail out of this virtual server, with the dialog that the check is about. */
export function deliveryPage(source: PropertySource): PropertyPage {
  return {
    label: 'Delivery',
    groups: [
      outbound(source),
      local(source),
      outboundSecurity,
      outboundConnections(source),
      advancedDelivery(source),
    ],
  };
}

/** The part of every Outbound Security dialog that is not drawn: Hopcheck takes care never to learn it. */
export const outboundSecurity: PropertyGroup = {
  kind: 'outbound-security',
  heading: 'Outbound Security...',
  properties: [
    notAsked(field('User name:'), 'The check does not need it.'),
    notAsked(field('Password:'), 'Hopcheck never asks for a password.'),
  ],
};

function outbound(source: PropertySource): PropertyGroup {
  const labels = ['First', 'Second', 'Third', 'Subsequent'];
  return {
    kind: 'frame',
    heading: 'Outbound',
    properties: [
      ...labels.map((label, position) => retryInterval(label, position, source)),
      period('Delay notification:', 'msExchSmtpRemoteQueueDelayNotification', source, [
        '12 hours',
        twelveHours,
      ]),
      period('Expiration timeout:', 'msExchSmtpRemoteQueueExpirationTimeout', source, ['2 days', twoDays]),
    ],
  };
}

function local(source: PropertySource): PropertyGroup {
  return {
    kind: 'frame',
    heading: 'Local',
    properties: [
      period('Delay notification:', 'msExchSmtpLocalQueueDelayNotification', source, [
        '12 hours',
        twelveHours,
      ]),
      period('Expiration timeout:', 'msExchSmtpLocalQueueExpirationTimeout', source, ['2 days', twoDays]),
    ],
  };
}

function retryInterval(label: string, position: number, source: PropertySource): Property {
  return property(
    field(`${label} retry interval (minutes):`),
    'msExchSmtpRemoteQueueRetries',
    source,
    (values) => {
      const intervals = /^\d{1,6}(,\d{1,6}){3}$/.test(values[0] ?? '') ? (values[0] ?? '').split(',') : [];
      const interval = intervals[position];
      if (values.length !== 1 || interval === undefined) return notUnderstood(values, 'four intervals');
      return inferred(
        formatNumber(Number(interval)),
        'The four stored numbers are taken as the four intervals in minutes, after the same setting of Internet Information Services.',
      );
    },
    defaultOf(null, 'Microsoft’s texts name different defaults, so none is shown.'),
  );
}

/** Minutes: the same setting of the IIS metabase says so for its place on this tab (ms525481, ms525067), with the same defaults. */
function period(
  label: string,
  attribute: WalkAttribute,
  source: PropertySource,
  [byDefault, why]: readonly [string, string],
): Property {
  const decode = wholeNumber((minutes) => read(formatPeriod(minutes)));
  return property(field(label), attribute, source, decode, defaultOf(byDefault, why));
}
