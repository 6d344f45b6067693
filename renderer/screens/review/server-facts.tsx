import type { ServerNode } from '../../../shared/assessment/assessment.ts';
import { versionFamilyLabels } from '../../../shared/exchange/server-version.ts';
import { Verbatim } from '../../components/name.tsx';
import { roleLabels } from '../../model/server-role.ts';
import { visibleText } from '../../model/visible-text.ts';

/** What a server says about itself, on one line. */
export function ServerFacts({ server }: { readonly server: ServerNode }) {
  return (
    <dl className="facts facts-inline">
      <div>
        <dt>Version</dt>
        <dd>
          {versionFamilyLabels[server.versionFamily]}
          {server.version === null ? null : <span className="soft"> {visibleText(server.version)}</span>}
        </dd>
      </div>
      <div>
        <dt>Role</dt>
        <dd>{server.role === null ? 'Not stated' : roleLabels[server.role]}</dd>
      </div>
      <div>
        <dt>FQDN</dt>
        <dd>{server.fqdn === null ? 'Not stated' : <Verbatim of={server.fqdn} />}</dd>
      </div>
    </dl>
  );
}
