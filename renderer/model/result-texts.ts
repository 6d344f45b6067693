import { versionFamilyLabels } from '../../shared/exchange/server-version.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { authenticationLabel, tlsLabel } from './dialog.ts';
import type { ConnectorRow, ServerRow, VirtualServerRow } from './result-rows.ts';

/** The texts of a server that the filter looks at. */
export function textsOfServer({ node, group, status }: ServerRow): readonly (string | null)[] {
  return [
    node.name,
    group,
    node.fqdn,
    node.version,
    versionFamilyLabels[node.versionFamily],
    node.role,
    statusLabels[status],
  ];
}

/** The texts of a virtual server that the filter looks at. */
export function textsOfVirtualServer({
  node,
  server,
  group,
  status,
  decided,
}: VirtualServerRow): readonly (string | null)[] {
  const decision = decided === null ? null : decided ? 'decided' : 'undecided';
  return [
    node.name,
    server,
    group,
    node.rawFlag,
    authenticationLabel(node.authentication),
    tlsLabel(node.tls),
    statusLabels[status],
    decision,
  ];
}

/** The texts of a connector that the filter looks at. */
export function textsOfConnector({ node, routingGroup }: ConnectorRow): readonly (string | null)[] {
  return [
    node.name,
    routingGroup,
    node.rawFlag,
    authenticationLabel(node.authentication),
    tlsLabel(node.tls),
  ];
}
