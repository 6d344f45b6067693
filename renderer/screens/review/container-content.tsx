import { useMemo, type ReactNode } from 'react';
import type { ContainerNode, ServerNode, TreeNode } from '../../../shared/assessment/assessment.ts';
import { reasonText } from '../../../shared/stig/reason-texts.ts';
import { chooseResultTab } from '../../actions/tables.ts';
import { Tabs, type Tab } from '../../components/tabs.tsx';
import { formatCount } from '../../model/format.ts';
import { ancestor, type ListedKind } from '../../model/outline.ts';
import {
  connectorRows,
  countBelow,
  serverRows,
  virtualServerRows,
  type ReviewData,
} from '../../model/result-rows.ts';
import { textsOfConnector, textsOfServer, textsOfVirtualServer } from '../../model/result-texts.ts';
import { reasonsOfServer } from '../../model/server-reasons.ts';
import { tableKey } from '../../model/table-state.ts';
import { useStore, type OpenAssessment } from '../../store.ts';
import { NodeHead } from './node-head.tsx';
import {
  connectorColumns,
  serverColumns,
  serverColumnsOfOneGroup,
  virtualServerColumns,
  virtualServerColumnsOfOneGroup,
} from './result-columns.tsx';
import { ResultTable } from './result-table.tsx';
import { ServerFacts } from './server-facts.tsx';

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
        {node.kind === 'server' ? <Reasons server={node} assessment={assessment} /> : null}
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

/** Why the server has the status that its head shows. */
function Reasons({
  server,
  assessment,
}: {
  readonly server: ServerNode;
  readonly assessment: OpenAssessment;
}) {
  return reasonsOfServer(server, assessment, assessment.summary.complete).map((reason) => (
    <p key={reason} className="status-reason">
      {reasonText(reason)}
    </p>
  ));
}

function Tables({ node, assessment }: ContainerContentProps) {
  const resultTab = useStore((state) => state.resultTab);
  const tabs = useMemo(
    () => resultKinds(node.kind).map((kind) => tabOf(kind, assessment, node.id)),
    [assessment, node.id, node.kind],
  );
  const remembered = tabs.findIndex(({ label }) => label === resultTab);
  return (
    <Tabs
      label="Below this object"
      tabs={tabs}
      initial={Math.max(0, remembered)}
      onChoose={chooseResultTab}
    />
  );
}

/** What is worth a table below a container. */
function resultKinds(kind: TreeNode['kind']): readonly ListedKind[] {
  switch (kind) {
    case 'server':
    case 'protocols':
    case 'smtp':
      return ['virtual-server'];
    case 'routing-groups':
    case 'routing-group':
    case 'connectors':
      return ['smtp-connector'];
    case 'servers':
      return ['server', 'virtual-server'];
    default:
      return ['server', 'virtual-server', 'smtp-connector'];
  }
}

interface ResultsProps {
  readonly data: ReviewData;
  /** The container whose results they are. */
  readonly below: number;
}

const resultTables: Readonly<
  Record<ListedKind, { readonly label: string; readonly Results: (props: ResultsProps) => ReactNode }>
> = {
  server: { label: 'Servers', Results: Servers },
  'virtual-server': { label: 'Virtual servers', Results: VirtualServers },
  'smtp-connector': { label: 'SMTP connectors', Results: Connectors },
};

/** Its rows are only put together once it is shown: in a large organisation that takes a moment. */
function tabOf(kind: ListedKind, data: ReviewData, below: number): Tab {
  const { label, Results } = resultTables[kind];
  const count = formatCount(countBelow(data, below, kind));
  return { label, count, content: () => <Results data={data} below={below} /> };
}

function Servers({ data, below }: ResultsProps) {
  const rows = useMemo(() => serverRows(data, below), [data, below]);
  return (
    <ResultTable
      table={tableKey(below, 'Servers')}
      label="Servers"
      noun="server"
      rows={rows}
      columns={isInOneGroup(data, below) ? serverColumnsOfOneGroup : serverColumns}
      textsOf={textsOfServer}
      empty="No server was seen here."
    />
  );
}

function VirtualServers({ data, below }: ResultsProps) {
  const rows = useMemo(() => virtualServerRows(data, below), [data, below]);
  return (
    <ResultTable
      table={tableKey(below, 'Virtual servers')}
      label="Virtual servers"
      noun="virtual server"
      rows={rows}
      columns={isInOneGroup(data, below) ? virtualServerColumnsOfOneGroup : virtualServerColumns}
      textsOf={textsOfVirtualServer}
      empty="No SMTP virtual server was seen here."
    />
  );
}

function Connectors({ data, below }: ResultsProps) {
  const rows = useMemo(() => connectorRows(data, below), [data, below]);
  return (
    <ResultTable
      table={tableKey(below, 'SMTP connectors')}
      label="SMTP connectors"
      noun="connector"
      rows={rows}
      columns={connectorColumns}
      textsOf={textsOfConnector}
      empty="No SMTP connector was seen here."
    />
  );
}

function isInOneGroup(data: ReviewData, below: number): boolean {
  return ancestor(data.nodes, below, 'administrative-group') !== undefined;
}
