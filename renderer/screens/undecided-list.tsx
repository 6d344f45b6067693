import { useMemo } from 'react';
import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { isDecided } from '../../shared/stig/roll-up.ts';
import { openNode } from '../actions/reviewing.ts';
import { Name } from '../components/name.tsx';
import { SubjectName } from '../components/subject-name.tsx';
import { StatusMark } from '../components/status-mark.tsx';
import { formatCount } from '../model/format.ts';
import { undecidedByGroup, type UndecidedGroup } from '../model/completion.ts';
import { isUndecidedDraft } from '../model/ruling.ts';
import { useStore, type OpenAssessment } from '../store.ts';

/** Links shown at the most: the tree and "Next undecided" lead to the rest. */
const mostGroups = 60;
const mostOfGroup = 8;

/** The gaps, administrative group by administrative group, each with the way to it. */
export function UndecidedList({ assessment }: { readonly assessment: OpenAssessment }) {
  const groups = useMemo(() => undecidedByGroup(assessment), [assessment]);
  const isShort = assessment.summary.toDecide - assessment.summary.decided <= mostOfGroup;
  return (
    <div className="undecided-groups">
      {groups.slice(0, mostGroups).map((group) => (
        <Group key={group.id} group={group} assessment={assessment} isOpen={isShort} />
      ))}
      {groups.length > mostGroups ? (
        <p className="soft">and {formatCount(groups.length - mostGroups)} more groups</p>
      ) : null}
    </div>
  );
}

interface GroupProps {
  readonly group: UndecidedGroup;
  readonly assessment: OpenAssessment;
  /** Whether its subjects show at first. */
  readonly isOpen: boolean;
}

function Group({ group: { id, name, subjects }, assessment, isOpen }: GroupProps) {
  const rest = subjects.length - mostOfGroup;
  const drafts = useStore((state) => state.drafts);
  return (
    <details open={isOpen}>
      <summary>
        <Name of={name} /> <span className="count">{formatCount(subjects.length)}</span>
      </summary>
      <ul className="undecided-list">
        {subjects.slice(0, mostOfGroup).map((node) => (
          <li key={node.id}>
            <SubjectLink node={node} assessment={assessment} />
            {isUndecidedDraft(drafts[node.distinguishedName], null) ? (
              <span className="count">typed</span>
            ) : null}
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <p className="soft">
          and {formatCount(rest)} more in{' '}
          <button type="button" className="link" onClick={() => openNode(id)}>
            <Name of={name} />
          </button>
        </p>
      ) : null}
    </details>
  );
}

/** A subject with its sign and the way to it. */
export function SubjectLink({
  node,
  assessment,
}: {
  readonly node: TreeNode;
  readonly assessment: OpenAssessment;
}) {
  return (
    <>
      <StatusMark
        status={assessment.statuses[node.id] ?? 'not_reviewed'}
        stage={isDecided(node) ? 'decided' : 'proposed'}
      />
      <button type="button" className="link" onClick={() => openNode(node.id)}>
        <SubjectName nodes={assessment.nodes} of={node} />
      </button>
    </>
  );
}
