import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { ConnectionReport, Seen } from '../../../shared/directory/connection.ts';
import { Name } from '../../components/name.tsx';
import { SourceFacts } from '../../components/source-facts.tsx';
import { places } from '../../focus.ts';
import { formatCount } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';

interface ConnectionReportPanelProps {
  readonly report: ConnectionReport;
  /** What can be done from here. */
  readonly children: ReactNode;
}

/** What a test of the connection found: what the account sees of Exchange, who answered, and how. */
export function ConnectionReportPanel({ report, children }: ConnectionReportPanelProps) {
  const { advice } = report;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section
      ref={panel}
      className={`panel ${advice === null ? 'panel-good' : 'panel-attention'}`}
      aria-labelledby={places.testResult}
    >
      {advice === null ? (
        <CircleCheck aria-hidden="true" className="panel-icon" />
      ) : (
        <TriangleAlert aria-hidden="true" className="panel-icon" />
      )}
      <div className="panel-body">
        <h2 id={places.testResult} tabIndex={-1}>
          {advice === null
            ? 'The connection works, and Exchange can be seen'
            : 'The connection works, but not all of Exchange can be seen'}
        </h2>
        <WhatIsSeen report={report} />
        {advice === null ? null : <p>{visibleText(advice)}</p>}
        <dl className="facts">
          <SourceFacts source={report.description} />
        </dl>
        <div className="button-row">{children}</div>
      </div>
    </section>
  );
}

function WhatIsSeen({ report }: { readonly report: ConnectionReport }) {
  const { organization, administrativeGroups, servers, virtualServers } = report;
  return (
    <ul className="seen" aria-label="Seen of Exchange">
      <Mark good={organization !== null}>
        {organization === null ? 'No organisation' : <Name of={organization} />}
      </Mark>
      <SeenMark seen={administrativeGroups} one="administrative group" many="administrative groups" />
      <SeenMark seen={servers} one="server" many="servers" />
      <SeenMark seen={virtualServers} one="virtual server" many="virtual servers" />
    </ul>
  );
}

function SeenMark({
  seen: { count, more },
  one,
  many,
}: {
  readonly seen: Seen;
  readonly one: string;
  readonly many: string;
}) {
  return (
    <Mark good={count > 0}>
      {formatCount(count)}
      {more ? '+' : ''} {count === 1 && !more ? one : many}
    </Mark>
  );
}

function Mark({ good, children }: { readonly good: boolean; readonly children: ReactNode }) {
  return (
    <li className="with-mark">
      {good ? (
        <CircleCheck aria-label="Visible:" className="mark-good" />
      ) : (
        <TriangleAlert aria-label="Not visible:" className="mark-attention" />
      )}
      {children}
    </li>
  );
}
