import { useCallback, useMemo, useState } from 'react';
import type { TrendPoint } from '../../../shared/history/trend.ts';
import { goTo } from '../../actions/application.ts';
import { readTrend } from '../../actions/comparing.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Name } from '../../components/name.tsx';
import { Screen } from '../../components/screen.tsx';
import { Empty } from '../../components/states.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { datedCounts, groupsOf, trendDescription } from '../../model/trend-points.ts';
import { clip, visibleName } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';
import { TrendChart } from './trend-chart.tsx';
import { TrendTable } from './trend-table.tsx';

/** The virtual servers of one organisation by status over time, as a chart and as a table. */
export function TrendScreen() {
  const of = useStore((state) => state.trendOf);
  const organization = useStore(({ history }) =>
    history.kind === 'ready' ? history.value.find(({ id }) => id === of)?.organization : undefined,
  );
  return (
    <Screen
      title="Over time"
      lead={organization === undefined ? undefined : <Name of={organization} />}
      width="wide"
      actions={
        <button type="button" className="button" onClick={() => goTo('history')}>
          Back to History
        </button>
      }
    >
      {of === null ? (
        <Empty title="No organisation is chosen">
          <p>Choose an assessment in History: its organisation is shown over time.</p>
        </Empty>
      ) : (
        <LoadedTrend key={of} assessmentId={of} />
      )}
    </Screen>
  );
}

function LoadedTrend({ assessmentId }: { readonly assessmentId: string }) {
  const load = useCallback(() => readTrend(assessmentId), [assessmentId]);
  return (
    <Loaded of={useLoaded(load)} reading="Reading the assessments" failed="The trend could not be read">
      {(points) =>
        points.length === 0 ? (
          <Empty title="Nothing to show yet">
            <p>No walk of this organisation has ended.</p>
          </Empty>
        ) : (
          <Trend points={points} />
        )
      }
    </Loaded>
  );
}

function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  const [group, setGroup] = useState<string | null>(null);
  const groups = useMemo(() => groupsOf(points), [points]);
  const dated = useMemo(() => datedCounts(points, group), [points, group]);
  const subject = group === null ? 'Whole organisation' : clip(visibleName(group), 80);
  return (
    <>
      <div className="field trend-group">
        <label htmlFor="trend-group">Virtual servers of</label>
        <select
          id="trend-group"
          value={group ?? ''}
          onChange={({ target }) => setGroup(target.selectedIndex === 0 ? null : target.value)}
        >
          <option value="">Whole organisation</option>
          {groups.map((name) => (
            <option key={name} value={name}>
              {clip(visibleName(name), 80)}
            </option>
          ))}
        </select>
      </div>
      <TrendChart dated={dated} name={trendDescription(dated, subject)} />
      <TrendTable dated={dated} subject={subject} />
    </>
  );
}
