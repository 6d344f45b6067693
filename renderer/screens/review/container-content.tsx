import { Search } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { ContainerNode, ServerNode } from '../../../shared/assessment/assessment.ts';
import { statuses, statusLabels, type Status } from '../../../shared/stig/status.ts';
import { openNode } from '../../actions/reviewing.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { places } from '../../focus.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { ancestor } from '../../model/outline.ts';
import { connectorRows, countBy, serverRows, virtualServerRows } from '../../model/result-rows.ts';
import { matchesQuery } from '../../model/text-filter.ts';
import type { OpenAssessment } from '../../store.ts';
import { NodeHead } from './node-head.tsx';
import { ServerFacts } from './server-facts.tsx';
import {
  connectorColumns,
  serverColumns,
  serverColumnsOfOneGroup,
  textsOfConnector,
  textsOfServer,
  textsOfVirtualServer,
  virtualServerColumns,
} from './result-columns.tsx';

interface ContainerContentProps {
  readonly node: ContainerNode | ServerNode;
  readonly assessment: OpenAssessment;
}

/** What lies below a container, in tables. */
export function ContainerContent({ node, assessment }: ContainerContentProps) {
  return (
    <div className="container-content">
      <NodeHead node={node} assessment={assessment}>
        {node.kind === 'server' ? <ServerFacts server={node} /> : null}
        {node.readable ? null : (
          <p className="not-read">
            This object itself was not delivered: it is known only from names below or beside it.
          </p>
        )}
      </NodeHead>
      <Tables node={node} assessment={assessment} />
    </div>
  );
}

function Tables({ node, assessment }: ContainerContentProps) {
  const servers = useMemo(() => serverRows(assessment, node.id), [assessment, node.id]);
  const virtualServers = useMemo(() => virtualServerRows(assessment, node.id), [assessment, node.id]);
  const connectors = useMemo(() => connectorRows(assessment, node.id), [assessment, node.id]);
  const serverTab = {
    label: 'Servers',
    count: formatCount(servers.length),
    content: () => (
      <FilteredTable
        label="Servers"
        noun="server"
        rows={servers}
        columns={
          ancestor(assessment.nodes, node.id, 'administrative-group') === undefined
            ? serverColumns
            : serverColumnsOfOneGroup
        }
        textsOf={textsOfServer}
        empty="No server was seen here."
      />
    ),
  };
  const virtualServerTab = {
    label: 'Virtual servers',
    count: formatCount(virtualServers.length),
    content: () => (
      <FilteredTable
        label="Virtual servers"
        noun="virtual server"
        rows={virtualServers}
        columns={virtualServerColumns}
        textsOf={textsOfVirtualServer}
        empty="No SMTP virtual server was seen here."
      />
    ),
  };
  const connectorTab = {
    label: 'SMTP connectors',
    count: formatCount(connectors.length),
    content: () => (
      <FilteredTable
        label="SMTP connectors"
        noun="connector"
        rows={connectors}
        columns={connectorColumns}
        textsOf={textsOfConnector}
        empty="No SMTP connector was seen here."
      />
    ),
  };
  switch (node.kind) {
    case 'server':
    case 'protocols':
    case 'smtp':
      return <Tabs label="Below this object" tabs={[virtualServerTab]} />;
    case 'routing-groups':
    case 'routing-group':
    case 'connectors':
      return <Tabs label="Below this object" tabs={[connectorTab]} />;
    case 'servers':
      return <Tabs label="Below this object" tabs={[serverTab, virtualServerTab]} />;
    default:
      return <Tabs label="Below this object" tabs={[serverTab, virtualServerTab, connectorTab]} />;
  }
}

interface ResultRow {
  readonly node: { readonly id: number };
  readonly status?: Status;
}

interface FilteredTableProps<Row extends ResultRow> {
  readonly label: string;
  readonly noun: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly textsOf: (row: Row) => readonly (string | null)[];
  readonly empty: ReactNode;
}

function FilteredTable<Row extends ResultRow>({
  label,
  noun,
  rows,
  columns,
  textsOf,
  empty,
}: FilteredTableProps<Row>) {
  const [query, setQuery] = useState('');
  const [status, setStatus] = useState<Status | null>(null);
  const shown = useMemo(
    () =>
      rows.filter((row) => (status === null || row.status === status) && matchesQuery(query, textsOf(row))),
    [rows, query, status, textsOf],
  );
  const isFiltered = shown.length !== rows.length;
  return (
    <>
      <div className="table-tools">
        <div className="search">
          <Search aria-hidden="true" />
          <input
            id={places.filter}
            type="search"
            aria-label={`Filter: ${label}`}
            placeholder="Filter"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        {rows[0]?.status === undefined ? null : (
          <StatusFilter rows={rows} chosen={status} choose={setStatus} />
        )}
        <span className="soft table-count" role="status">
          {isFiltered
            ? `${formatCount(shown.length)} of ${formatQuantity(rows.length, noun)}`
            : formatQuantity(rows.length, noun)}
        </span>
      </div>
      <DataTable
        label={label}
        rows={shown}
        columns={columns}
        rowKey={(row) => String(row.node.id)}
        onOpen={(row) => openNode(row.node.id)}
        empty={rows.length === 0 ? empty : `No ${noun} matches the filter.`}
      />
    </>
  );
}

interface StatusFilterProps {
  readonly rows: readonly ResultRow[];
  readonly chosen: Status | null;
  readonly choose: (status: Status | null) => void;
}

function StatusFilter({ rows, chosen, choose }: StatusFilterProps) {
  const counts = useMemo(() => countBy(rows.map((row) => row.status ?? 'not_reviewed')), [rows]);
  return (
    <div className="status-filter" role="group" aria-label="Filter by status">
      {statuses
        .filter((status) => counts[status] > 0 || status === chosen)
        .map((status) => (
          <button
            key={status}
            type="button"
            className="filter-chip"
            aria-pressed={status === chosen}
            onClick={() => choose(status === chosen ? null : status)}
          >
            <StatusMark status={status} />
            {statusLabels[status]}
            <span className="count">{formatCount(counts[status])}</span>
          </button>
        ))}
    </div>
  );
}
