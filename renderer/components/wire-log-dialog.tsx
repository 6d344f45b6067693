import { useCallback } from 'react';
import type { WireLog } from '../../shared/directory/wire-log.ts';
import { exportAs } from '../actions/history.ts';
import { wireLog } from '../actions/trusting.ts';
import type { Download } from '../model/download.ts';
import { formatUtc } from '../model/format.ts';
import { sourceDetail } from '../model/source-label.ts';
import { wireLogCsv, wireLogSummary, wireLogText } from '../model/wire-log-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { CopyButton } from './copy-button.tsx';
import { Loaded } from './loaded.tsx';
import { ReadingDialog } from './reading-dialog.tsx';
import { Empty } from './states.tsx';
import { useLoaded } from './use-loaded.ts';
import { WireLogTable } from './wire-log-table.tsx';

interface WireLogDialogProps {
  /** The assessment that was read; null for the last attempt to connect. */
  readonly assessmentId: string | null;
  readonly onClose: () => void;
}

/** Everything that one attempt to read a domain controller sent, to be looked through, copied and saved. */
export function WireLogDialog({ assessmentId, onClose }: WireLogDialogProps) {
  const loaded = useLoaded(useCallback(() => wireLog(assessmentId), [assessmentId]));
  const about = useAbout(assessmentId);
  const read = loaded.answer.kind === 'ready' ? loaded.answer.value : null;
  const log = read === null || read.entries.length === 0 ? null : read;
  return (
    <ReadingDialog
      title="What was sent"
      lead={log === null ? undefined : wireLogSummary(log)}
      width="widest"
      onClose={onClose}
      actions={log === null ? null : <Export log={log} about={about} assessmentId={assessmentId} />}
    >
      <Loaded
        of={loaded}
        reading="Reading what was sent"
        failed="The list of what was sent could not be read"
      >
        {() =>
          log === null ? (
            <Empty title="Nothing was sent">
              <p>
                {assessmentId === null
                  ? 'No connection was attempted since Hopcheck was started.'
                  : 'No list is kept for this assessment: its walk was stopped with the program, or an earlier version of Hopcheck made it.'}
              </p>
            </Empty>
          ) : (
            <WireLogTable log={log} />
          )
        }
      </Loaded>
    </ReadingDialog>
  );
}

interface ExportProps {
  readonly log: WireLog;
  readonly about: readonly string[];
  readonly assessmentId: string | null;
}

function Export({ log, about, assessmentId }: ExportProps) {
  const text = wireLogText(log, about);
  const name = `hopcheck-sent-${(log.entries[0]?.at ?? '').replace(/\.\d+Z$/, '').replaceAll(/[^\dT]/g, '')}`;
  const save = (file: Download, form: string) =>
    exportAs(assessmentId === null ? [] : [assessmentId], `List of what was sent, as ${form}`, file);
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() =>
          save(
            {
              fileName: `${name}.txt`,
              type: 'text/plain',
              // Older editors of Windows know no other end of a line.
              text: text.replaceAll('\n', '\r\n'),
            },
            'text',
          )
        }
      >
        Save as text
      </button>
      <button
        type="button"
        className="button"
        onClick={() => save({ fileName: `${name}.csv`, type: 'text/csv', text: wireLogCsv(log) }, 'CSV')}
      >
        Save as CSV
      </button>
      <CopyButton text={text} what="all of it as text" />
    </>
  );
}

/** What the list belongs to, for whoever gets it without the window around it. */
function useAbout(assessmentId: string | null): readonly string[] {
  const open = useStore(openAssessmentOf);
  if (assessmentId === null) return ['The last attempt to connect'];
  const summary = open?.summary.id === assessmentId ? open.summary : null;
  if (summary === null) return [`Assessment ${assessmentId}`];
  return [
    `Assessment ${assessmentId} of ${summary.organization}`,
    `Source: ${sourceDetail(summary.source)}`,
    `Read from ${formatUtc(summary.startedAt)} to ${formatUtc(summary.finishedAt)} by ${summary.assessor}`,
  ];
}
