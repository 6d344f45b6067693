import type { ServerNode } from '../../shared/assessment/assessment.ts';
import { serverReasons } from '../../shared/assessment/report.ts';
import type { ReasonCode } from '../../shared/stig/proposal.ts';
import { isDecided, ownStatus } from '../../shared/stig/roll-up.ts';
import { virtualServerRows, type ReviewData } from './result-rows.ts';

/**
 * Why a server has its status; nothing where an assessor decided that, on it or on a virtual server. `complete` tells whether
 * the walk was.
 */
export function reasonsOfServer(
  server: ServerNode,
  data: ReviewData,
  complete: boolean,
): readonly ReasonCode[] {
  const status = data.statuses[server.id] ?? 'not_reviewed';
  const virtualServers = virtualServerRows(data, server.id).map(({ node }) => node);
  const decides = [server, ...virtualServers].some((node) => isDecided(node) && ownStatus(node) === status);
  return decides ? [] : serverReasons(server, virtualServers, status, complete);
}
