import type { OutboundSecurity } from '../exchange/outbound-security.ts';
import type { Proposal, ReasonCode } from './proposal.ts';

/** Raised whenever the rule below changes what it proposes; stored beside every proposal. */
export const ruleVersion = 1;

/**
 * The decision rule for one SMTP virtual server of an Exchange 2003 server: never a silent pass. Anonymous with TLS (the value 4)
 * is the only pass. Without the TLS bit the check is failed whatever else is set, as it demands both; with unrecognised bits
 * beside TLS nobody can say what the server does, so a person must look.
 */
export function proposeForVirtualServer(observed: OutboundSecurity): Proposal {
  if (observed.kind === 'unknown') return { status: 'not_reviewed', reasons: [observed.why] };
  const { tls, authentication, unknownBits } = observed;
  if (tls && unknownBits !== 0) return { status: 'not_reviewed', reasons: ['unknown-bits'] };
  if (tls && authentication === 'anonymous') return { status: 'not_a_finding', reasons: ['anonymous-tls'] };
  const reasons: ReasonCode[] = [];
  if (!tls) reasons.push('no-tls');
  if (unknownBits !== 0) reasons.push('unknown-bits');
  else if (authentication !== 'anonymous') reasons.push('authenticated');
  return { status: 'open', reasons };
}
