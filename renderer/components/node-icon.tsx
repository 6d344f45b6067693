import {
  Building2,
  Cable,
  Folder,
  FolderTree,
  Mail,
  Network,
  Route,
  Server,
  Waypoints,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { NodeKind } from '../../shared/assessment/assessment.ts';

const icons: Readonly<Record<NodeKind, LucideIcon>> = {
  organization: Building2,
  'administrative-groups': FolderTree,
  'administrative-group': Folder,
  servers: Folder,
  server: Server,
  protocols: Network,
  smtp: Mail,
  'virtual-server': Waypoints,
  'routing-groups': FolderTree,
  'routing-group': Route,
  connectors: Workflow,
  'smtp-connector': Cable,
};

/** The picture of a kind of node, as decoration: the name says it too. */
export function NodeIcon({ kind }: { readonly kind: NodeKind }) {
  const Icon = icons[kind];
  return <Icon className="node-icon" data-kind={kind} aria-hidden="true" />;
}

const labels: Readonly<Record<NodeKind, string>> = {
  organization: 'Exchange organisation',
  'administrative-groups': 'Administrative groups',
  'administrative-group': 'Administrative group',
  servers: 'Servers',
  server: 'Server',
  protocols: 'Protocols',
  smtp: 'SMTP',
  'virtual-server': 'SMTP virtual server',
  'routing-groups': 'Routing groups',
  'routing-group': 'Routing group',
  connectors: 'Connectors',
  'smtp-connector': 'SMTP connector',
};

/** What a kind of node is called. */
export function kindLabel(kind: NodeKind): string {
  return labels[kind];
}
