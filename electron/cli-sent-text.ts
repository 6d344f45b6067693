import type { WireEntry, WireLog, WireSearch } from '../shared/directory/wire-log.ts';
import { counted, labelled, visible } from './cli-visible.ts';

/** What was sent to a domain controller, in order: a line for each, and for a search what it asked for. No value is among it. */
export function sentText(log: WireLog | null): string {
  if (log === null)
    return 'Nothing was sent: this assessment was not read from a domain controller, or nothing was written down.\n';
  const sent = log.entries.reduce((sum, { octetsSent }) => sum + octetsSent, 0);
  const received = log.entries.reduce((sum, { octetsReceived }) => sum + octetsReceived, 0);
  const dropped = log.dropped === 0 ? '' : `, and ${log.dropped} more that were not written down`;
  return [
    `${counted(log.entries.length, 'operation')}${dropped}: ${octetsText(sent, received)}`,
    ...log.entries.flatMap(entryLines),
    '',
  ].join('\n');
}

function entryLines(entry: WireEntry): readonly string[] {
  const { at, connection, operation, detail, search, result, milliseconds } = entry;
  const facts = [
    ...(entry.octetsSent + entry.octetsReceived === 0
      ? []
      : [octetsText(entry.octetsSent, entry.octetsReceived)]),
    ...(result === null ? [] : [`result ${result}`]),
    ...(operation === 'unbind' ? [] : [milliseconds === null ? 'no answer' : `${milliseconds} ms`]),
  ];
  return [
    '',
    visible(`${at}  connection ${connection}  ${operation}  ${detail}`.trimEnd()),
    ...(search === null ? [] : searchLines(search)),
    `  ${facts.join(', ')}`,
  ];
}

function searchLines({ base, scope, filter, attributes, page, entries, references }: WireSearch) {
  const found = `page ${page}, ${entries} ${entries === 1 ? 'entry' : 'entries'}, ${counted(references, 'reference')}`;
  return [
    labelled('base', base === '' ? '(the rootDSE)' : base),
    labelled('scope', `${scope}, ${found}`),
    labelled('filter', filter),
    labelled('attributes', attributes.join(' ')),
  ].map((line) => `  ${line}`);
}

function octetsText(sent: number, received: number): string {
  return `${counted(sent, 'octet')} sent, ${received} received`;
}
