import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import { walkClasses } from '../../shared/exchange/attributes.ts';

/** Entries of small Exchange organisations, as a source would deliver them. */
export const exchangeContainer = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example';
export const organizationName = `CN=Fabrikam,${exchangeContainer}`;
export const administrativeGroups = `CN=Administrative Groups,${organizationName}`;

type Attributes = Readonly<Record<string, string | readonly string[]>>;

export function entryOf(
  distinguishedName: string,
  objectClass: string,
  attributes: Attributes = {},
): DirectoryEntry {
  const lists = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === 'string' ? [value] : value,
  ]);
  return {
    distinguishedName,
    attributes: { objectClass: ['top', objectClass], ...Object.fromEntries(lists) },
  };
}

export function organizationEntries(): DirectoryEntry[] {
  return [
    entryOf(exchangeContainer, walkClasses.exchangeContainer),
    entryOf(organizationName, walkClasses.organization, { cn: 'Fabrikam' }),
    entryOf(administrativeGroups, walkClasses.administrativeGroups),
  ];
}

export function groupName(group: string): string {
  return `CN=${group},${administrativeGroups}`;
}

export function groupEntries(group: string): DirectoryEntry[] {
  return [
    entryOf(groupName(group), walkClasses.administrativeGroup),
    entryOf(`CN=Servers,${groupName(group)}`, walkClasses.servers),
  ];
}

export const version2003 = 'Version 6.5 (Build 7638.2: Service Pack 2)';

export function serverName(group: string, server: string): string {
  return `CN=${server},CN=Servers,${groupName(group)}`;
}

export function serverEntry(
  group: string,
  server: string,
  attributes: Attributes = { serialNumber: version2003 },
): DirectoryEntry {
  return entryOf(serverName(group, server), walkClasses.server, attributes);
}

export function smtpEntries(group: string, server: string): DirectoryEntry[] {
  return [
    entryOf(`CN=Protocols,${serverName(group, server)}`, walkClasses.protocols),
    entryOf(`CN=SMTP,CN=Protocols,${serverName(group, server)}`, walkClasses.smtp),
  ];
}

export function virtualServerName(group: string, server: string, instance = '1'): string {
  return `CN=${instance},CN=SMTP,CN=Protocols,${serverName(group, server)}`;
}

export function virtualServerEntry(
  group: string,
  server: string,
  instance: string,
  attributes: Attributes,
): DirectoryEntry {
  return entryOf(virtualServerName(group, server, instance), walkClasses.virtualServer, {
    adminDisplayName: instance === '1' ? 'Default SMTP Virtual Server' : `SMTP ${instance}`,
    msExchServerBindings: ':25:',
    ...attributes,
  });
}

/** A whole server of one group with a virtual server per flag; a flag of null is not stored. */
export function wholeServer(
  group: string,
  server: string,
  flags: readonly (string | null)[],
): DirectoryEntry[] {
  return [
    serverEntry(group, server),
    ...smtpEntries(group, server),
    ...flags.map((flag, index) =>
      virtualServerEntry(
        group,
        server,
        String(index + 1),
        flag === null ? {} : { msExchSmtpOutboundSecurityFlag: flag },
      ),
    ),
  ];
}
