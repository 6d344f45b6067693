import { createSocket } from 'node:dgram';
import type { RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** One answer to a question of its own type. */
export type DnsRecord =
  | { readonly type: 'A'; readonly address: string }
  | { readonly type: 'AAAA'; readonly address: string }
  | {
      readonly type: 'SRV';
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: string;
    };

/** How a server can fail: keep silent, answer with octets that are no DNS, or say that it will or can not (RFC 1035 4.1.1). */
export type DnsFailure = 'silent' | 'garbage' | 'server-failure' | 'refused';

/** What the server knows, by name in lower case, or by type and name (`AAAA dc1.corp.example`). Any other name does not exist. */
export type DnsTable = Readonly<Record<string, readonly DnsRecord[] | DnsFailure>>;

export interface DnsServer {
  /** `127.0.0.1:<port>`, as the field "DNS server" takes it. */
  readonly address: string;
  /** What it was asked for, such as `A dc1.corp.example`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const types: Readonly<Record<number, DnsRecord['type']>> = { 1: 'A', 28: 'AAAA', 33: 'SRV' };
const responseCodes = { success: 0, 'server-failure': 2, 'no-such-name': 3, refused: 5 } as const;
const headerOctets = 12;

/** A DNS server on 127.0.0.1, by UDP, that answers from a table. */
export async function startDnsServer(table: DnsTable): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query: Buffer, { port, address }: RemoteInfo) => {
    const question = readQuestion(query);
    const key = `${question.type} ${question.name}`;
    asked.push(key);
    const answer = answerTo(query, question, table[key] ?? table[question.name]);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

interface Question {
  readonly name: string;
  readonly type: DnsRecord['type'] | 'other';
  /** The question as it stands in the query. */
  readonly octets: Buffer;
}

function readQuestion(query: Buffer): Question {
  const labels: string[] = [];
  let at = headerOctets;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const name = labels.join('.').toLowerCase();
  return {
    name,
    type: types[query.readUInt16BE(at + 1)] ?? 'other',
    octets: query.subarray(headerOctets, at + 5),
  };
}

function answerTo(
  query: Buffer,
  question: Question,
  known: readonly DnsRecord[] | DnsFailure | undefined,
): Buffer | null {
  switch (known) {
    case 'silent':
      return null;
    case 'garbage':
      return Buffer.concat([query.subarray(0, 2), Buffer.alloc(40, 0xff)]);
    case 'server-failure':
    case 'refused':
      return response(query, question, known, []);
    case undefined:
      return response(query, question, 'no-such-name', []);
    default:
      return response(
        query,
        question,
        'success',
        known.filter(({ type }) => type === question.type),
      );
  }
}

function response(
  query: Buffer,
  { octets }: Question,
  code: keyof typeof responseCodes,
  records: readonly DnsRecord[],
): Buffer {
  const header = Buffer.alloc(headerOctets);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x85_80 | responseCodes[code], 2); // an answer with authority; recursion is offered
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, octets, ...records.map(recordOctets)]);
}

function recordOctets(record: DnsRecord): Buffer {
  const data = dataOf(record);
  const type = { A: 1, AAAA: 28, SRV: 33 }[record.type];
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc0_0c, 0); // the name of the question
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4); // Internet
  head.writeUInt32BE(60, 6); // seconds to keep it
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(record: DnsRecord): Buffer {
  if (record.type === 'A') return Buffer.from(record.address.split('.').map(Number));
  if (record.type === 'AAAA') return addressOctets(record.address);
  const numbers = Buffer.alloc(6);
  numbers.writeUInt16BE(record.priority, 0);
  numbers.writeUInt16BE(record.weight, 2);
  numbers.writeUInt16BE(record.port, 4);
  return Buffer.concat([numbers, nameOctets(record.target)]);
}

/** Sixteen octets of an address with at most one `::`. */
function addressOctets(address: string): Buffer {
  const [before = '', after = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - groups(before).length - groups(after).length }, () => '0');
  const hexadecimal = [...groups(before), ...zeros, ...groups(after)].map((group) => group.padStart(4, '0'));
  return Buffer.from(hexadecimal.join(''), 'hex');
}

/** A name as labels; `.` is the root. */
function nameOctets(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.alloc(1),
  ]);
}
