import type { Problem } from '../../shared/assessment/assessment.ts';
import { openNode } from '../actions/reviewing.ts';
import { Verbatim } from '../components/name.tsx';
import { formatCount } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import type { OpenAssessment } from '../store.ts';
import { useState } from 'react';

/** Problems shown at first: more would bury the rest of the screen. */
const firstShown = 20;

/** What could not be read or deserves attention, each with the way to its object where the tree holds it. */
export function ProblemList({ assessment }: { readonly assessment: OpenAssessment }) {
  const { problems } = assessment;
  const [all, setAll] = useState(false);
  return (
    <section className="card" aria-labelledby="problems">
      <h2 id="problems">
        Problems <span className="count">{formatCount(problems.length)}</span>
      </h2>
      {problems.length === 0 ? <p className="soft">Everything that was found could be read.</p> : null}
      <ul className="problems">
        {(all ? problems : problems.slice(0, firstShown)).map((problem, index) => (
          <li key={index}>
            <ProblemItem problem={problem} assessment={assessment} />
          </li>
        ))}
      </ul>
      {all || problems.length <= firstShown ? null : (
        <button type="button" className="button" onClick={() => setAll(true)}>
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
      <p>{visibleText(problem.message)}</p>
      {distinguishedName === null ? null : (
        <p className="problem-object">
          <Verbatim of={distinguishedName} />
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
