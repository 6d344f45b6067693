import { statuses } from '../../../shared/stig/status.ts';
import { openComparison } from '../../actions/comparing.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { StatusText } from '../../components/status-mark.tsx';
import { formatCount, formatInstant } from '../../model/format.ts';
import type { DatedCounts } from '../../model/trend-points.ts';

interface TrendTableProps {
  readonly dated: readonly DatedCounts[];
  /** Whose virtual servers they are. */
  readonly subject: string;
}

/** The figures of the chart, newest first. */
export function TrendTable({ dated, subject }: TrendTableProps) {
  return (
    <section className="card trend-figures" aria-labelledby="trend-figures">
      <h2 id="trend-figures">Figures</h2>
      {/* It scrolls on its own where the window is narrow, so it can be reached by the keyboard. */}
      <div className="trend-scroller" role="group" aria-labelledby="trend-figures" tabIndex={0}>
        <table className="small-table">
          <caption>
            <bdi>{subject}</bdi>: virtual servers by status, newest assessment first
          </caption>
          <thead>
            <tr>
              <th scope="col">Read</th>
              {statuses.map((status) => (
                <th key={status} scope="col" className="trend-number">
                  <StatusText status={status} />
                </th>
              ))}
              <th scope="col">State</th>
              <th scope="col">Against the one before</th>
            </tr>
          </thead>
          <tbody>
            {dated
              .map((point, index) => <Row key={point.assessmentId} point={point} before={dated[index - 1]} />)
              .toReversed()}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly point: DatedCounts;
  readonly before: DatedCounts | undefined;
}

function Row({ point, before }: RowProps) {
  const { assessmentId, finishedAt, counts, completed, complete } = point;
  const read = formatInstant(finishedAt);
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => void openAssessment(assessmentId)}>
          <span className="visually-hidden">Open the assessment of </span>
          {read}
        </button>
      </th>
      {statuses.map((status) => (
        <td key={status} className="trend-number">
          {counts === null ? <span className="soft">not seen</span> : formatCount(counts[status])}
        </td>
      ))}
      <td>
        {completed ? 'Completed' : 'In review'}{' '}
        {complete ? null : <span className="chip chip-incomplete">INCOMPLETE</span>}
      </td>
      <td>
        {before === undefined ? (
          <span className="soft">The first</span>
        ) : (
          <button
            type="button"
            className="link"
            onClick={() => void openComparison(before.assessmentId, assessmentId)}
          >
            What changed<span className="visually-hidden"> until {read}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
