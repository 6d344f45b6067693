import type { Draft } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { emptyDraft } from '../model/ruling.ts';
import { visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';

/** Typing pauses for this long before the form says that it is saved: a word that changes with each letter would only disturb. */
const pauseMilliseconds = 300;

/**
 * Under this name stands what is typed to decide several subjects of an assessment alike: no object has it. So it is written,
 * tried again and told of as the drafts are.
 */
export const bulkName = '';

interface Typed {
  readonly assessmentId: string;
  readonly distinguishedName: string;
  readonly draft: Draft;
}

/** What was typed and is not known to be on disk, the newest of each subject. A failed write stays in here for the next attempt. */
const unwritten = new Map<string, Typed>();
let timer: ReturnType<typeof setTimeout> | undefined;
let isFailing = false;
let lastWrite: Promise<void> = Promise.resolve();

/**
 * Takes what is being typed on a subject of the open assessment and writes it at once, for whoever types without a pause may
 * lose power without one. What is typed during a write goes with the next.
 */
export function typeDraft(distinguishedName: string, draft: Draft): void {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  const typed = { assessmentId: assessment.summary.id, distinguishedName, draft };
  unwritten.set(keyOf(typed), typed);
  useStore.setState((state) => ({
    drafts: { ...state.drafts, [distinguishedName]: draft },
    draftSaving: { kind: 'typing', distinguishedName },
    // What was said is about what was done before; that nothing can be saved stays until it can.
    announcement: isFailing ? state.announcement : '',
    // Whoever types on has read that the decision was not saved.
    decisionSaving: state.decisionSaving.kind === 'failed' ? { kind: 'none' } : state.decisionSaving,
  }));
  clearTimeout(timer);
  // After a failure the next attempt waits for a pause: to be told of it at each letter helps nobody.
  if (isFailing) timer = setTimeout(() => void flushDrafts(), pauseMilliseconds);
  else void flushDrafts();
}

/** As {@link typeDraft}, of what is to be decided on several subjects alike, given by the ids of their nodes. */
export function typeBulkDraft(draft: Draft, nodes: readonly number[]): void {
  useStore.setState({ bulkTypedFor: nodes });
  typeDraft(bulkName, draft);
}

/** Discards what is typed on a subject. It stays so after a restart as well, and a decision is shown as it stands. */
export function discardDraft(distinguishedName: string): void {
  typeDraft(distinguishedName, emptyDraft);
  void flushDrafts();
}

/** Writes what was typed and not yet written; resolves when everything is written or has failed visibly. */
export function flushDrafts(): Promise<void> {
  // One after the other: an older text must never overwrite a newer one.
  if (unwritten.size > 0) lastWrite = lastWrite.then(writeAll);
  return lastWrite;
}

/** As {@link flushDrafts}, but at once: while the window closes nothing can wait for a write that is under way. */
export function flushDraftsAtOnce(): void {
  for (const typed of unwritten.values()) void write(typed);
}

/** What is not on disk yet of the drafts of an assessment, by distinguished name. */
export function unwrittenDrafts(assessmentId: string): Readonly<Record<string, Draft>> {
  const ofAssessment = [...unwritten.values()].filter((typed) => typed.assessmentId === assessmentId);
  return Object.fromEntries(ofAssessment.map(({ distinguishedName, draft }) => [distinguishedName, draft]));
}

/** Every text among what is not on disk yet, whatever it was typed for. */
export function unsavedWords(): readonly string[] {
  return [...unwritten.values()]
    .flatMap(({ draft }) => [
      draft.justification,
      draft.comments,
      draft.findingDetails ?? '',
      draft.severityOverride?.justification ?? '',
    ])
    .filter((text) => text.trim() !== '');
}

/** Forgets what was typed on subjects, as they are decided now. */
export function dropDrafts(assessmentId: string, distinguishedNames: readonly string[]): void {
  const decided = new Set(distinguishedNames);
  for (const distinguishedName of decided) unwritten.delete(keyOf({ assessmentId, distinguishedName }));
  // Another assessment may have the same names.
  if (openAssessmentOf(useStore.getState())?.summary.id !== assessmentId) return;
  useStore.setState(({ drafts, draftSaving }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([name]) => !decided.has(name))),
    draftSaving:
      draftSaving.kind !== 'none' && decided.has(draftSaving.distinguishedName)
        ? { kind: 'none' }
        : draftSaving,
  }));
}

function keyOf({ assessmentId, distinguishedName }: Omit<Typed, 'draft'>): string {
  return `${assessmentId} ${distinguishedName}`;
}

function saySaved(distinguishedName: string): void {
  const { draftSaving } = useStore.getState();
  // Decided meanwhile, or another subject is being written.
  if (draftSaving.kind !== 'saving' || draftSaving.distinguishedName !== distinguishedName) return;
  useStore.setState({ draftSaving: { kind: 'saved', distinguishedName } });
}

async function writeAll(): Promise<void> {
  // The map itself, not a copy: what was decided or typed further meanwhile is as it is now.
  for (const typed of unwritten.values()) await write(typed);
}

async function write(typed: Typed): Promise<void> {
  const { assessmentId, distinguishedName, draft } = typed;
  const isNewest = () => unwritten.get(keyOf(typed)) === typed;
  clearTimeout(timer);
  useStore.setState({ draftSaving: { kind: 'saving', distinguishedName } });
  try {
    if (distinguishedName === bulkName) await invoke('decision.saveBulkDraft', { assessmentId, ...draft });
    else await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
    if (isFailing) useStore.setState({ announcement: '' });
    isFailing = false;
    if (!isNewest()) return;
    unwritten.delete(keyOf(typed));
    timer = setTimeout(() => saySaved(distinguishedName), pauseMilliseconds);
  } catch (error) {
    if (!isNewest()) return;
    const failure = toFailure(error);
    isFailing = true;
    useStore.setState({
      draftSaving: { kind: 'failed', distinguishedName, failure },
      // The assessor may have gone to where no form shows it.
      announcement: `Draft not saved. ${visibleText(failure.message)}`,
    });
  }
}
