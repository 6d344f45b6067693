import type { RestoredDecision } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { isSubject } from '../model/bulk.ts';
import { formatQuantity } from '../model/format.ts';
import { draftOf, hasWords, holdsAnything } from '../model/ruling.ts';
import { visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore, type State, type Step } from '../store.ts';
import { announce, assessorName } from './application.ts';
import { bulkName, flushDrafts, typeBulkDraft } from './drafts.ts';
import { refreshDetail, replaceNodes } from './reviewing.ts';

/** Keeps what was just decided on several, in the place of any such step before: only the last can be taken back. */
export function keepStep(step: Omit<Step, 'isLast' | 'said'>): void {
  if (step.nodes.length > 0) useStore.setState({ lastStep: { ...step, isLast: true, said: '' } });
}

/** Notes that something else was decided or taken back after the last step. */
export function laterThanStep(): void {
  useStore.setState(({ lastStep }) =>
    lastStep === null ? {} : { lastStep: { ...lastStep, isLast: false } },
  );
}

/** Says what came of the last step. With these words goes the offer to take it back. */
export function announceStep(said: string): void {
  announce(said);
  useStore.setState(({ lastStep }) => (lastStep?.isLast === true ? { lastStep: { ...lastStep, said } } : {}));
}

/** Whether the offer to take the last step back belongs to what is announced. */
export function offersUndo({ lastStep, announcement }: State): boolean {
  return lastStep?.isLast === true && announcement !== '' && announcement === lastStep.said;
}

/**
 * Takes the last decision on several back as a whole: on each counts again what counted before. Words that were typed for it come
 * back, unless something newer is typed. Never throws: it says what came of it, also that there was nothing to undo.
 */
export async function undoLastStep(): Promise<void> {
  const { lastStep: step, ...state } = useStore.getState();
  const assessment = openAssessmentOf({ lastStep: step, ...state });
  if (step === null || assessment?.summary.id !== step.assessmentId) {
    announce('Nothing to undo here. A single decision is taken back on its object.');
    return;
  }
  if (!step.isLast) {
    announce('Not undone: something else was decided since. Take decisions back on their objects.');
    return;
  }
  // Not twice at once.
  useStore.setState({ lastStep: null });
  announce('Undoing');
  try {
    await flushDrafts();
    const { assessmentId, nodes, signature } = step;
    const args = { assessmentId, nodes: [...nodes], ...signature, assessor: assessorName() };
    await takeBack(step, await invoke('decision.withdrawMany', args));
    announce(`Undone: ${formatQuantity(nodes.length, 'decision')} taken back`);
  } catch (error) {
    useStore.setState(({ lastStep }) => ({ lastStep: lastStep ?? step }));
    announce(`Not undone. ${visibleText(toFailure(error).message)}`);
  }
}

async function takeBack(step: Step, restored: readonly RestoredDecision[]): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment?.summary.id !== step.assessmentId) return;
  const counting = new Map(restored.map(({ node, decision }) => [node, decision]));
  const subjects = step.nodes.flatMap((id) => assessment.nodes[id] ?? []).filter(isSubject);
  replaceNodes(subjects.map((subject) => ({ ...subject, decision: counting.get(subject.id) ?? null })));
  const isTyped = holdsAnything(useStore.getState().drafts[bulkName]);
  if (!isTyped && step.decision !== null && hasWords(step.decision))
    typeBulkDraft(draftOf(step.decision), step.nodes);
  const shown = subjects.find(({ id }) => id === useStore.getState().selected);
  if (shown !== undefined) await refreshDetail(step.assessmentId, shown.distinguishedName);
}
