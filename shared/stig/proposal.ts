import type { Status } from './status.ts';

/** Why a status is proposed. The first eight are the decision rule's own; the others concern the server. */
export type ReasonCode =
  | 'not-read'
  | 'absent'
  | 'no-access'
  | 'malformed'
  | 'anonymous-tls'
  | 'no-tls'
  | 'authenticated'
  | 'unknown-bits'
  | 'version-not-2003'
  | 'version-unknown'
  | 'no-virtual-server'
  | 'container-not-read'
  | 'incomplete';

/** What the tool proposes for one object. It never changes; what the assessor decides is kept beside it. */
export interface Proposal {
  readonly status: Status;
  readonly reasons: readonly ReasonCode[];
}
