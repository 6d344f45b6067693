import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { goTo } from '../actions/application.ts';
import { AssessmentTable } from '../components/assessment-table.tsx';
import { KeptAssessments } from '../components/kept-assessments.tsx';
import { Screen } from '../components/screen.tsx';
import { places } from '../focus.ts';
import { newestFirst, stateLabel } from '../model/assessment-state.ts';
import { formatInstant, formatQuantity } from '../model/format.ts';
import { sourceLabel } from '../model/source-label.ts';
import { matchesQuery } from '../model/text-filter.ts';

/** Every assessment on this machine. */
export function HistoryScreen() {
  return (
    <Screen title="History" lead="Every assessment kept on this machine." width="wide">
      <KeptAssessments
        whenNone={
          <button type="button" className="button" onClick={() => goTo('start')}>
            Begin one
          </button>
        }
      >
        {(summaries) => <SearchableHistory summaries={summaries} />}
      </KeptAssessments>
    </Screen>
  );
}

function SearchableHistory({ summaries }: { readonly summaries: readonly AssessmentSummary[] }) {
  const [query, setQuery] = useState('');
  const shown = useMemo(
    () => newestFirst(summaries.filter((summary) => matchesQuery(query, textsOf(summary)))),
    [summaries, query],
  );
  return (
    <>
      <div className="table-tools">
        <div className="search">
          <Search aria-hidden="true" />
          <input
            id={places.filter}
            type="search"
            aria-label="Search assessments"
            placeholder="Search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <span className="soft" role="status">
          {formatQuantity(shown.length, 'assessment')}
        </span>
      </div>
      <AssessmentTable label="Assessments" summaries={shown} />
    </>
  );
}

function textsOf(summary: AssessmentSummary): readonly string[] {
  return [
    summary.organization,
    sourceLabel(summary.source),
    summary.assessor,
    stateLabel(summary),
    formatInstant(summary.startedAt),
    summary.practice ? 'practice' : '',
    summary.complete ? '' : 'incomplete',
  ];
}
