import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import type { HistoryEvent } from '../../shared/history/event.ts';
import type { Usage } from '../../shared/history/rescue.ts';
import { invoke } from '../backend.ts';
import { download, type Download } from '../model/download.ts';
import type { HistoryFilter } from '../model/history-rows.ts';
import { verificationText } from '../model/history-verification.ts';
import type { TableView } from '../model/table-view.ts';
import { openAssessmentOf, useStore, type SealCheck } from '../store.ts';
import { announce, assessorName, loadHistory } from './application.ts';
import { flushDrafts } from './drafts.ts';
import { openAssessment, replaceView } from './reviewing.ts';

/** Narrows the list of History. It stays so for whoever comes back to it. */
export function filterHistoryBy(changes: Partial<HistoryFilter>): void {
  useStore.setState(({ historyView }) => ({
    historyView: { ...historyView, filter: { ...historyView.filter, ...changes } },
  }));
}

/** Changes how the table of History is looked at: its order, the widths, where one is. */
export function changeHistoryTable(changes: Partial<TableView>): void {
  useStore.setState(({ historyView }) => ({
    historyView: { ...historyView, table: { ...historyView.table, ...changes } },
  }));
}

/** What the data folder takes of the disk; throws the AppError if that cannot be told. */
export function diskUsage(): Promise<Usage> {
  return invoke('history.usage', {});
}

/** What happened to an assessment, oldest first; throws the AppError if it cannot be read. */
export function historyEvents(assessmentId: string): Promise<readonly HistoryEvent[]> {
  return invoke('history.events', { assessmentId });
}

/**
 * Hashes an assessment anew and compares it with its seal. What comes of it stands in the store, in the place of what was found
 * before: an older finding must not be taken for the one that is still awaited or could not be made.
 */
export async function verifySeal(assessmentId: string): Promise<void> {
  if (useStore.getState().sealChecks[assessmentId]?.kind === 'running') return;
  announce('');
  const keep = (check: SealCheck) =>
    useStore.setState(({ sealChecks }) => ({ sealChecks: { ...sealChecks, [assessmentId]: check } }));
  keep({ kind: 'running' });
  try {
    const verification = await invoke('history.verify', { assessmentId, assessor: assessorName() });
    keep({ kind: 'done', verification });
    announce(`Verified: ${verificationText(verification).title}`);
  } catch (error) {
    keep({ kind: 'failed', failure: toFailure(error) });
  }
}

/** Gives an assessment these words to be found by, in the place of those before; throws the AppError if that fails. */
export async function setTags(assessmentId: string, tags: readonly string[]): Promise<void> {
  announce('');
  const kept = await invoke('history.setTags', { assessmentId, tags: [...tags] });
  useStore.setState(({ history }) => ({
    history:
      history.kind === 'ready'
        ? {
            kind: 'ready',
            value: history.value.map((one) => (one.id === assessmentId ? { ...one, tags: kept } : one)),
          }
        : history,
  }));
  const open = openAssessmentOf(useStore.getState());
  if (open?.summary.id === assessmentId) replaceView({ ...open, summary: { ...open.summary, tags: kept } });
  announce('Tags saved');
}

/** Keeps what is typed as the reason of a correction until that is begun: a dialog that is closed loses nothing. */
export function typeCorrectionReason(assessmentId: string, reason: string): void {
  useStore.setState(({ correctionReasons }) => ({
    correctionReasons: { ...correctionReasons, [assessmentId]: reason },
  }));
}

/** Begins a correction of a completed assessment and opens it in review. Throws the AppError if that fails. */
export async function beginCorrection(summary: AssessmentSummary, reason: string): Promise<void> {
  announce('');
  const assessor = assessorName();
  const { assessmentId } = await invoke('assessment.revise', { assessmentId: summary.id, assessor, reason });
  typeCorrectionReason(summary.id, '');
  void loadHistory();
  await openAssessment(assessmentId);
  announce(`Revision ${summary.revision + 1} is open for review`);
}

/** Removes an assessment for good; throws the AppError if that fails. */
export async function deleteAssessment(assessmentId: string): Promise<void> {
  announce('');
  // Nothing that is typed on it must arrive after it is gone.
  await flushDrafts();
  await invoke('history.delete', { assessmentId, assessor: assessorName() });
  useStore.setState((state) => ({
    ...(openAssessmentOf(state)?.summary.id === assessmentId
      ? { assessment: { kind: 'idle' }, selected: null, detail: { kind: 'idle' }, drafts: {} }
      : {}),
    history:
      state.history.kind === 'ready'
        ? { kind: 'ready', value: state.history.value.filter(({ id }) => id !== assessmentId) }
        : state.history,
  }));
  announce('Assessment deleted');
  void loadHistory();
}

/** Saves something as a file. Each of the assessments that it is of notes that it left Hopcheck as `what`. */
export function exportAs(assessmentIds: readonly string[], what: string, file: Download): void {
  download(file);
  for (const assessmentId of assessmentIds) noteExportAside(assessmentId, what);
  announce(`Saved: ${file.fileName}`);
}

/** Notes that something of an assessment, if it is of one, left Hopcheck. Whoever exports is not held up if that fails. */
export function noteExportAside(assessmentId: string | null, what: string): void {
  if (assessmentId === null) return;
  void invoke('history.noteExport', { assessmentId, assessor: assessorName(), what }).catch(() => undefined);
}
