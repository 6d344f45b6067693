import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { openNode } from '../actions/reviewing.ts';
import { Name } from '../components/name.tsx';
import { StatusMark } from '../components/status-mark.tsx';
import { formatCount } from '../model/format.ts';
import { ancestor } from '../model/outline.ts';
import type { OpenAssessment } from '../store.ts';

/** Links shown at the most: the tree and "Next undecided" lead to the rest. */
const most = 50;

interface UndecidedListProps {
  readonly assessment: OpenAssessment;
  readonly undecided: readonly TreeNode[];
}

/** The gaps, each with the way to it. */
export function UndecidedList({ assessment, undecided }: UndecidedListProps) {
  return (
    <>
      <h3 id="undecided">Undecided</h3>
      <ul className="undecided-list" aria-labelledby="undecided">
        {undecided.slice(0, most).map((node) => (
          <li key={node.id}>
            <StatusMark status={assessment.statuses[node.id] ?? 'not_reviewed'} />
            <button type="button" className="link" onClick={() => openNode(node.id)}>
              {node.kind === 'server' ? null : (
                <>
                  <Name of={ancestor(assessment.nodes, node.id, 'server')?.name ?? ''} /> ›{' '}
                </>
              )}
              <Name of={node.name} />
            </button>
          </li>
        ))}
      </ul>
      {undecided.length > most ? (
        <p className="soft">and {formatCount(undecided.length - most)} more</p>
      ) : null}
    </>
  );
}
