import type { NodeDetail, TreeNode } from '../../../shared/assessment/assessment.ts';
import { select } from '../../actions/reviewing.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { DistinguishedName, Verbatim } from '../../components/name.tsx';
import { SourceFacts } from '../../components/source-facts.tsx';
import { Loading } from '../../components/states.tsx';
import { WireLogButton } from '../../components/wire-log-button.tsx';
import { formatDirectoryTime, formatInstant, formatQuantity } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../../store.ts';

interface EvidenceProps {
  readonly node: TreeNode;
  readonly assessment: OpenAssessment;
}

/** What was read, when, from where, by whom. */
export function Evidence({ node, assessment: { summary } }: EvidenceProps) {
  const detail = useStore((state) => state.detail);
  return (
    <section className="card evidence" aria-labelledby="evidence">
      <h3 id="evidence">Evidence</h3>
      <dl className="facts">
        <dt>Distinguished name</dt>
        <dd className="with-copy">
          <DistinguishedName of={node.distinguishedName} />
          <CopyButton text={node.distinguishedName} what="distinguished name" />
        </dd>
        {detail.kind === 'ready' ? <ObjectFacts detail={detail.value} /> : null}
      </dl>
      {detail.kind === 'loading' ? <Loading what="Reading the evidence" /> : null}
      {detail.kind === 'failed' ? (
        <FailurePanel failure={detail.failure} title="The evidence could not be read" level={4}>
          <button type="button" className="button" onClick={() => select(node.id)}>
            Try again
          </button>
        </FailurePanel>
      ) : null}
      {detail.kind === 'ready' ? <Attributes detail={detail.value} /> : null}
      <h4 className="evidence-source">Source</h4>
      <dl className="facts">
        <SourceFacts source={summary.source} />
      </dl>
      <WireLogButton summary={summary} />
    </section>
  );
}

function ObjectFacts({ detail }: { readonly detail: NodeDetail }) {
  return (
    <>
      <dt>objectGUID</dt>
      <dd>{detail.objectGuid === null ? 'Not delivered' : <Verbatim of={detail.objectGuid} />}</dd>
      <dt>whenChanged</dt>
      <dd>
        {detail.whenChanged === null ? 'Not delivered' : visibleText(formatDirectoryTime(detail.whenChanged))}
      </dd>
      <dt>Read</dt>
      <dd>{detail.readAt === null ? 'Never: the object was not delivered' : formatInstant(detail.readAt)}</dd>
    </>
  );
}

function Attributes({ detail }: { readonly detail: NodeDetail }) {
  const attributes = Object.entries(detail.attributes);
  if (attributes.length === 0)
    return <p className="soft">The object was not delivered, so there are no attributes.</p>;
  return (
    <details className="fold">
      <summary>{formatQuantity(attributes.length, 'attribute')} as read</summary>
      <div className="attributes" tabIndex={0} role="region" aria-label="Attributes as read">
        <table>
          <thead>
            <tr>
              <th scope="col">Attribute</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {attributes.map(([name, values]) => (
              <tr key={name}>
                <th scope="row">
                  <Verbatim of={name} />
                </th>
                <td>
                  {values.map((value, index) => (
                    <div key={index}>
                      <Verbatim of={value} />
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
