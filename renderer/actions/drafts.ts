import type { Draft } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { openAssessmentOf, useStore } from '../store.ts';

/** Typing pauses for this long before a draft is written. */
const pauseMilliseconds = 300;

interface Pending {
  readonly assessmentId: string;
  readonly distinguishedName: string;
  readonly draft: Draft;
}

let pending: Pending | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastWrite: Promise<void> = Promise.resolve();

/** Takes what is being typed on a subject of the open assessment; it is written when typing pauses. */
export function typeDraft(distinguishedName: string, draft: Draft): void {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  if (pending !== null && pending.distinguishedName !== distinguishedName) void flushDraft();
  pending = { assessmentId: assessment.summary.id, distinguishedName, draft };
  useStore.setState((state) => ({
    drafts: { ...state.drafts, [distinguishedName]: draft },
    draftSaving: { kind: 'typing' },
  }));
  clearTimeout(timer);
  timer = setTimeout(() => void flushDraft(), pauseMilliseconds);
}

/** Writes what was typed and not yet written; resolves when everything is written or has failed visibly. */
export function flushDraft(): Promise<void> {
  clearTimeout(timer);
  if (pending === null) return lastWrite;
  const now = pending;
  pending = null;
  // One after the other: an older text must never overwrite a newer one.
  lastWrite = lastWrite.then(() => write(now));
  return lastWrite;
}

/** Forgets what was typed on a subject, as it is decided now. */
export function dropDraft(distinguishedName: string): void {
  clearTimeout(timer);
  if (pending?.distinguishedName === distinguishedName) pending = null;
  useStore.setState((state) => ({
    drafts: Object.fromEntries(Object.entries(state.drafts).filter(([name]) => name !== distinguishedName)),
    draftSaving: { kind: 'none' },
  }));
}

async function write({ assessmentId, distinguishedName, draft }: Pending): Promise<void> {
  useStore.setState({ draftSaving: { kind: 'saving' } });
  try {
    await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
    if (pending === null && useStore.getState().draftSaving.kind === 'saving') {
      useStore.setState({ draftSaving: { kind: 'saved' } });
    }
  } catch (error) {
    // Kept for the next attempt, unless something newer was typed meanwhile.
    pending ??= { assessmentId, distinguishedName, draft };
    useStore.setState({ draftSaving: { kind: 'failed', failure: toFailure(error) } });
  }
}
