import { isIPv6 } from 'node:net';

import type { ProbeReport } from '../../../../shared/directory/discovery.ts';
import { cancelled, silentServer } from '../explain.ts';
import { parseHost } from '../host-name.ts';
import { LdapConnection } from '../ldap-connection.ts';
import { openSocket } from '../open-socket.ts';
import type { Target } from '../open-socket.ts';
import { ldapPort, ldapsPort, refuseGlobalCatalog } from '../ports.ts';
import { readRootDse } from '../root-dse.ts';
import type { RootDse } from '../root-dse.ts';
import { lookupBy } from './dns-lookup.ts';

/** How long a probe may take as a whole. */
const probeTimeoutMilliseconds = 2_000;

/** Which computer to probe. */
export interface ProbeOptions {
  readonly host: string;
  /** Null for the usual one. */
  readonly port: number | null;
  /** An address, perhaps with a port, to look the host up; null for the DNS servers of the computer. */
  readonly dnsServer: string | null;
  readonly signal: AbortSignal;
  /** For tests: milliseconds that the probe may take, and where LDAPS is looked for. */
  readonly limits?: { readonly probe?: number; readonly ldapsPort?: number };
}

/**
 * Asks a computer what it tells everybody as a domain controller, whether it takes StartTLS, and whether anything answers on the
 * port of LDAPS. Signs nobody in, takes 2 seconds at the most, and leaves nothing open. Throws AppError if it is no domain
 * controller or cannot be asked, such as `host-unknown` and `connection-timeout`.
 */
export async function probeDomainController({
  host: typed,
  port,
  dnsServer,
  signal,
  limits = {},
}: ProbeOptions): Promise<ProbeReport> {
  const host = parseHost(typed);
  refuseGlobalCatalog(port);
  const connectTimeout = limits.probe ?? probeTimeoutMilliseconds;
  const ldapAt = port === null || port === ldapsPort ? ldapPort : port; // the port of LDAPS answers nobody without TLS
  const ldapsAt = limits.ldapsPort ?? ldapsPort;
  const serverAt = (at: number) => (isIPv6(host) ? `[${host}]:${at}` : `${host}:${at}`);
  return withinTime(connectTimeout, serverAt(ldapAt), signal, (stop) => {
    const target = { host, signal: stop, connectTimeout, lookup: lookupBy(dnsServer, stop) };
    return probe(
      { ...target, port: ldapAt, server: serverAt(ldapAt) },
      { ...target, port: ldapsAt, server: serverAt(ldapsAt) },
    );
  });
}

/** Runs work that a signal ends at the latest after so many milliseconds; whatever is left of it then is ended too. */
async function withinTime<T>(
  milliseconds: number,
  server: string,
  signal: AbortSignal,
  work: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), milliseconds);
  try {
    const result = await work(AbortSignal.any([signal, over.signal]));
    if (signal.aborted) throw cancelled();
    return result;
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw over.signal.aborted ? silentServer(server, milliseconds) : error;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

async function probe(ldap: Target, ldaps: Target): Promise<ProbeReport> {
  const ldapsAnswers = answers(ldaps);
  const reading = await readAnonymously(ldap);
  // A firewall may swallow what goes to the port of LDAPS: then the time limit says no.
  return reportOf(reading, await ldapsAnswers);
}

interface Reading {
  readonly rootDse: RootDse;
  /** Of the one request and its answer. */
  readonly latencyMilliseconds: number;
  readonly startTls: boolean;
}

async function readAnonymously(target: Target): Promise<Reading> {
  const socket = await openSocket(target);
  // A server that does not hang up is not waited for.
  target.signal.addEventListener('abort', () => socket.destroy(), { once: true });
  const connection = new LdapConnection(socket, target.server, { answerTimeout: target.connectTimeout });
  try {
    const start = performance.now();
    const rootDse = await readRootDse(connection, target.server, target.signal);
    const latencyMilliseconds = Math.round(performance.now() - start);
    const startTls = await takesStartTls(connection, target.signal);
    // Who has agreed to StartTLS waits for TLS and would not understand a goodbye.
    if (startTls) socket.destroy();
    return { rootDse, latencyMilliseconds, startTls };
  } finally {
    await connection.close();
  }
}

/**
 * Whether the server agrees to StartTLS. Asked, because what it announces (supportedExtension) says nothing: Active Directory
 * does so even without a certificate, and Samba never does.
 */
async function takesStartTls(connection: LdapConnection, signal: AbortSignal): Promise<boolean> {
  try {
    return (await connection.startTls(signal)).resultCode === 0;
  } catch {
    return false;
  }
}

/** Whether a connection comes about. It is ended at once. */
async function answers(target: Target): Promise<boolean> {
  try {
    const socket = await openSocket(target);
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}

function reportOf({ rootDse, latencyMilliseconds, startTls }: Reading, ldaps: boolean): ProbeReport {
  const { dnsHostName, domain, site, windowsLevel, readOnly, clockDifferenceMilliseconds } = rootDse;
  return {
    dnsHostName,
    domain,
    site,
    windowsLevel,
    readOnly,
    clockDifferenceMilliseconds,
    latencyMilliseconds,
    sealedSignIn: rootDse.signInMechanisms.includes('GSS-SPNEGO'),
    startTls,
    ldaps,
  };
}
