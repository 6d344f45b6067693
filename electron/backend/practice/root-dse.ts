import { PagedResultsControl } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';

const domain = 'DC=harbor,DC=example';
const configuration = `CN=Configuration,${domain}`;
const schema = `CN=Schema,${configuration}`;
const serverName = `CN=PRACTICE-DC,CN=Servers,CN=Default-First-Site-Name,CN=Sites,${configuration}`;

/** What the practice domain controller says of itself to everybody, as one of Windows Server 2003 would at that time. */
export function rootDse(now: Date): RawEntry {
  const attributes: Readonly<Record<string, readonly string[]>> = {
    currentTime: [formatTime(now)],
    subschemaSubentry: [`CN=Aggregate,${schema}`],
    dsServiceName: [`CN=NTDS Settings,${serverName}`],
    namingContexts: [domain, configuration, schema],
    defaultNamingContext: [domain],
    schemaNamingContext: [schema],
    configurationNamingContext: [configuration],
    rootDomainNamingContext: [domain],
    supportedControl: [PagedResultsControl.type],
    supportedLDAPVersion: ['3', '2'],
    supportedLDAPPolicies: ['MaxPageSize'],
    supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
    // Active Directory; Windows Server 2003 or later
    supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670'],
    dnsHostName: ['practice-dc.harbor.example'],
    ldapServiceName: ['harbor.example:practice-dc$@HARBOR.EXAMPLE'],
    serverName: [serverName],
    isSynchronized: ['TRUE'],
    isGlobalCatalogReady: ['TRUE'],
    domainFunctionality: ['2'],
    forestFunctionality: ['2'],
    domainControllerFunctionality: ['2'],
  };
  const octets = (values: readonly string[]) => values.map((value) => Buffer.from(value));
  return {
    distinguishedName: '',
    attributes: new Map(Object.entries(attributes).map(([name, values]) => [name, octets(values)])),
  };
}

/** A time as Active Directory writes it: `20041231235959.0Z`. */
function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}.0Z`;
}
