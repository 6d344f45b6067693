import { useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { fetchBundle } from '../../actions/bundles.ts';
import type { Fetching } from '../../actions/downloads.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ReadingDialog } from '../../components/reading-dialog.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { focusSoon, places } from '../../focus.ts';
import { formatCount, formatInstant } from '../../model/format.ts';
import { isRead } from '../../model/history-groups.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';
import { AssessmentFacts } from './assessment-facts.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EventTimeline } from './event-timeline.tsx';
import { SavingState } from './saving-state.tsx';
import { SealPanel } from './seal-panel.tsx';
import { TagEditor } from './tag-editor.tsx';
import { useHistoryEvents } from './use-history-events.ts';
import { isSaving, useSaving } from './use-saving.ts';

const tabLabels = ['About', 'Seal', 'Events'] as const;

interface AssessmentDialogProps {
  readonly summary: AssessmentSummary;
  /** Every assessment of this data folder. */
  readonly all: readonly AssessmentSummary[];
  readonly tab?: (typeof tabLabels)[number];
  readonly onClose: () => void;
}

/** Everything about one assessment as a whole, and what can be done with it. */
export function AssessmentDialog({ summary, all, tab = 'About', onClose }: AssessmentDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const loaded = useHistoryEvents(summary.id);
  const { answer, reload } = loaded;
  const [asking, setAsking] = useState<'delete' | 'correct' | null>(null);
  const file = summary.state === 'completed' ? 'bundle' : 'capture';
  const { saving, save, stop } = useSaving((fetching: Fetching) => fetchBundle(summary, fetching));
  const saveAndReload = async () => {
    await save();
    reload();
  };
  const events = answer.kind === 'ready' ? answer.value : [];
  return (
    <>
      <ReadingDialog
        dialog={dialog}
        title={visibleName(summary.organization)}
        width="wide"
        onClose={onClose}
        lead={`Read on ${formatInstant(summary.finishedAt ?? summary.startedAt)} by ${visibleText(summary.assessor)}${summary.practice ? '. PRACTICE: nothing here says anything about a real organisation' : ''}.`}
        actions={
          isRead(summary) ? (
            <>
              <button
                type="button"
                className="button"
                onClick={() => {
                  dialog.current?.close();
                  void openAssessment(summary.id);
                }}
              >
                Open assessment
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={isSaving(saving)}
                onClick={() => void saveAndReload()}
              >
                Save {file}
              </button>
              {summary.state === 'completed' ? (
                <button type="button" className="button" onClick={() => setAsking('correct')}>
                  Begin a correction
                </button>
              ) : null}
              <button type="button" className="button button-apart" onClick={() => setAsking('delete')}>
                Delete
              </button>
            </>
          ) : null
        }
      >
        <SavingState what={file} saving={saving} stop={stop} />
        <Tabs
          label="About this assessment"
          initial={tabLabels.indexOf(tab)}
          tabs={[
            {
              label: 'About',
              content: () => (
                <>
                  <AssessmentFacts summary={summary} all={all} />
                  <TagEditor summary={summary} />
                </>
              ),
            },
            {
              label: 'Seal',
              content: () => <SealPanel summary={summary} events={events} />,
            },
            {
              label: 'Events',
              ...(answer.kind === 'ready' ? { count: formatCount(events.length) } : {}),
              content: () => (
                <Loaded of={loaded} reading="Reading the events" failed="The events could not be read">
                  {(read) => <EventTimeline events={read} />}
                </Loaded>
              ),
            },
          ]}
        />
      </ReadingDialog>
      {/* Beside it, as React lets the end of a dialog within bubble to the one around it. */}
      {asking === 'correct' ? <CorrectionDialog summary={summary} onClose={() => setAsking(null)} /> : null}
      {asking === 'delete' ? (
        <DeleteDialog
          summary={summary}
          all={all}
          onClose={() => setAsking(null)}
          onDeleted={() => {
            onClose();
            // With the last one the list goes, too.
            focusSoon(all.length > 1 ? places.filter : places.importing);
          }}
        />
      ) : null}
    </>
  );
}
