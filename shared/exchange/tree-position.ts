import type { NodeKind } from '../assessment/assessment.ts';
import { valuesOf, type DirectoryEntry } from '../directory/entry.ts';
import { walkClasses } from './attributes.ts';

/** The Exchange tree as Exchange System Manager shows it: what each kind of node lies directly below. */
export const parentKinds: Readonly<Record<NodeKind, NodeKind | null>> = {
  organization: null,
  'administrative-groups': 'organization',
  'administrative-group': 'administrative-groups',
  servers: 'administrative-group',
  server: 'servers',
  protocols: 'server',
  smtp: 'protocols',
  'virtual-server': 'smtp',
  'routing-groups': 'administrative-group',
  'routing-group': 'routing-groups',
  connectors: 'routing-group',
  'smtp-connector': 'connectors',
};

/** Names that setup gives to containers of these kinds in every organisation; other kinds are named by the administrator. */
export const fixedNames: Readonly<Partial<Record<NodeKind, string>>> = {
  'administrative-groups': 'Administrative Groups',
  servers: 'Servers',
  protocols: 'Protocols',
  smtp: 'SMTP',
  'routing-groups': 'Routing Groups',
};

const kindsByClass = new Map<string, NodeKind | 'remote-domain'>([
  [walkClasses.organization.toLowerCase(), 'organization'],
  [walkClasses.administrativeGroups.toLowerCase(), 'administrative-groups'],
  [walkClasses.administrativeGroup.toLowerCase(), 'administrative-group'],
  [walkClasses.servers.toLowerCase(), 'servers'],
  [walkClasses.server.toLowerCase(), 'server'],
  [walkClasses.protocols.toLowerCase(), 'protocols'],
  [walkClasses.smtp.toLowerCase(), 'smtp'],
  [walkClasses.virtualServer.toLowerCase(), 'virtual-server'],
  [walkClasses.routingGroups.toLowerCase(), 'routing-groups'],
  [walkClasses.routingGroup.toLowerCase(), 'routing-group'],
  [walkClasses.connectors.toLowerCase(), 'connectors'],
  [walkClasses.smtpConnector.toLowerCase(), 'smtp-connector'],
  [walkClasses.remoteDomain.toLowerCase(), 'remote-domain'],
]);

/** What an entry is by its object classes (the most derived stands last); null for anything outside the tree. */
export function kindOf(entry: DirectoryEntry): NodeKind | 'remote-domain' | null {
  for (const objectClass of valuesOf(entry, 'objectClass').toReversed()) {
    const kind = kindsByClass.get(objectClass.toLowerCase());
    if (kind) return kind;
  }
  return null;
}
