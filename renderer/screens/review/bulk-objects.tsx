import { SubjectName } from '../../components/subject-name.tsx';
import type { Subject } from '../../model/bulk.ts';
import { formatCount } from '../../model/format.ts';
import { openAssessmentOf, useStore } from '../../store.ts';

/** Named at once, and named at the most: whoever selects thousands does not read them all here. */
const atOnce = 5;
const atMost = 200;

/** The objects that are to be decided, by name: the first of them, and the others on demand. */
export function BulkObjects({ subjects }: { readonly subjects: readonly Subject[] }) {
  const rest = subjects.slice(atOnce, atMost);
  const unnamed = subjects.length - atOnce - rest.length;
  if (subjects.length === 0) return null;
  return (
    <div className="bulk-objects">
      <Names subjects={subjects.slice(0, atOnce)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>and {formatCount(subjects.length - atOnce)} more</summary>
          <Names subjects={rest} />
          {unnamed > 0 ? (
            <p className="soft">and {formatCount(unnamed)} more that are not named here</p>
          ) : null}
        </details>
      )}
    </div>
  );
}

function Names({ subjects }: { readonly subjects: readonly Subject[] }) {
  const nodes = useStore((state) => openAssessmentOf(state)?.nodes) ?? [];
  return (
    <ul className="plain-list" aria-label="To be decided">
      {subjects.map((subject) => (
        <li key={subject.id}>
          <SubjectName nodes={nodes} of={subject} />
        </li>
      ))}
    </ul>
  );
}
