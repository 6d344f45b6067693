import type { DomainControllerDescription } from './source.ts';

/** What may be asked for, in the order offered. `automatic` is the best encrypted one that works, never `clear-text`. */
export const channelChoices = ['automatic', 'sealed', 'ldaps', 'start-tls', 'clear-text'] as const;
export type ChannelChoice = (typeof channelChoices)[number];

/** How to sign in: inside TLS either is possible, a sealed channel is always NTLM, clear text always simple. */
export const signInChoices = ['automatic', 'ntlm', 'simple'] as const;
export type SignInChoice = (typeof signInChoices)[number];

/** How many objects of a kind the account sees; `more` if there are more than were counted. */
export interface Seen {
  readonly count: number;
  readonly more: boolean;
}

/** What a test of the connection found. */
export interface ConnectionReport {
  readonly description: DomainControllerDescription;
  /** Name of the Exchange organisation; null if none is visible. */
  readonly organization: string | null;
  readonly administrativeGroups: Seen;
  readonly servers: Seen;
  readonly virtualServers: Seen;
  /** What keeps this account from a full assessment, and which right to ask for; null if nothing does. */
  readonly advice: string | null;
}
