import type { Draft, Ruling } from '../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../shared/directory/distinguished-name.ts';
import type { EventKind } from '../../shared/history/event.ts';
import type { Action, ActionOf } from './action.ts';
import type { Kept } from './kept.ts';

type Decision = Kept['decisions'][number];
/** An action on one assessment. */
export type ActionOnOne = Exclude<Action, { readonly kind: 'walk' | 'import' | 'back up' }>;

const accepted = { justification: '', comments: '', findingDetails: null, severityOverride: null };

/**
 * What an assessment is after an action on it at that time; null if it is gone then. `outcome` is the seal, where it is completed.
 * Written from what Hopcheck promises, not from how it does it.
 */
export function after(before: Kept, action: ActionOnOne, at: string, outcome: string | null): Kept | null {
  switch (action.kind) {
    case 'delete':
      return null;
    case 'revise':
      return before;
    case 'draft':
      return withDraft(before, action, at);
    case 'bulk draft':
      return { ...before, drafts: { ...before.drafts, bulk: { ...action.draft, savedAt: at } } };
    case 'withdraw':
      return withoutDecision(before, action, at);
    case 'tag':
      return { ...before, tags: [...new Set(action.tags)].toSorted() };
    case 'bundle':
      return withEvent(before, 'bundled', at, action.assessor);
    case 'export':
      return withEvent(before, 'exported', at, action.assessor);
    case 'verify':
      // There is nothing to verify before it is sealed.
      return before.seal === null ? before : withEvent(before, 'verified', at, action.assessor);
    case 'complete':
      return completed(before, action, at, outcome);
    default:
      return decided(before, action, at);
  }
}

/** A correction of a completed assessment. */
export function correctionOf(original: Kept, { assessor }: ActionOf<'revise'>, at: string): Kept {
  return {
    ...original,
    revision: original.revision + 1,
    revises: original.seal,
    completedAt: null,
    origin: null,
    drafts: { subjects: [], bulk: null },
    tags: [],
    events: [{ kind: 'revised', at, by: assessor }],
    seal: null,
  };
}

function withEvent(before: Kept, kind: EventKind, at: string, by: string): Kept {
  return { ...before, events: [...before.events, { kind, at, by }] };
}

function completed(before: Kept, { assessor }: ActionOf<'complete'>, at: string, seal: string | null): Kept {
  const ended = withEvent(withEvent(before, 'completed', at, assessor), 'sealed', at, assessor);
  return { ...ended, completedAt: at, seal };
}

function withDraft(before: Kept, { subject, draft }: ActionOf<'draft'>, at: string): Kept {
  const key = distinguishedNameKey(subject);
  const place = (one: { readonly subject: string }) =>
    before.subjects.findIndex((each) => each.key === one.subject);
  const others = before.drafts.subjects.filter((one) => one.subject !== key);
  const subjects = [...others, { subject: key, ...draft, savedAt: at }];
  return {
    ...before,
    drafts: { ...before.drafts, subjects: subjects.toSorted((one, other) => place(one) - place(other)) },
  };
}

/** Decisions on one, on many, and on all that are left. */
function decided(before: Kept, action: ActionOf<'decide' | 'decide many' | 'accept all'>, at: string): Kept {
  const typed = new Set(before.drafts.subjects.map(({ subject }) => subject));
  const rulings = rulingsOf(before, action).filter(
    ({ subject }) => action.kind === 'decide' || !typed.has(subject),
  );
  if (rulings.length === 0) return before;
  const subjects = new Set(rulings.map(({ subject }) => subject));
  const decisions = rulings.map(({ subject, ...ruling }) => ({
    subject,
    ...ruling,
    previousStatus: statusOf(before, subject),
    decidedAt: at,
    decidedBy: action.assessor,
    withdrawn: null,
  }));
  return counted({
    ...before,
    decisions: [...before.decisions, ...decisions],
    drafts: {
      subjects: before.drafts.subjects.filter(({ subject }) => !subjects.has(subject)),
      bulk: action.kind === 'decide many' ? null : before.drafts.bulk,
    },
  });
}

/** What is said of each subject, drafts or not. */
function rulingsOf(
  before: Kept,
  action: ActionOf<'decide' | 'decide many' | 'accept all'>,
): readonly (Pick<Decision, 'subject' | 'status'> & Omit<Draft, 'status'>)[] {
  const said = (subject: string, { status, ...words }: Ruling) => ({ subject, status, ...words });
  switch (action.kind) {
    case 'decide':
      return [said(distinguishedNameKey(action.subject), action.ruling)];
    case 'decide many':
      return action.subjects.map((subject) => said(distinguishedNameKey(subject), action.ruling));
    case 'accept all':
      return before.subjects
        .filter(({ key, status }) => status !== 'not_applicable' && standingOn(before, key) === undefined)
        .map(({ key, status }) => ({ subject: key, status, ...accepted }));
  }
}

function withoutDecision(before: Kept, { subject, assessor }: ActionOf<'withdraw'>, at: string): Kept {
  const standing = standingOn(before, distinguishedNameKey(subject));
  const decisions = before.decisions.map((one) =>
    one === standing ? { ...one, withdrawn: { at, by: assessor } } : one,
  );
  return counted({ ...before, decisions });
}

/** The newest decision on a subject that nobody took back. */
function standingOn({ decisions }: Kept, key: string): Decision | undefined {
  return decisions.findLast(({ subject, withdrawn }) => subject === key && withdrawn === null);
}

function statusOf(before: Kept, key: string): Decision['status'] {
  const proposed = before.subjects.find((subject) => subject.key === key)?.status;
  const status = standingOn(before, key)?.status ?? proposed;
  if (status === undefined) throw new Error(`Nothing is decided on ${key}.`);
  return status;
}

function counted(before: Kept): Kept {
  const asking = before.subjects.filter(({ status }) => status !== 'not_applicable');
  const standing = new Set(
    before.decisions.filter(({ withdrawn }) => withdrawn === null).map(({ subject }) => subject),
  );
  return {
    ...before,
    toDecide: asking.length,
    decided: asking.filter(({ key }) => standing.has(key)).length,
  };
}
