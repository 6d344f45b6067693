import type { VirtualServerNode } from '../../shared/assessment/assessment.ts';
import { severityLabels } from '../../shared/stig/severity.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { Name } from '../components/name.tsx';
import { StatusBadge } from '../components/status-mark.tsx';
import { authenticationLabel, tlsLabel } from '../model/dialog.ts';
import { findingText } from '../model/finding-text.ts';
import { formatUtc } from '../model/format.ts';
import type { SheetEntry, SheetSection } from '../model/review-sheet.ts';
import { visibleText } from '../model/visible-text.ts';
import type { OpenAssessment } from '../store.ts';
import { Words } from './review/decision-words.tsx';

interface SectionProps {
  readonly section: SheetSection;
  readonly assessment: OpenAssessment;
}

/** What was observed and decided on one server, virtual server by virtual server, as it is printed. */
export function SheetServer({ section, assessment }: SectionProps) {
  return (
    <section className="sheet-server">
      <h2>
        <Name of={section.server?.name ?? ''} />
        <span className="soft">
          {' '}
          <Name of={section.group} />
        </span>
      </h2>
      {section.entries.map((entry) => (
        <Entry key={entry.subject.id} entry={entry} assessment={assessment} />
      ))}
    </section>
  );
}

function Entry({
  entry: { subject, detail },
  assessment,
}: {
  readonly entry: SheetEntry;
  readonly assessment: OpenAssessment;
}) {
  const { decision, proposal } = subject;
  const override = decision?.severityOverride ?? null;
  const edited = decision?.findingDetails ?? null;
  return (
    <section className="sheet-entry">
      <div className="sheet-entry-head">
        <h3>
          <Name of={subject.kind === 'server' ? 'No virtual server was seen on this server' : subject.name} />
        </h3>
        <StatusBadge
          status={decision?.status ?? proposal.status}
          note={decision === null ? 'proposed' : 'decided'}
        />
      </div>
      <p>
        {subject.kind === 'server' ? null : observedText(subject)}
        {decision === null ? (
          'Not decided.'
        ) : (
          <>
            Decided {formatUtc(decision.decidedAt)} by <bdi>{visibleText(decision.decidedBy)}</bdi>
            {decision.status === proposal.status
              ? ', as proposed.'
              : `; proposed was ${statusLabels[proposal.status]}.`}
          </>
        )}
      </p>
      <Words label="Justification" text={decision?.justification ?? ''} />
      {override === null ? null : (
        <Words
          label={`Severity override: ${severityLabels[override.severity]}`}
          text={override.justification}
        />
      )}
      <Words label="Comments" text={decision?.comments ?? ''} />
      <Words
        label={edited === null ? 'Finding details' : 'Finding details, edited by the assessor'}
        text={edited ?? findingText(subject, proposal, detail, assessment)}
      />
    </section>
  );
}

function observedText({ authentication, tls, rawFlag }: VirtualServerNode): string {
  const method =
    authentication === 'unknown' ? 'Authentication not known' : authenticationLabel(authentication);
  const encryption = tls === null ? 'TLS not known' : tlsLabel(tls);
  return `${method}; ${encryption}; flag ${visibleText(rawFlag ?? 'not set')}. `;
}
