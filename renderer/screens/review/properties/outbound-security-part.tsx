import type { SecurityFacts } from '../../../../shared/assessment/assessment.ts';
import type { PropertyGroup } from '../../../../shared/exchange/property.ts';
import { FlagFacts } from '../flag-facts.tsx';
import { OutboundSecurityDialog } from '../outbound-security-dialog.tsx';
import { PropertyList } from './property-groups.tsx';

interface OutboundSecurityPartProps {
  readonly group: PropertyGroup;
  readonly security: SecurityFacts;
}

/** What the button Outbound Security... opens: the dialog as drawn by Exchange System Manager, beside the value it is drawn from. */
export function OutboundSecurityPart({ group, security }: OutboundSecurityPartProps) {
  return (
    <div className="outbound-security-part">
      <OutboundSecurityDialog authentication={security.authentication} tls={security.tls}>
        <PropertyList properties={group.properties} />
      </OutboundSecurityDialog>
      <FlagFacts rawFlag={security.rawFlag} />
    </div>
  );
}
