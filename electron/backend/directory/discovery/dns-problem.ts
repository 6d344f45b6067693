import { CANCELLED, CONNREFUSED, NODATA, NOTFOUND, REFUSED, SERVFAIL, TIMEOUT } from 'node:dns';

import { AppError } from '../../../../shared/errors.ts';
import { cancelled } from '../explain.ts';

/** What DNS was asked for. */
export interface DnsQuestion {
  readonly kind: 'host' | 'domain-controllers' | 'pdc';
  /** Name of the host or of the domain. */
  readonly name: string;
  /** Null for the DNS of the computer. */
  readonly dnsServer: string | null;
}

const otherServer =
  'Enter the address of a DNS server that knows the domain, usually that of one of its domain controllers';

/** Failures of a query, by Node's codes; what to do next follows what happened. */
const explanations: Readonly<Record<string, string>> = {
  [TIMEOUT]: `does not answer. Check the network connection. ${otherServer}.`,
  [CONNREFUSED]: `cannot be reached: nothing answers DNS there. Check the network connection. ${otherServer}.`,
  [REFUSED]: `refuses to answer this computer. ${otherServer}.`,
  [SERVFAIL]: `could not find the answer: it met an error of its own. Try again later. ${otherServer}.`,
};

/** What became of a question that DNS did not answer, in a few sentences. */
export function describeDnsError(error: unknown, question: DnsQuestion): string {
  const server =
    question.dnsServer === null ? 'The DNS of this computer' : `The DNS server ${question.dnsServer}`;
  const code = dnsCode(error);
  if (code === NOTFOUND || code === NODATA) return `${server} ${unknownName(question)}`;
  const explanation = Object.hasOwn(explanations, code) ? explanations[code] : undefined;
  return `${server} ${explanation ?? `sent an answer that makes no sense (${code}). ${otherServer}.`}`;
}

/** The AppError for a host that could not be looked up: `host-unknown`, or `cancelled`. */
export function explainDnsError(error: unknown, question: DnsQuestion): AppError {
  if (error instanceof AppError) return error;
  const code = dnsCode(error);
  if (code === CANCELLED) return cancelled();
  return new AppError('host-unknown', describeDnsError(error, question), `${code} ${question.name}`);
}

/** Node's code of a failed query, such as `ENOTFOUND`; the empty text for any other error. */
export function dnsCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function unknownName({ kind, name }: DnsQuestion): string {
  switch (kind) {
    case 'host':
      return `does not know ${name}. Check the spelling, or use the full name (dc1.example.com) or the address.`;
    case 'domain-controllers':
      return `knows no domain controllers of ${name}. Check the full name of the domain (corp.example.com). ${otherServer}.`;
    case 'pdc':
      return `does not tell which domain controller of ${name} holds the role of the PDC emulator. Any other will do.`;
  }
}
