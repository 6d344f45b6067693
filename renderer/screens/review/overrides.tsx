import type { VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import { openNode } from '../../actions/reviewing.ts';
import { Name } from '../../components/name.tsx';
import { authenticationLabel, tlsLabel } from '../../model/dialog.ts';
import { connectorsThrough } from '../../model/result-rows.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../../store.ts';

interface OverridesProps {
  readonly virtualServer: VirtualServerNode;
  readonly assessment: OpenAssessment;
}

/** What overrides the default of this virtual server for part of its mail. Information only. */
export function Overrides({ virtualServer, assessment }: OverridesProps) {
  const detail = useStore((state) => state.detail);
  const connectors = connectorsThrough(assessment, virtualServer);
  const remoteDomains = detail.kind === 'ready' ? detail.value.remoteDomains : [];
  return (
    <section className="card" aria-labelledby="overrides">
      <h3 id="overrides">
        Connectors and remote domains <span className="soft">information only</span>
      </h3>
      {connectors.length + remoteDomains.length === 0 ? (
        <p className="soft">
          No SMTP connector that was seen uses this virtual server as bridgehead, and no remote domain was
          seen on it.
        </p>
      ) : (
        <>
          <p className="soft">They override the default for their own mail and never change the verdict.</p>
          <table className="small-table overrides">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Kind</th>
                <th scope="col">Flag</th>
                <th scope="col">Authentication</th>
                <th scope="col">TLS</th>
              </tr>
            </thead>
            <tbody>
              {connectors.map(({ node }) => (
                <tr key={node.id}>
                  <td>
                    <button type="button" className="link" onClick={() => openNode(node.id)}>
                      <Name of={node.name} />
                    </button>
                  </td>
                  <td>SMTP connector</td>
                  <td>{visibleText(node.rawFlag ?? '–')}</td>
                  <td>{authenticationLabel(node.authentication)}</td>
                  <td>{tlsLabel(node.tls)}</td>
                </tr>
              ))}
              {remoteDomains.map((domain, index) => (
                <tr key={`domain-${index}`}>
                  <td>
                    <Name of={domain.name} />
                  </td>
                  <td>Remote domain</td>
                  <td>{visibleText(domain.rawFlag ?? '–')}</td>
                  <td>{authenticationLabel(domain.authentication)}</td>
                  <td>{tlsLabel(domain.tls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
