import type { HistoryEvent } from '../../../shared/history/event.ts';
import { formatInstant } from '../../model/format.ts';
import { eventLines } from '../../model/history-events.ts';

/** What happened to an assessment, oldest first. */
export function EventTimeline({ events }: { readonly events: readonly HistoryEvent[] }) {
  if (events.length === 0) return <p className="soft">Nothing is noted yet.</p>;
  return (
    <ol className="timeline">
      {eventLines(events).map(({ title, at, by, facts }, index) => (
        <li key={index}>
          <p>
            <strong>{title}</strong>{' '}
            <span className="soft">
              {formatInstant(at)} by <bdi>{by}</bdi>
            </span>
          </p>
          {facts.length === 0 ? null : (
            <dl className="facts">
              {facts.map(({ label, value }) => (
                <div key={label} className="timeline-fact">
                  <dt>{label}</dt>
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}
