import { CircleCheck, CircleDashed } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Draft } from '../../shared/assessment/assessment.ts';
import { assessorName } from '../actions/application.ts';
import { bulkName, flushDrafts, unwrittenDrafts } from '../actions/drafts.ts';
import { MissingAssessorField } from '../components/assessor-field.tsx';
import { focusNow, places } from '../focus.ts';
import { requirementsOf, typedOn, type Requirement } from '../model/completion.ts';
import { formatCount } from '../model/format.ts';
import { emptyDraft, holdsAnything } from '../model/ruling.ts';
import { useStore, type OpenAssessment } from '../store.ts';
import { DiscardDraft } from './review/decision-discard.tsx';
import { SubjectLink, UndecidedList } from './undecided-list.tsx';

/** What is demanded before the assessment can be completed, and how it stands now. */
export function useRequirements(assessment: OpenAssessment): readonly Requirement[] {
  const { summary, problems } = assessment;
  const drafts = useStore((state) => state.drafts);
  const isUnsaved = useStore((state) => state.draftSaving.kind === 'failed');
  const problemsRead = useStore((state) => state.problemsRead);
  const assessor = useStore(() => assessorName());
  return requirementsOf({
    undecided: summary.toDecide - summary.decided,
    typed: typedOn(assessment, drafts).length + Number(holdsAnything(drafts[bulkName])),
    unsaved: isUnsaved ? Object.keys(unwrittenDrafts(summary.id)).length : 0,
    problems: problems.length,
    isIncomplete: !summary.complete,
    problemsRead,
    assessor,
  });
}

interface ChecklistProps {
  readonly assessment: OpenAssessment;
  readonly requirements: readonly Requirement[];
}

/** Each requirement with its sign, and below what is not met the way to meet it. */
export function CompletionChecklist({ assessment, requirements }: ChecklistProps) {
  return (
    <>
      <h3 id={places.requirements} tabIndex={-1} className="requirements-title">
        Before completing
      </h3>
      <ul className="requirements" aria-labelledby={places.requirements}>
        {requirements.map((requirement) => (
          <li key={requirement.kind} data-met={requirement.isMet}>
            {requirement.isMet ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
            <div>
              <p>
                <span className="visually-hidden">{requirement.isMet ? 'Done: ' : 'To do: '}</span>
                {requirement.text}
              </p>
              <Way requirement={requirement} assessment={assessment} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface WayProps {
  readonly requirement: Requirement;
  readonly assessment: OpenAssessment;
}

/** The way to meet a requirement; also to take back what was said about the problems. */
function Way({ requirement: { kind, isMet }, assessment }: WayProps): ReactNode {
  switch (kind) {
    case 'decisions':
      return isMet ? null : <UndecidedList assessment={assessment} />;
    case 'typed':
      // Also when nothing waits any more: what was discarded here can be brought back here.
      return <TypedList assessment={assessment} isMet={isMet} />;
    case 'problems':
      return assessment.problems.length === 0 ? null : <ProblemsRead assessment={assessment} />;
    case 'assessor':
      return <MissingAssessorField />;
  }
}

interface TypedListProps {
  readonly assessment: OpenAssessment;
  readonly isMet: boolean;
}

function TypedList({ assessment, isMet }: TypedListProps) {
  const drafts = useStore((state) => state.drafts);
  const unsaved = Object.keys(unwrittenDrafts(assessment.summary.id)).flatMap(
    (name) => assessment.nodes[assessment.outline.byName.get(name.toLowerCase()) ?? -1] ?? [],
  );
  const nodes = new Set([...unsaved, ...typedOn(assessment, drafts)]);
  return (
    <>
      {isMet ? null : (
        <p className="soft">
          {unsaved.length === 0
            ? 'Save each as a decision, or discard what was typed.'
            : 'It could not be written. Make sure that the disk has room, then save it here.'}
        </p>
      )}
      {nodes.size === 0 ? null : (
        <ul className="undecided-list">
          {[...nodes].map((node) => (
            <li key={node.id}>
              <SubjectLink node={node} assessment={assessment} />
            </li>
          ))}
        </ul>
      )}
      <TypedForSeveral />
      {unsaved.length === 0 ? null : (
        <button type="button" className="button button-small" onClick={() => void flushDrafts()}>
          Save what was typed
        </button>
      )}
    </>
  );
}

/** What was typed to decide several at once: it waits for a selection in the tables of the review. */
function TypedForSeveral() {
  const draft = useStore((state) => state.drafts[bulkName]) ?? emptyDraft;
  const [discarded, setDiscarded] = useState<Draft | null>(null);
  const isTyped = holdsAnything(draft);
  if (!isTyped && discarded === null) return null;
  return (
    <ul className="undecided-list">
      <li>
        <span>
          For several at once
          {isTyped || discarded === null ? beginningOf(draft) : `${beginningOf(discarded)}, discarded`}
        </span>
        <DiscardDraft
          distinguishedName={bulkName}
          draft={draft}
          isTyped={isTyped}
          disabled={false}
          onDiscarded={() => setDiscarded(draft)}
        />
      </li>
    </ul>
  );
}

function beginningOf({ justification, comments, findingDetails }: Draft): string {
  const words = [justification, comments, findingDetails ?? ''].find((text) => text.trim() !== '');
  if (words === undefined) return '';
  return `: “${words.length > 80 ? `${words.slice(0, 80).trimEnd()}…` : words}”`;
}

function ProblemsRead({ assessment: { problems } }: { readonly assessment: OpenAssessment }) {
  const problemsRead = useStore((state) => state.problemsRead);
  return (
    <>
      <button type="button" className="link" onClick={() => focusNow(places.problems)}>
        Go to the problems
      </button>
      <label className="check">
        <input
          type="checkbox"
          checked={problemsRead}
          onChange={(event) => useStore.setState({ problemsRead: event.target.checked })}
        />
        I have read the problems ({formatCount(problems.length)})
      </label>
    </>
  );
}
