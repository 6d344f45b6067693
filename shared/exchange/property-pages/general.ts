import {
  checkBox,
  defaultOf,
  field,
  inferred,
  notAsked,
  notInDirectory,
  notUnderstood,
  property,
  read,
  type PropertySource,
  type Reading,
  type PropertyPage,
} from '../property.ts';
import {
  formatNumber,
  formatSecondsAsMinutes,
  truthValue,
  unlimitedConnections,
  wholeNumber,
} from '../property-values.ts';

interface Binding {
  readonly address: string;
  readonly port: string;
}

/** The General tab: who listens where, how many may come, and what is logged. */
export function generalPage(source: PropertySource): PropertyPage {
  return {
    label: 'General',
    groups: [
      {
        kind: 'frame',
        heading: null,
        properties: [
          property(field('IP address:'), 'msExchServerBindings', source, ipAddress, noBindings),
          property(
            checkBox('Limit number of connections to:'),
            'msExchMaxIncomingConnections',
            source,
            wholeNumber(connectionLimit),
            defaultOf(null, 'Setup stores no limit.', 'clear'),
          ),
          property(
            field('Connection time-out (minutes):'),
            'msExchIncomingConnectionTimeout',
            source,
            wholeNumber(timeOut),
            defaultOf('10', 'The help of Exchange System Manager names 10 minutes.'),
          ),
          notAsked(checkBox('Enable logging')),
          notAsked(field('Active log format:')),
        ],
      },
      {
        kind: 'dialog',
        heading: 'Advanced...',
        properties: [
          property(field('IP address and TCP port:'), 'msExchServerBindings', source, identities, noBindings),
          notAsked(field('Filter enabled:')),
        ],
      },
      {
        kind: 'beside',
        heading: 'Not in this dialog',
        properties: [
          property(
            field('Starts with the operating system:'),
            'msExchServerAutoStart',
            source,
            truthValue((starts) => read(starts ? 'Yes' : 'No')),
            defaultOf(null, 'What then applies is not documented.'),
          ),
          notInDirectory(
            field('Running or stopped:'),
            'Only Internet Information Services on the server knows it. The check counts a stopped virtual server all the same.',
          ),
        ],
      },
    ],
  };
}

const noBindings = defaultOf(null, 'The virtual server listens nowhere.');

function connectionLimit(limit: number): Reading {
  if (limit !== unlimitedConnections) return read(formatNumber(limit), 'selected');
  return inferred(
    null,
    'Setup stores 2,000,000,000 where Exchange System Manager shows no limit, so the check box is taken as clear.',
    'clear',
  );
}

function timeOut(seconds: number): Reading {
  return inferred(
    formatSecondsAsMinutes(seconds),
    'Taken as seconds. Microsoft’s texts disagree: setup stores 1500 (25 minutes), the help of Exchange System Manager names 10 minutes.',
  );
}

function ipAddress(values: readonly string[]): Reading {
  const [first, ...more] = values.map(bindingOf);
  if (first === undefined || more.includes(undefined)) return notUnderstood(values, 'IP address and port');
  if (more.length === 0) return read(first.address);
  return inferred(
    first.address,
    'The first of several. Exchange System Manager may show another of them here; all are under Advanced...',
  );
}

function identities(values: readonly string[]): Reading {
  const bindings = values.map(bindingOf).filter((binding) => binding !== undefined);
  if (bindings.length < values.length) return notUnderstood(values, 'IP address and port');
  return read(bindings.map((binding) => `${binding.address}, port ${binding.port}`).join('\n'));
}

/** `address:port:`, the address empty for all (Microsoft KB321757). */
function bindingOf(value: string): Binding | undefined {
  const [, address = '', port = ''] = /^([^:]*):(\d{1,5}):$/.exec(value) ?? [];
  return port === '' ? undefined : { address: address === '' ? '(All Unassigned)' : address, port };
}
