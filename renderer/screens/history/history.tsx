import { useEffect, useMemo, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { Usage } from '../../../shared/history/rescue.ts';
import { goTo } from '../../actions/application.ts';
import { offerBundles } from '../../actions/bundles.ts';
import { diskUsage, filterHistoryBy } from '../../actions/history.ts';
import { KeptAssessments } from '../../components/kept-assessments.tsx';
import { Screen } from '../../components/screen.tsx';
import { newestFirst } from '../../model/assessment-state.ts';
import { organizationGroups } from '../../model/history-groups.ts';
import { filterHistory, historyRows } from '../../model/history-rows.ts';
import type { RowSelection } from '../../model/row-selection.ts';
import { useStore, type State } from '../../store.ts';
import { AssessmentDialog } from './assessment-dialog.tsx';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryTable } from './history-table.tsx';
import { Housekeeping } from './housekeeping.tsx';
import { ImportButton } from './import-button.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { OrganizationHead } from './organization-head.tsx';
import { OrganizationList } from './organization-list.tsx';
import { useDroppedFiles } from '../../components/use-dropped-files.ts';

const takeDropped = (files: readonly File[]) => void offerBundles(files);

/** Every assessment on this machine, by organisation, and the way for others to come here. */
export function HistoryScreen() {
  const history = useStore((state) => state.history);
  const imports = useStore((state) => state.imports);
  const usage = useUsage(history);
  const isOver = useDroppedFiles(takeDropped);
  return (
    <Screen
      title="History"
      lead="Every assessment kept on this machine."
      width="wide"
      actions={<ImportButton />}
    >
      <KeptAssessments
        whenNone={
          <>
            <p>Begin one, or import a bundle that was saved on another computer.</p>
            <button type="button" className="button" onClick={() => goTo('start')}>
              Begin one
            </button>
          </>
        }
      >
        {(summaries) => <KeptHistory summaries={summaries} usage={usage} />}
      </KeptAssessments>
      <Housekeeping usage={usage} />
      {isOver ? (
        <div className="drop-veil" aria-hidden="true">
          <p>Drop bundles to import them</p>
        </div>
      ) : null}
      {imports.length === 0 ? null : <ImportDialog imports={imports} />}
    </Screen>
  );
}

/** What the data folder takes of the disk, asked again with every change of the list; null while it is not known. */
function useUsage(history: State['history']): Usage | null {
  const [usage, setUsage] = useState<Usage | null>(null);
  useEffect(() => {
    if (history.kind !== 'ready') return undefined;
    let isAwaited = true;
    void diskUsage().then(
      (value) => (isAwaited ? setUsage(value) : undefined),
      // The list is of use without it.
      () => undefined,
    );
    return () => {
      isAwaited = false;
    };
  }, [history]);
  return usage;
}

interface KeptHistoryProps {
  readonly summaries: readonly AssessmentSummary[];
  readonly usage: Usage | null;
}

function KeptHistory({ summaries, usage }: KeptHistoryProps) {
  const filter = useStore((state) => state.historyView.filter);
  const [detailsOf, setDetailsOf] = useState<string | null>(null);
  const [selection, select] = useState<RowSelection<string>>({ keys: new Set(), anchor: null });
  const groups = useMemo(() => organizationGroups(summaries), [summaries]);
  const rows = useMemo(
    () => historyRows(newestFirst(summaries), usage?.assessments ?? {}),
    [summaries, usage],
  );
  // The last assessment of the chosen organisation may have been deleted.
  const chosen = groups.find(({ key }) => key === filter.organization) ?? null;
  const shown = useMemo(
    () => filterHistory(rows, { ...filter, organization: chosen?.key ?? null }),
    [rows, filter, chosen],
  );
  const headed = chosen ?? (groups.length === 1 ? (groups[0] ?? null) : null);
  const details = summaries.find(({ id }) => id === detailsOf);
  return (
    <>
      <div className="history" data-list={groups.length > 1}>
        {groups.length > 1 ? (
          <OrganizationList
            groups={groups}
            chosen={chosen?.key ?? null}
            choose={(organization) => filterHistoryBy({ organization })}
          />
        ) : null}
        <div className="history-main">
          {headed === null ? null : (
            <OrganizationHead
              key={headed.key}
              group={headed}
              selected={shown.map(({ summary }) => summary).filter(({ id }) => selection.keys.has(id))}
            />
          )}
          <HistoryFilters filter={filter} />
          <HistoryTable
            rows={shown}
            total={rows.length}
            hasOrganizations={headed === null}
            selection={selection}
            select={select}
            showDetails={setDetailsOf}
          />
        </div>
      </div>
      {details === undefined ? null : (
        <AssessmentDialog
          key={details.id}
          summary={details}
          all={summaries}
          onClose={() => setDetailsOf(null)}
        />
      )}
    </>
  );
}
