import type { SmtpConnectorNode } from '../../../shared/assessment/assessment.ts';
import type { OpenAssessment } from '../../store.ts';
import { Evidence } from './evidence.tsx';
import { NodeHead } from './node-head.tsx';
import { Properties } from './properties/property-sheet.tsx';

interface ConnectorContentProps {
  readonly connector: SmtpConnectorNode;
  readonly assessment: OpenAssessment;
}

/** An SMTP connector: information beside the verdicts. */
export function ConnectorContent({ connector, assessment }: ConnectorContentProps) {
  return (
    <div className="subject">
      <NodeHead node={connector} assessment={assessment}>
        <p className="information-only">
          Information only. A connector overrides the default outbound security for its own mail; it never
          changes the verdict on a virtual server.
        </p>
      </NodeHead>
      <div className="subject-main">
        <Properties node={connector} assessment={assessment} />
        <Evidence node={connector} assessment={assessment} />
      </div>
    </div>
  );
}
