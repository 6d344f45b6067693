import { useState } from 'react';
import type { Problem } from '../../shared/assessment/assessment.ts';
import { openNode } from '../actions/reviewing.ts';
import { DistinguishedName } from '../components/name.tsx';
import { places } from '../focus.ts';
import { formatCount } from '../model/format.ts';
import { messageOf, problemGroups, type ProblemGroup } from '../model/problem-groups.ts';
import { visibleText } from '../model/visible-text.ts';
import type { OpenAssessment } from '../store.ts';

/** Problems of a kind shown at first: more would bury the rest of the screen. */
const firstShown = 5;

/** What could not be read or deserves attention, kind by kind, with how to get it and the way to each object that the tree holds. */
export function ProblemList({ assessment }: { readonly assessment: OpenAssessment }) {
  const { problems } = assessment;
  return (
    <section className="card" aria-labelledby={places.problems}>
      <h2 id={places.problems} tabIndex={-1}>
        Problems <span className="count">{formatCount(problems.length)}</span>
      </h2>
      {problems.length === 0 ? <p className="soft">Everything that was found could be read.</p> : null}
      {problemGroups(problems).map((group) => (
        <Group key={group.code} group={group} assessment={assessment} />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly group: ProblemGroup;
  readonly assessment: OpenAssessment;
}

function Group({ group, assessment }: GroupProps) {
  const { code, title, remedy, problems } = group;
  const [all, setAll] = useState(false);
  return (
    <section className="problem-group" aria-labelledby={`problems-${code}`}>
      <h3 id={`problems-${code}`}>
        {title} <span className="count">{formatCount(problems.length)}</span>
      </h3>
      <p className="remedy">
        <strong>What to do:</strong> {remedy}
      </p>
      <ul className="problems">
        {(all ? problems : problems.slice(0, firstShown)).map((problem, index) => (
          <li key={index}>
            <ProblemItem problem={problem} assessment={assessment} />
          </li>
        ))}
      </ul>
      {all || problems.length <= firstShown ? null : (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          Show all {formatCount(problems.length)}
        </button>
      )}
    </section>
  );
}

function ProblemItem({
  problem,
  assessment,
}: {
  readonly problem: Problem;
  readonly assessment: OpenAssessment;
}) {
  const { distinguishedName } = problem;
  const id =
    distinguishedName === null ? undefined : assessment.outline.byName.get(distinguishedName.toLowerCase());
  return (
    <>
      <p>{visibleText(messageOf(problem))}</p>
      {distinguishedName === null ? null : (
        <p className="problem-object">
          <DistinguishedName of={distinguishedName} />
          {id === undefined ? null : (
            <button type="button" className="link" onClick={() => openNode(id)}>
              Show object
            </button>
          )}
        </p>
      )}
    </>
  );
}
