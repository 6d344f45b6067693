import { PresenceFilter } from 'ldapts';

import { decodeEntry } from '../../../shared/directory/decode-entry.ts';
import { valueOf } from '../../../shared/directory/entry.ts';
import { AppError } from '../../../shared/errors.ts';
import { formatGeneralizedTime } from '../../../shared/exchange/generalized-time.ts';
import { explainResult } from './explain.ts';
import type { LdapConnection } from './ldap-connection.ts';

/** What a domain controller says of itself to everybody (MS-ADTS section 3.1.1.3.2). */
export interface RootDse {
  readonly configurationNamingContext: string;
  readonly dnsHostName: string;
  /** Edition name, such as `Windows Server 2003`. */
  readonly windowsLevel: string;
  /** The server's clock minus ours, in milliseconds; null if it told none. */
  readonly clockDifferenceMilliseconds: number | null;
}

const attributes = [
  'configurationNamingContext',
  'dnsHostName',
  'domainControllerFunctionality',
  'currentTime',
];

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
    { baseDN: '', scope: 'base', filter, attributes, timeLimit: 0 },
    signal,
  );
  if (result.resultCode !== 0) throw explainResult(server, result);
  const { entry } = decodeEntry(entries[0] ?? { distinguishedName: '', attributes: new Map() }, attributes);
  const configurationNamingContext = valueOf(entry, 'configurationNamingContext');
  if (configurationNamingContext === undefined) {
    throw new AppError(
      'protocol-error',
      `${server} is a directory, but not an Active Directory domain controller: it names no configuration partition. Check the host.`,
    );
  }
  return {
    configurationNamingContext,
    dnsHostName: valueOf(entry, 'dnsHostName') ?? '',
    windowsLevel: windowsLevel(valueOf(entry, 'domainControllerFunctionality')),
    clockDifferenceMilliseconds: clockDifference(valueOf(entry, 'currentTime')),
  };
}

/** The edition that a domainControllerFunctionality stands for; an unknown number is named as such. Windows 2000 says nothing. */
export function windowsLevel(functionality: string | undefined): string {
  if (functionality === undefined) return 'Windows 2000 Server or unknown';
  const known = Object.hasOwn(windowsLevels, functionality) ? windowsLevels[functionality] : undefined;
  return known ?? `unknown Windows edition (functional level ${functionality})`;
}

function clockDifference(currentTime: string | undefined): number | null {
  const time = formatGeneralizedTime(currentTime);
  return time === null ? null : Date.parse(time) - Date.now();
}
