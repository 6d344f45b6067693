import { useId, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { openTrend } from '../../actions/comparing.ts';
import { DistinguishedName, Name } from '../../components/name.tsx';
import { StatusCells } from '../../components/status-counts.tsx';
import { formatInstant, formatQuantity } from '../../model/format.ts';
import { isRead, type OrganizationGroup } from '../../model/history-groups.ts';
import { readAtOf } from '../../model/history-rows.ts';
import { visibleText } from '../../model/visible-text.ts';
import { CombineDialog } from './combine-dialog.tsx';
import { CompareDialog } from './compare-dialog.tsx';

interface OrganizationHeadProps {
  readonly group: OrganizationGroup;
  /** In the list. */
  readonly selected: readonly AssessmentSummary[];
}

/** One organisation: what is kept of it, what was found last, and what its assessments tell together. */
export function OrganizationHead({ group, selected }: OrganizationHeadProps) {
  const [asking, setAsking] = useState<'compare' | 'combine' | null>(null);
  const reason = useId();
  const { newest, summaries } = group;
  const [last, ...others] = summaries.filter(isRead);
  const canBeSetBeside = others.length > 0;
  const why =
    last === undefined
      ? 'No assessment of the organisation has been read yet.'
      : canBeSetBeside
        ? null
        : 'Comparing and reading together take two assessments of the organisation.';
  return (
    <section className="organization-head" aria-labelledby="organization">
      <div>
        <h2 id="organization">
          <Name of={group.name} />
          {group.practice ? <span className="chip chip-practice">PRACTICE</span> : null}
        </h2>
        <p className="soft organization-place">
          <DistinguishedName of={newest.organizationDistinguishedName} />
        </p>
        <p>
          {formatQuantity(summaries.length, 'assessment')}, the last read {formatInstant(readAtOf(newest))} by{' '}
          <bdi>{visibleText(newest.assessor)}</bdi>
        </p>
        <StatusCells counts={newest.virtualServers} />
      </div>
      <div className="organization-ways">
        <div className="button-row">
          <Way label="Compare…" barrier={canBeSetBeside ? null : reason} go={() => setAsking('compare')} />
          <Way
            label="Over time"
            barrier={last === undefined ? reason : null}
            go={() => (last === undefined ? undefined : openTrend(last.id))}
          />
          <Way
            label="Read together…"
            barrier={canBeSetBeside ? null : reason}
            go={() => setAsking('combine')}
          />
        </div>
        {why === null ? null : (
          <p id={reason} className="soft">
            {why}
          </p>
        )}
      </div>
      {asking === 'compare' ? (
        <CompareDialog group={group} selected={selected} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'combine' ? (
        <CombineDialog group={group} selected={selected} onClose={() => setAsking(null)} />
      ) : null}
    </section>
  );
}

interface WayProps {
  readonly label: string;
  /** Id of the text that says why it cannot be gone; null if it can. */
  readonly barrier: string | null;
  readonly go: () => void;
}

function Way({ label, barrier, go }: WayProps) {
  return (
    <button
      type="button"
      className="button"
      aria-disabled={barrier !== null}
      aria-describedby={barrier ?? undefined}
      onClick={() => (barrier === null ? go() : undefined)}
    >
      {label}
    </button>
  );
}
