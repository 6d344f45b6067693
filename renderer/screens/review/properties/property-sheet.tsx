import type { ReactNode } from 'react';
import type { SmtpConnectorNode, VirtualServerNode } from '../../../../shared/assessment/assessment.ts';
import type { PropertyGroup, PropertyPage, PropertySheet } from '../../../../shared/exchange/property.ts';
import { connectorSheet, virtualServerSheet } from '../../../../shared/exchange/property-pages.ts';
import { Name } from '../../../components/name.tsx';
import { Loading } from '../../../components/states.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { useStore, type OpenAssessment } from '../../../store.ts';
import { Bridgeheads } from './bridgeheads.tsx';
import { OutboundSecurityPart } from './outbound-security-part.tsx';
import { PropertyDialog, PropertyFrame } from './property-groups.tsx';

interface PropertiesProps {
  readonly node: VirtualServerNode | SmtpConnectorNode;
  readonly assessment: OpenAssessment;
}

/** The Properties dialog of Exchange System Manager, read-only, open on the page that the check is about. */
export function Properties({ node, assessment }: PropertiesProps) {
  const sheet = useSheet(node);
  return (
    <section className="properties" aria-labelledby="properties">
      <div className="esm-dialog-title">
        <h3 id="properties">
          <Name of={node.name} /> Properties
        </h3>
        <span className="soft">read-only</span>
        <ReasonsSwitch />
      </div>
      <Tabs
        label="Property pages"
        initial={sheet.outboundSecurityPage}
        tabs={sheet.pages.map((page) => ({
          label: page.label,
          content: () => <Page page={page} node={node} assessment={assessment} />,
        }))}
      />
      {sheet.otherTabs.length === 0 ? null : (
        <p className="properties-foot">
          Not asked for: {sheet.otherTabs.join(', ')}. Exchange System Manager has these tabs too.
        </p>
      )}
    </section>
  );
}

function useSheet(node: PropertiesProps['node']): PropertySheet {
  const detail = useStore((state) => state.detail);
  const attributes = detail.kind === 'ready' ? detail.value.attributes : {};
  return node.kind === 'virtual-server' ? virtualServerSheet(attributes) : connectorSheet(attributes);
}

function ReasonsSwitch() {
  const shown = useStore((state) => state.propertyReasonsShown);
  return (
    <label className="check properties-switch">
      <input
        type="checkbox"
        checked={shown}
        onChange={({ target }) => useStore.setState({ propertyReasonsShown: target.checked })}
      />
      Stored values and reasons
    </label>
  );
}

interface PageProps extends PropertiesProps {
  readonly page: PropertyPage;
}

function Page({ page, node, assessment }: PageProps) {
  const detail = useStore((state) => state.detail.kind);
  const of = (...kinds: readonly PropertyGroup['kind'][]) =>
    page.groups.filter(({ kind }) => kinds.includes(kind));
  return (
    <div className="property-page">
      {of('outbound-security').map((group) => (
        <OutboundSecurityPart key="outbound-security" group={group} security={node} />
      ))}
      {detail === 'ready' ? (
        <>
          <Columns>
            {of('frame').map((group, index) => (
              <PropertyFrame key={index} group={group} />
            ))}
            {node.kind === 'smtp-connector' && of('bridgeheads').length > 0 ? (
              <Bridgeheads connector={node} assessment={assessment} />
            ) : null}
          </Columns>
          <Columns>
            {of('dialog').map((group, index) => (
              <PropertyDialog key={index} group={group} />
            ))}
          </Columns>
          <Columns>
            {of('beside').map((group, index) => (
              <PropertyFrame key={index} group={group} />
            ))}
          </Columns>
        </>
      ) : detail === 'failed' ? (
        <p className="soft">These settings could not be read; what happened stands under Evidence.</p>
      ) : (
        <Loading what="Reading the settings" />
      )}
    </div>
  );
}

function Columns({ children }: { readonly children: ReactNode }) {
  return <div className="property-columns">{children}</div>;
}
