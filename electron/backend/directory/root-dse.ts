import { PresenceFilter } from 'ldapts';

import { decodeEntry } from '../../../shared/directory/decode-entry.ts';
import { parseDistinguishedName } from '../../../shared/directory/distinguished-name.ts';
import type { RelativeName } from '../../../shared/directory/distinguished-name.ts';
import { valueOf, valuesOf } from '../../../shared/directory/entry.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import { AppError } from '../../../shared/errors.ts';
import { formatGeneralizedTime } from '../../../shared/exchange/generalized-time.ts';
import { explainResult } from './explain.ts';
import type { LdapConnection } from './ldap-connection.ts';

/** What a domain controller says of itself to everybody (MS-ADTS section 3.1.1.3.2). */
export interface RootDse {
  readonly configurationNamingContext: string;
  /** Empty if it does not tell. */
  readonly dnsHostName: string;
  /** DNS name of its domain; null if it does not tell. */
  readonly domain: string | null;
  /** Active Directory site in which it stands; null if it does not tell. */
  readonly site: string | null;
  /** Edition name, such as `Windows Server 2003`. */
  readonly windowsLevel: string;
  /** True for a read-only domain controller, which may lag behind. */
  readonly readOnly: boolean;
  /** Names of SASL mechanisms, such as `GSS-SPNEGO`; 50 at the most. */
  readonly signInMechanisms: readonly string[];
  /** Its clock when it answered, in whole seconds; null if it told none. */
  readonly serverTime: Date | null;
  /** The server's clock minus ours, in milliseconds; null if it told none. */
  readonly clockDifferenceMilliseconds: number | null;
}

const attributes = [
  'configurationNamingContext',
  'defaultNamingContext',
  'dnsHostName',
  'serverName',
  'domainControllerFunctionality',
  'supportedCapabilities',
  'supportedSASLMechanisms',
  'currentTime',
];

/** Characters of a value at the most; whoever writes more has told nothing. */
const mostCharacters = 1_024;
/** SASL mechanisms kept; Active Directory has four. */
const mostMechanisms = 50;

/** LDAP_CAP_ACTIVE_DIRECTORY_ADAM_OID: Lightweight Directory Services (MS-ADTS section 3.1.1.3.4.3). */
const lightweightCapability = '1.2.840.113556.1.4.1851';
/** LDAP_CAP_ACTIVE_DIRECTORY_PARTIAL_SECRETS_OID: a read-only domain controller (MS-ADTS section 3.1.1.3.4.3). */
const readOnlyCapability = '1.2.840.113556.1.4.1920';
/** domainControllerFunctionality (MS-ADTS section 3.1.1.3.2.25). 1 and 8, 9 were never given to a domain controller. */
const windowsLevels: Readonly<Record<string, string>> = {
  0: 'Windows 2000 Server',
  2: 'Windows Server 2003',
  3: 'Windows Server 2008',
  4: 'Windows Server 2008 R2',
  5: 'Windows Server 2012',
  6: 'Windows Server 2012 R2',
  7: 'Windows Server 2016, 2019 or 2022',
  10: 'Windows Server 2025',
};

/** Reads the rootDSE; needs no sign-in. Throws AppError `protocol-error` if the server is no Active Directory domain controller. */
export async function readRootDse(
  connection: LdapConnection,
  server: string,
  signal: AbortSignal,
): Promise<RootDse> {
  const filter = new PresenceFilter({ attribute: 'objectClass' });
  const { entries, result } = await connection.search(
    { base: '', scope: 'base', filter, attributes },
    signal,
  );
  if (result.resultCode !== 0) throw explainResult(server, result);
  if (entries[0] === undefined) throw noDomainController(server, 'tells nobody what kind of directory it is');
  return rootDseOf(decodeEntry(entries[0], attributes).entry, server);
}

function rootDseOf(entry: DirectoryEntry, server: string): RootDse {
  const capabilities = valuesOf(entry, 'supportedCapabilities');
  if (capabilities.includes(lightweightCapability))
    throw noDomainController(
      server,
      'is an instance of Lightweight Directory Services (AD LDS, ADAM), not an Active Directory domain controller, and Exchange is never there',
    );
  const configurationNamingContext = textOf(entry, 'configurationNamingContext');
  if (configurationNamingContext === undefined)
    throw noDomainController(
      server,
      'is a directory, but not an Active Directory domain controller: it names no configuration partition',
    );
  const serverTime = timeOf(textOf(entry, 'currentTime'));
  return {
    configurationNamingContext,
    dnsHostName: textOf(entry, 'dnsHostName') ?? '',
    domain: domainOf(textOf(entry, 'defaultNamingContext')),
    site: siteOf(textOf(entry, 'serverName')),
    windowsLevel: windowsLevel(textOf(entry, 'domainControllerFunctionality')),
    readOnly: capabilities.includes(readOnlyCapability),
    signInMechanisms: valuesOf(entry, 'supportedSASLMechanisms').filter(isShort).slice(0, mostMechanisms),
    serverTime,
    clockDifferenceMilliseconds: serverTime === null ? null : serverTime.getTime() - Date.now(),
  };
}

/** The edition that a domainControllerFunctionality stands for; an unknown number is named as such. Windows 2000 says nothing. */
export function windowsLevel(functionality: string | undefined): string {
  if (functionality === undefined) return 'Windows 2000 Server or unknown';
  const known = Object.hasOwn(windowsLevels, functionality) ? windowsLevels[functionality] : undefined;
  return known ?? `unknown Windows edition (functional level ${functionality.slice(0, 20)})`;
}

/** The DNS name that a domain's distinguished name spells: `corp.example` of `DC=corp,DC=example`. */
function domainOf(distinguishedName: string | undefined): string | null {
  const steps = stepsOf(distinguishedName);
  const isDomain = steps.length > 0 && steps.every((step) => step.length === 1 && isOf(step, 'dc'));
  return isDomain ? steps.map((step) => step[0]?.value).join('.') : null;
}

/** The site in the name of a server object: `CN=DC1,CN=Servers,CN=<site>,CN=Sites,CN=Configuration,...`. */
function siteOf(serverName: string | undefined): string | null {
  const [, servers, site, sites] = stepsOf(serverName);
  const stands = isOf(servers, 'cn', 'servers') && isOf(site, 'cn') && isOf(sites, 'cn', 'sites');
  return stands ? (site?.[0]?.value ?? null) : null;
}

function isOf(step: RelativeName | undefined, type: string, value?: string): boolean {
  const pair = step?.[0];
  return pair?.type.toLowerCase() === type && (value === undefined || pair.value.toLowerCase() === value);
}

function stepsOf(distinguishedName: string | undefined): readonly RelativeName[] {
  try {
    return parseDistinguishedName(distinguishedName ?? '');
  } catch {
    return []; // no name at all tells as little as none
  }
}

function timeOf(currentTime: string | undefined): Date | null {
  const time = formatGeneralizedTime(currentTime);
  return time === null ? null : new Date(time);
}

function textOf(entry: DirectoryEntry, attribute: string): string | undefined {
  const value = valueOf(entry, attribute);
  return value !== undefined && isShort(value) ? value : undefined;
}

function isShort(value: string): boolean {
  return value.length <= mostCharacters;
}

function noDomainController(server: string, what: string): AppError {
  return new AppError('protocol-error', `${server} ${what}. Check host and port.`);
}
