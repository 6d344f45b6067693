import type { SmtpConnectorNode } from '../../../../shared/assessment/assessment.ts';
import { openNode } from '../../../actions/reviewing.ts';
import { Name, Verbatim } from '../../../components/name.tsx';
import { ancestor } from '../../../model/outline.ts';
import type { OpenAssessment } from '../../../store.ts';

interface BridgeheadsProps {
  readonly connector: SmtpConnectorNode;
  readonly assessment: OpenAssessment;
}

/** The virtual servers through which a connector sends, as its General tab lists them. */
export function Bridgeheads({ connector, assessment }: BridgeheadsProps) {
  return (
    <section className="property-frame" aria-labelledby="bridgeheads">
      <div className="property-frame-head">
        <h4 id="bridgeheads">Local bridgeheads</h4>
        <span className="soft">server › virtual server</span>
      </div>
      {connector.bridgeheads.length === 0 ? <p className="soft">None was read.</p> : null}
      <ul className="plain-list">
        {connector.bridgeheads.map((name) => (
          <li key={name}>
            <Bridgehead name={name} assessment={assessment} />
          </li>
        ))}
      </ul>
    </section>
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
