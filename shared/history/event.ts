/**
 * What happened to an assessment, beside the decisions, which are events of their own. `walk-ended`: its evidence is whole;
 * `exported`: something of it left Hopcheck; `revised`: it was begun as a correction of a completed one.
 */
export const eventKinds = [
  'walk-ended',
  'imported',
  'revised',
  'completed',
  'sealed',
  'exported',
  'bundled',
  'verified',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One event in the life of an assessment. Each carries the hash of the one before, so that none can be changed or left out unseen. */
export interface HistoryEvent {
  readonly kind: EventKind;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The assessor; the name of the program where nobody was asked. */
  readonly by: string;
  /** What there is to say of it, by name: how many problems were read before it was completed, what was exported, ... */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  /** SHA-256 over this event and the hash of the one before, lower-case hexadecimal. */
  readonly sha256: string;
}

/** An event before its place in the chain is known. */
export type NewEvent = Omit<HistoryEvent, 'sha256'>;
