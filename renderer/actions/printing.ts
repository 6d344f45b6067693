import type { AssessmentSummary, NodeDetail } from '../../shared/assessment/assessment.ts';
import { invoke } from '../backend.ts';
import { lastEvent } from '../model/history-events.ts';
import { subjectsForSheet } from '../model/review-sheet.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { announce, assessorName } from './application.ts';
import { historyEvents, noteExportAside } from './history.ts';

/** Requests under way at a time: enough that none waits for the screen, few enough that the window stays quick. */
const atATime = 16;

/**
 * Gathers what the review sheet of the open assessment says and hands it to the printer. Throws the AppError if it cannot be read.
 * Does nothing while another one is being put together.
 */
export async function printReviewSheet(): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null || useStore.getState().sheet.kind === 'preparing') return;
  const assessmentId = assessment.summary.id;
  const { subjects, leftOut } = subjectsForSheet(assessment);
  useStore.setState({ sheet: { kind: 'preparing', done: 0, of: subjects.length } });
  announce('Preparing the review sheet');
  try {
    const details = await detailsOf(
      assessmentId,
      subjects.map(({ distinguishedName }) => distinguishedName),
    );
    const signedBy = await signerOf(assessment.summary);
    const entries = subjects.flatMap((subject, index) => {
      const detail = details[index];
      return detail === undefined ? [] : [{ subject, detail }];
    });
    useStore.setState({
      sheet: {
        kind: 'ready',
        value: { assessmentId, preparedAt: new Date().toISOString(), signedBy, entries, leftOut },
      },
    });
    announce('');
    noteExportAside(assessmentId, 'Review sheet, print dialog opened');
  } catch (error) {
    endPrinting();
    announce('');
    throw error;
  }
}

/** Puts the sheet away. */
export function endPrinting(): void {
  useStore.setState({ sheet: { kind: 'none' } });
}

async function signerOf({ id, state }: AssessmentSummary): Promise<string> {
  const completed = state === 'completed' ? lastEvent(await historyEvents(id), 'completed') : null;
  return completed?.by ?? assessorName();
}

async function detailsOf(assessmentId: string, names: readonly string[]): Promise<readonly NodeDetail[]> {
  const details: NodeDetail[] = [];
  for (let from = 0; from < names.length; from += atATime) {
    const some = names.slice(from, from + atATime);
    const read = some.map((distinguishedName) =>
      invoke('assessment.node', { assessmentId, distinguishedName }),
    );
    details.push(...(await Promise.all(read)));
    useStore.setState({ sheet: { kind: 'preparing', done: details.length, of: names.length } });
  }
  return details;
}
