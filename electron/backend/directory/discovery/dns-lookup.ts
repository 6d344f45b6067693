import { NODATA, NOTFOUND } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIPv4, isIPv6 } from 'node:net';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';

import { AppError } from '../../../../shared/errors.ts';
import { cancelled } from '../explain.ts';
import { dnsCode, explainDnsError } from './dns-problem.ts';

/** How long a DNS server may keep silent, in milliseconds, each time that it is asked. */
const answerTimeoutMilliseconds = 3_000;
const tries = 2;
/** How long the addresses of one family wait for those of the other. */
const graceMilliseconds = 200;
/** Addresses of one name that are tried. */
const mostAddresses = 100;

/**
 * A resolver that asks the given DNS server, or those of the computer for null: twice, and 3 seconds each time unless told
 * otherwise. Throws AppError `host-invalid` if it is neither an address nor one with a port (`192.0.2.1:53`, `[2001:db8::1]:53`).
 */
export function dnsResolver(dnsServer: string | null, timeout = answerTimeoutMilliseconds): Resolver {
  const resolver = new Resolver({ timeout, tries, maxTimeout: timeout });
  if (dnsServer !== null) resolver.setServers([parseDnsServer(dnsServer)]);
  return resolver;
}

/**
 * Looks up names of computers by a DNS server of one's own, for sockets: so a computer can be reached that one's own DNS does not
 * know. Undefined for null, which leaves it to the operating system. The look-up fails with AppError `host-unknown`; `signal` ends
 * it at once. Throws AppError `host-invalid` as {@link dnsResolver} does.
 */
export function lookupBy(dnsServer: string | null, signal?: AbortSignal): LookupFunction | undefined {
  if (dnsServer === null) return undefined;
  parseDnsServer(dnsServer);
  const find = callbackify((name: string, family: string | number | undefined) =>
    lookUp(name, dnsServer, familiesOf(family), signal),
  );
  return (name, { all, family }, callback) =>
    find(name, family, (error, addresses) => {
      if (error !== null) callback(explainDnsError(error, { kind: 'host', name, dnsServer }), []);
      else if (all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
}

/** Addresses of a host, one or more, those of IPv4 first. */
async function lookUp(
  host: string,
  dnsServer: string,
  families: readonly (4 | 6)[],
  signal: AbortSignal | undefined,
): Promise<LookupAddress[]> {
  const resolver = dnsResolver(dnsServer);
  const questions = families.map((family) => addressesOf(resolver, host, family));
  const answers = await untilCancelled(resolver, allWithGrace(resolver, questions), signal);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (found.length > 0) return found.slice(0, mostAddresses);
  const reasons: unknown[] = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  // That there is no address of one family says less than that those of the other could not be asked for.
  throw reasons.find((reason) => !isUnknownName(reason)) ?? reasons[0];
}

/** All answers; once there is one, the others have a moment left: some servers never answer a question for IPv6. */
async function allWithGrace<T>(
  resolver: Resolver,
  questions: readonly Promise<T>[],
): Promise<PromiseSettledResult<T>[]> {
  let grace: NodeJS.Timeout | undefined;
  const begin = () => {
    grace ??= setTimeout(() => resolver.cancel(), graceMilliseconds);
  };
  for (const question of questions) question.then(begin, () => undefined);
  try {
    return await Promise.allSettled(questions);
  } finally {
    clearTimeout(grace);
  }
}

/** Waits for what a resolver was asked; its questions end at once when the signal is aborted, with AppError `cancelled`. */
export async function untilCancelled<T>(
  resolver: Resolver,
  answers: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const cancel = () => resolver.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted === true) cancel();
  try {
    const result = await answers;
    if (signal?.aborted === true) throw cancelled();
    return result;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

async function addressesOf(resolver: Resolver, host: string, family: 4 | 6): Promise<LookupAddress[]> {
  const addresses = family === 4 ? await resolver.resolve4(host) : await resolver.resolve6(host);
  return addresses.map((address) => ({ address, family }));
}

/** Sockets ask for a family by its number or its name; by 0 or not at all for either. */
function familiesOf(family: string | number | undefined): readonly (4 | 6)[] {
  if (family === 4 || family === 'IPv4') return [4];
  return family === 6 || family === 'IPv6' ? [6] : [4, 6];
}

function isUnknownName(error: unknown): boolean {
  const code = dnsCode(error);
  return code === NOTFOUND || code === NODATA;
}

/** A DNS server as Node takes it. */
function parseDnsServer(text: string): string {
  const server = text.trim();
  if (isIPv4(server)) return server;
  if (isIPv6(server)) return `[${server}]`;
  const { v6, v4, port } =
    /^(?:\[(?<v6>[^\]]*)\]|(?<v4>[\d.]+))(?::(?<port>\d{1,5}))?$/.exec(server)?.groups ?? {};
  const isAddress = v6 === undefined ? isIPv4(v4 ?? '') : isIPv6(v6);
  if (!isAddress || !isPort(port)) {
    throw new AppError(
      'host-invalid',
      'This is not the address of a DNS server. Enter an address, with a port if need be: 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53.',
    );
  }
  return server;
}

function isPort(port: string | undefined): boolean {
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
}
