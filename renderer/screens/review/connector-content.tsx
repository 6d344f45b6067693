import type { SmtpConnectorNode } from '../../../shared/assessment/assessment.ts';
import { openNode } from '../../actions/reviewing.ts';
import { Name, Verbatim } from '../../components/name.tsx';
import { ancestor } from '../../model/outline.ts';
import type { OpenAssessment } from '../../store.ts';
import { Evidence } from './evidence.tsx';
import { FlagFacts } from './flag-facts.tsx';
import { NodeHead } from './node-head.tsx';
import { OutboundSecurityDialog } from './outbound-security-dialog.tsx';

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
        <div className="observed">
          <OutboundSecurityDialog authentication={connector.authentication} tls={connector.tls} />
          <FlagFacts rawFlag={connector.rawFlag} />
        </div>
        <section className="card" aria-labelledby="bridgeheads">
          <h3 id="bridgeheads">Bridgeheads</h3>
          {connector.bridgeheads.length === 0 ? <p className="soft">None was read.</p> : null}
          <ul className="plain-list">
            {connector.bridgeheads.map((name) => (
              <li key={name}>
                <Bridgehead name={name} assessment={assessment} />
              </li>
            ))}
          </ul>
        </section>
        <Evidence node={connector} assessment={assessment} />
      </div>
    </div>
  );
}

function Bridgehead({ name, assessment }: { readonly name: string; readonly assessment: OpenAssessment }) {
  const id = assessment.outline.byName.get(name.toLowerCase());
  const node = id === undefined ? undefined : assessment.nodes[id];
  if (node === undefined) return <Verbatim of={name} />;
  return (
    <button type="button" className="link" onClick={() => openNode(node.id)}>
      <Name of={ancestor(assessment.nodes, node.id, 'server')?.name ?? ''} /> › <Name of={node.name} />
    </button>
  );
}
