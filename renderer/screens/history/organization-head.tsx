import { useState } from 'react';
import { openTrend } from '../../actions/comparing.ts';
import { DistinguishedName, Name } from '../../components/name.tsx';
import { StatusCells } from '../../components/status-counts.tsx';
import { formatInstant, formatQuantity } from '../../model/format.ts';
import { isRead, type OrganizationGroup } from '../../model/history-groups.ts';
import { readAtOf } from '../../model/history-rows.ts';
import { visibleText } from '../../model/visible-text.ts';
import { CombineDialog } from './combine-dialog.tsx';
import { CompareDialog } from './compare-dialog.tsx';

/** One organisation: what is kept of it, what was found last, and what its assessments tell together. */
export function OrganizationHead({ group }: { readonly group: OrganizationGroup }) {
  const [asking, setAsking] = useState<'compare' | 'combine' | null>(null);
  const { newest, summaries } = group;
  const canBeSetBeside = summaries.filter(isRead).length > 1;
  const why = canBeSetBeside ? undefined : 'This takes two assessments of the organisation';
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
      <div className="button-row">
        <button
          type="button"
          className="button"
          disabled={!canBeSetBeside}
          title={why}
          onClick={() => setAsking('compare')}
        >
          Compare…
        </button>
        <button
          type="button"
          className="button"
          disabled={!isRead(newest)}
          onClick={() => openTrend(newest.id)}
        >
          Over time
        </button>
        <button
          type="button"
          className="button"
          disabled={!canBeSetBeside}
          title={why}
          onClick={() => setAsking('combine')}
        >
          Read together…
        </button>
      </div>
      {asking === 'compare' ? <CompareDialog group={group} onClose={() => setAsking(null)} /> : null}
      {asking === 'combine' ? <CombineDialog group={group} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
