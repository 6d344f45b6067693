import type { RecordedDecision } from '../../../shared/assessment/assessment.ts';
import { StatusText } from '../../components/status-mark.tsx';
import { formatInstant } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DecisionWords } from './decision-words.tsx';

/** Everything that was decided on a subject, the newest first, with what was taken back. Nothing for no decision. */
export function DecisionHistory({ decisions }: { readonly decisions: readonly RecordedDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decision-history" className="decision-history">
      <h4 id="decision-history">Decision history</h4>
      <ol reversed>
        {decisions.toReversed().map((decision, index) => (
          <li key={decisions.length - index} data-withdrawn={decision.withdrawn !== null}>
            <StatusText status={decision.status} stage="decided" />
            <p className="soft">
              {formatInstant(decision.decidedAt)}, <bdi>{visibleText(decision.decidedBy)}</bdi>
            </p>
            {decision.withdrawn === null ? null : (
              <p className="withdrawn">
                Taken back {formatInstant(decision.withdrawn.at)},{' '}
                <bdi>{visibleText(decision.withdrawn.by)}</bdi>
              </p>
            )}
            <DecisionWords ruling={decision} />
          </li>
        ))}
      </ol>
    </section>
  );
}
