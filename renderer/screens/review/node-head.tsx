import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import { openNode } from '../../actions/reviewing.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Name } from '../../components/name.tsx';
import { kindLabel, NodeIcon } from '../../components/node-icon.tsx';
import { OnServer } from '../../components/on-server.tsx';
import { StatusBadge } from '../../components/status-mark.tsx';
import { places } from '../../focus.ts';
import { isSubject } from '../../model/bulk.ts';
import { formatCount } from '../../model/format.ts';
import { pathTo } from '../../model/outline.ts';
import { stageOf } from '../../model/stage.ts';
import { visibleName } from '../../model/visible-text.ts';
import type { OpenAssessment } from '../../store.ts';

/** The way from a virtual server to the dialog, as the check words it. */
const dialogSteps = ['Properties', 'Delivery tab', 'Outbound Security button'] as const;

interface NodeHeadProps {
  readonly node: TreeNode;
  readonly assessment: OpenAssessment;
  readonly children?: ReactNode;
}

/** The head of the right pane: the path in Exchange System Manager, the name, and the status that counts. */
export function NodeHead({ node, assessment, children }: NodeHeadProps) {
  const status = assessment.statuses[node.id] ?? null;
  return (
    <header className="node-head">
      <Path node={node} assessment={assessment} />
      <div className="node-title">
        <NodeIcon kind={node.kind} />
        <h2 id={places.detail} tabIndex={-1}>
          <Name of={node.name} />
        </h2>
        <span className="soft node-kind">
          {kindLabel(node.kind)}
          <OnServer nodes={assessment.nodes} of={node} />
        </span>
        {status === null ? null : <StatusBadge status={status} {...decidedOf(node, assessment)} />}
      </div>
      {children}
    </header>
  );
}

/** Whether the status was decided, by sign and in words: of a container, how much below it was not. */
function decidedOf(node: TreeNode, { outline, undecided }: OpenAssessment) {
  if (isSubject(node)) {
    const own = node.decision === null ? 'proposed' : 'decided';
    return { stage: own, note: own } as const;
  }
  const [subjects, open] = [outline.subjects[node.id] ?? 0, undecided[node.id] ?? 0];
  const note = open > 0 ? `${formatCount(open)} undecided` : 'decided';
  return { stage: stageOf(subjects, open), ...(subjects === 0 ? {} : { note }) };
}

function Path({ node, assessment }: NodeHeadProps) {
  const path = pathTo(assessment.nodes, node.id);
  const isVirtualServer = node.kind === 'virtual-server';
  // The check's path starts below the organisation, which Exchange System Manager shows as its root.
  const text = [
    'Exchange System Manager',
    ...path.slice(1).map(({ name }) => visibleName(name)),
    ...(isVirtualServer ? dialogSteps : []),
  ].join(' >> ');
  return (
    <nav className="path" aria-label="Path">
      <ol>
        {path.map((step) => (
          <li key={step.id}>
            {step.id === node.id ? (
              <span aria-current="location">
                <Name of={step.name} />
              </span>
            ) : (
              <button type="button" className="path-step" onClick={() => openNode(step.id)}>
                <Name of={step.name} />
              </button>
            )}
            {step.id === node.id && !isVirtualServer ? null : <ChevronRight aria-hidden="true" />}
          </li>
        ))}
        {isVirtualServer
          ? dialogSteps.map((step, index) => (
              <li key={step} className="path-dialog">
                {step}
                {index === dialogSteps.length - 1 ? null : <ChevronRight aria-hidden="true" />}
              </li>
            ))
          : null}
      </ol>
      <CopyButton text={text} what="path" />
    </nav>
  );
}
