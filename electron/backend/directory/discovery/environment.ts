import { open } from 'node:fs/promises';
import { hostname } from 'node:os';

import { parseHost } from '../host-name.ts';
import { parseDomain } from './domain-name.ts';

/** Where a computer keeps what it knows of its domain. */
export interface Environment {
  readonly computerName: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Path of resolver(5)'s file; null where there is none by custom. */
  readonly resolverFile: string | null;
  /** Path of Kerberos 5's file; null where there is none by custom. */
  readonly kerberosFile: string | null;
}

/** What a computer knows of its domain. */
export interface OwnDomain {
  /** In lower case; null if it knows of none. */
  readonly domain: string | null;
  /** The domain controller that signed its user in, in lower case; null if none did. */
  readonly logonServer: string | null;
}

/** Octets that are read of a file; these files have a few hundred. */
const mostOctets = 64 * 1024;

/** The computer that this program runs on. */
export function thisComputer(): Environment {
  const isWindows = process.platform === 'win32';
  return {
    computerName: hostname(),
    variables: process.env,
    resolverFile: isWindows ? null : '/etc/resolv.conf',
    kerberosFile: isWindows ? null : '/etc/krb5.conf',
  };
}

/**
 * The domain that Windows (USERDNSDOMAIN), Kerberos (default_realm) or the resolver (domain, search) names first, and the domain
 * controller that signed the user in. A file that cannot be read and a name that is none tell nothing; never throws.
 */
export async function readOwnDomain(environment: Environment): Promise<OwnDomain> {
  const { variables, kerberosFile, resolverFile } = environment;
  const windowsDomain = domainOrNull(variables['USERDNSDOMAIN']);
  return {
    domain:
      windowsDomain ??
      domainOrNull(defaultRealm(await readBounded(kerberosFile))) ??
      domainOrNull(searchDomain(await readBounded(resolverFile))),
    logonServer: logonServerOf(environment, windowsDomain),
  };
}

/** LOGONSERVER names the computer itself where a local account signed in, and nobody where a Microsoft account did. */
function logonServerOf({ variables, computerName }: Environment, domain: string | null): string | null {
  const name = (variables['LOGONSERVER'] ?? '').replace(/^\\\\/, '').toLowerCase();
  if (name === 'microsoftaccount' || name === computerName.split('.')[0]?.toLowerCase()) return null;
  try {
    return parseHost(domain === null || name === '' ? name : `${name}.${domain}`);
  } catch {
    return null;
  }
}

function domainOrNull(text: string | undefined): string | null {
  try {
    return text === undefined ? null : parseDomain(text);
  } catch {
    return null;
  }
}

/** `default_realm` of the section `[libdefaults]`. */
function defaultRealm(text: string): string | undefined {
  let section = '';
  for (const line of text.split('\n')) {
    section = /^\s*\[(\w+)\]/.exec(line)?.[1] ?? section;
    const realm = /^\s*default_realm\s*=\s*(\S+)/.exec(line)?.[1];
    if (section === 'libdefaults' && realm !== undefined) return realm;
  }
  return undefined;
}

/** First name of `domain` or `search`, whichever comes last (resolv.conf(5)). */
function searchDomain(text: string): string | undefined {
  return [...text.matchAll(/^(?:domain|search)[ \t]+(\S+)/gm)].at(-1)?.[1];
}

async function readBounded(path: string | null): Promise<string> {
  if (path === null) return '';
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostOctets), 0, mostOctets, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
