import type { SecurityFacts } from '../../../shared/assessment/assessment.ts';
import { versionFamilyLabels, type VersionFamily } from '../../../shared/exchange/server-version.ts';
import { statuses, statusLabels, type Status } from '../../../shared/stig/status.ts';
import type { Column } from '../../components/table-column.ts';
import { Name } from '../../components/name.tsx';
import { StatusText } from '../../components/status-mark.tsx';
import { authenticationLabel, tlsLabel } from '../../model/dialog.ts';
import { formatCount } from '../../model/format.ts';
import { roleLabels } from '../../model/server-role.ts';
import type { Stage } from '../../model/stage.ts';
import type { ConnectorRow, ServerRow, VirtualServerRow } from '../../model/result-rows.ts';

/** The version without the word that is the same in every row. */
function versionText(family: VersionFamily): string {
  return versionFamilyLabels[family].replace(/^Exchange /, '');
}

/** A row of an object that carries the outbound security flag. */
interface WithSecurity {
  readonly node: SecurityFacts;
}

const authenticationColumn: Column<WithSecurity> = {
  id: 'authentication',
  label: 'Authentication',
  width: 220,
  value: (row) => authenticationLabel(row.node.authentication),
};

const tlsColumn: Column<WithSecurity> = {
  id: 'tls',
  label: 'TLS',
  width: 80,
  value: (row) => tlsLabel(row.node.tls),
};

const flagColumn: Column<WithSecurity> = {
  id: 'flag',
  label: 'Flag',
  // Down to -2147483648.
  width: 104,
  align: 'end',
  value: (row) => row.node.rawFlag ?? '',
  show: (row) => <Name of={row.node.rawFlag ?? '–'} />,
};

const groupColumn: Column<{ readonly group: string }> = {
  id: 'group',
  label: 'Administrative group',
  width: 148,
  grow: 1,
  value: (row) => row.group,
};

/** A column of a status; sorted by how bad it is. */
function statusColumn<Row>(
  id: string,
  label: string,
  statusOf: (row: Row) => Status,
  stage: (row: Row) => Stage,
): Column<Row> {
  return {
    id,
    label,
    width: 132,
    value: (row) => statuses.indexOf(statusOf(row)),
    text: (row) => statusLabels[statusOf(row)],
    show: (row) => <StatusText status={statusOf(row)} stage={stage(row)} />,
  };
}

/** What stands for a decision that is not there. */
function noDecision({ decided }: VirtualServerRow): string {
  return decided === false ? 'Undecided' : 'Not needed';
}

/** The columns of a table of servers. As in all of these tables, what is needed most stands first: a narrow window shows that much. */
export const serverColumns: readonly Column<ServerRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 150,
    grow: 2,
    opens: true,
    stays: true,
    value: (row) => row.node.name,
  },
  statusColumn(
    'status',
    'Status',
    (row) => row.status,
    (row) => (row.decided === true ? 'decided' : 'proposed'),
  ),
  {
    id: 'undecided',
    label: 'Undecided',
    width: 88,
    align: 'end',
    value: (row) => row.undecided,
    show: (row) => (row.undecided === 0 ? '–' : formatCount(row.undecided)),
  },
  {
    id: 'virtualServers',
    label: 'Virtual servers',
    width: 112,
    align: 'end',
    value: (row) => row.virtualServers,
    show: (row) => formatCount(row.virtualServers),
  },
  { id: 'version', label: 'Version', width: 104, value: (row) => versionText(row.node.versionFamily) },
  {
    id: 'role',
    label: 'Role',
    width: 88,
    value: (row) => (row.node.role === null ? '–' : roleLabels[row.node.role]),
  },
  {
    id: 'fqdn',
    label: 'FQDN',
    width: 150,
    grow: 2,
    value: (row) => row.node.fqdn ?? '',
    show: (row) => (row.node.fqdn === null ? '–' : <Name of={row.node.fqdn} />),
  },
  groupColumn,
];

/** The same where all servers are of one administrative group. */
export const serverColumnsOfOneGroup = withoutGroup(serverColumns);

function withoutGroup<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  return columns.filter(({ id }) => id !== groupColumn.id);
}

const allVirtualServerColumns: readonly Column<VirtualServerRow>[] = [
  {
    id: 'server',
    label: 'Server',
    // A whole computer name of Windows, 15 characters: rows that are cut look alike.
    width: 146,
    grow: 1,
    stays: true,
    value: (row) => row.server,
  },
  {
    id: 'name',
    label: 'Virtual server',
    // The name that setup gives, "Default SMTP Virtual Server".
    width: 196,
    grow: 1,
    opens: true,
    stays: true,
    value: (row) => row.node.name,
  },
  statusColumn(
    'proposal',
    'Proposal',
    (row) => row.node.proposal.status,
    () => 'proposed',
  ),
  {
    id: 'decision',
    label: 'Decision',
    width: 132,
    value: ({ node, decided }) =>
      node.decision === null
        ? decided === false
          ? -1
          : statuses.length
        : statuses.indexOf(node.decision.status),
    text: (row) => (row.node.decision === null ? noDecision(row) : statusLabels[row.node.decision.status]),
    show: (row) =>
      row.node.decision === null ? (
        <span className="soft">{noDecision(row)}</span>
      ) : (
        <StatusText status={row.node.decision.status} stage="decided" />
      ),
  },
  flagColumn,
  tlsColumn,
  authenticationColumn,
  groupColumn,
  {
    id: 'instance',
    label: 'Instance',
    width: 76,
    align: 'end',
    value: (row) => row.node.instance,
  },
];

/** The columns of a table of the virtual servers of several groups; the instance is for telling apart those of one server. */
export const virtualServerColumns = allVirtualServerColumns.filter(({ id }) => id !== 'instance');

/** The same where all are of one administrative group. */
export const virtualServerColumnsOfOneGroup = withoutGroup(allVirtualServerColumns);

/** The columns of a table of SMTP connectors. */
export const connectorColumns: readonly Column<ConnectorRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 180,
    grow: 2,
    opens: true,
    stays: true,
    value: (row) => row.node.name,
  },
  {
    id: 'routingGroup',
    label: 'Routing group',
    width: 160,
    grow: 2,
    value: (row) => row.routingGroup,
  },
  flagColumn,
  authenticationColumn,
  tlsColumn,
  {
    id: 'bridgeheads',
    label: 'Bridgeheads',
    width: 104,
    align: 'end',
    value: (row) => row.node.bridgeheads.length,
    show: (row) => formatCount(row.node.bridgeheads.length),
  },
];
