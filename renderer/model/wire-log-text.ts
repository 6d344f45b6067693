import type { WireEntry, WireLog, WireOperation } from '../../shared/directory/wire-log.ts';
import { csv } from '../../shared/csv.ts';
import { formatBytes, formatQuantity } from './format.ts';
import { visibleText } from './visible-text.ts';

export const operationLabels: Readonly<Record<WireOperation, string>> = {
  connect: 'Connect',
  'start-tls': 'StartTLS',
  tls: 'TLS handshake',
  bind: 'Sign-in',
  search: 'Search',
  unbind: 'Sign-out',
};

/** Singular and plural, in the order in which they are told. */
const operationNouns: readonly (readonly [WireOperation, string, string])[] = [
  ['connect', 'connect', 'connects'],
  ['start-tls', 'StartTLS', 'StartTLS'],
  ['tls', 'TLS handshake', 'TLS handshakes'],
  ['bind', 'sign-in', 'sign-ins'],
  ['search', 'search', 'searches'],
  ['unbind', 'sign-out', 'sign-outs'],
];

/** The result code of a step of a sign-in that is not the last one (RFC 4511, saslBindInProgress). */
const signInGoesOn = 14;

const scopeLabels = { base: 'the object', one: 'one level below', sub: 'the object and all below' } as const;

/** Result codes that a reader meets, by their names in RFC 4511, appendix A. */
const resultNames: Readonly<Record<number, string>> = {
  0: 'success',
  1: 'operations error',
  2: 'protocol error',
  3: 'time limit exceeded',
  4: 'size limit exceeded',
  7: 'sign-in method not supported',
  8: 'stronger sign-in required',
  10: 'referral',
  11: 'administrative limit exceeded',
  12: 'unavailable critical extension',
  13: 'confidentiality required',
  14: 'sign-in goes on',
  32: 'no such object',
  34: 'invalid name',
  48: 'inappropriate sign-in',
  49: 'invalid credentials',
  50: 'insufficient access rights',
  51: 'busy',
  52: 'unavailable',
  53: 'unwilling to perform',
};

/** An LDAP result code with its name; a dash where no answer came or none belongs. */
export function resultLabel(result: number | null): string {
  if (result === null) return '–';
  const name = resultNames[result];
  return name === undefined ? String(result) : `${result} ${name}`;
}

/** What one entry did, on one line: of a search where it looked. */
export function entryText({ search, detail }: WireEntry): string {
  return search === null ? detail : baseText(search.base);
}

function baseText(base: string): string {
  return base === '' ? '(rootDSE)' : base;
}

/** The time of day in UTC, to the millisecond; the text itself if it is no instant. */
export function timeOfDay(at: string): string {
  return /T(\d\d:\d\d:\d\d\.\d{3})Z$/.exec(at)?.[1] ?? at;
}

/** The list in two sentences: how much of what, and that there is nothing else. */
export function wireLogSummary({ entries, dropped }: WireLog): string {
  const connections = new Set(entries.map(({ connection }) => connection)).size;
  const kinds = operationNouns.flatMap(([operation, singular, plural]) => {
    const sent = entries.filter((entry) => entry.operation === operation);
    const ended = sent.filter(({ result }) => operation !== 'bind' || result !== signInGoesOn).length;
    if (sent.length === 0) return [];
    const steps = ended === sent.length ? '' : ` in ${formatQuantity(sent.length, 'step')}`;
    return [`${formatQuantity(ended, singular, plural)}${steps}`];
  });
  const listed = `${formatQuantity(entries.length, 'operation')} on ${formatQuantity(connections, 'connection')}: ${kinds.join(', ')}.`;
  const more =
    dropped === 0
      ? ''
      : ` ${formatQuantity(dropped, 'more operation')} of these kinds followed: the list keeps no more.`;
  return `${listed}${more} No operation that could change anything exists in Hopcheck.`;
}

/** How much LDAP went each way, without what an encryption adds. */
export function octetsText({ entries }: WireLog): string {
  const total = (octets: (entry: WireEntry) => number) =>
    formatBytes(entries.reduce((sum, entry) => sum + octets(entry), 0));
  return `${total((entry) => entry.octetsSent)} of LDAP sent, ${total((entry) => entry.octetsReceived)} received; encryption, where there is any, is not counted. Credentials and values never stand in this list.`;
}

/** The list for people, below some lines that say what it belongs to. Nothing in it can hide or steer the text. */
export function wireLogText(log: WireLog, about: readonly string[]): string {
  return [
    'Hopcheck: what was sent to the domain controller',
    ...about.map(visibleText),
    '',
    wireLogSummary(log),
    octetsText(log),
    ...log.entries.flatMap((entry, index) => ['', ...entryLines(entry, index + 1)]),
    '',
  ].join('\n');
}

function entryLines(entry: WireEntry, number: number): readonly string[] {
  const { at, connection, operation, detail, search, octetsSent, octetsReceived, milliseconds } = entry;
  const counts =
    search === null
      ? ''
      : `${formatQuantity(search.entries, 'entry', 'entries')}, ${formatQuantity(search.references, 'reference')}, `;
  const unanswered = operation === 'unbind' ? 'no answer is due' : 'no answer';
  const time = milliseconds === null ? unanswered : `${milliseconds} ms`;
  return [
    `${number}. ${at}  connection ${connection}  ${operationLabels[operation]}`,
    ...(detail === '' ? [] : [`   ${visibleText(detail)}`]),
    ...searchFacts(entry).map(([label, value]) => `   ${label}: ${value}`),
    `   Result: ${counts}${resultLabel(entry.result)}, ${time}, ${octetsSent} octets sent, ${octetsReceived} received`,
  ];
}

/** What a search asked for, each with its label; nothing for any other operation. Safe to show. */
export function searchFacts({ search }: WireEntry): readonly (readonly [string, string])[] {
  if (search === null) return [];
  return [
    ['Base', visibleText(baseText(search.base))],
    ['Scope', `${search.scope} (${scopeLabels[search.scope]})`],
    ['Filter', visibleText(search.filter)],
    ['Page', String(search.page)],
    ['Attributes', search.attributes.map(visibleText).join(', ')],
  ];
}

/** The list for spreadsheets. */
export function wireLogCsv({ entries }: WireLog): string {
  return csv([
    [
      'Time (UTC)',
      'Connection',
      'Operation',
      'Detail',
      'Base',
      'Scope',
      'Filter',
      'Page',
      'Attributes',
      'Entries',
      'References',
      'Octets sent',
      'Octets received',
      'Milliseconds',
      'Result',
    ],
    ...entries.map((entry) => [
      entry.at,
      entry.connection,
      operationLabels[entry.operation],
      visibleText(entry.detail),
      visibleText(entry.search?.base ?? ''),
      entry.search?.scope ?? '',
      visibleText(entry.search?.filter ?? ''),
      entry.search?.page ?? null,
      entry.search?.attributes.map(visibleText).join(' ') ?? '',
      entry.search?.entries ?? null,
      entry.search?.references ?? null,
      entry.octetsSent,
      entry.octetsReceived,
      entry.milliseconds,
      entry.result,
    ]),
  ]);
}
