import type { Args } from '../../shared/contract.ts';
import type { ChannelChoice, SignInChoice } from '../../shared/directory/connection.ts';
import type { DomainControllerCandidate } from '../../shared/directory/discovery.ts';
import type { KeptConnection } from '../preferences.ts';
import type { Connection } from '../store.ts';
import { parsePort } from './port.ts';

/** All that is sent to reach a domain controller and to sign in. */
export type ConnectionTarget = Args<'connection.test'>;

/** What the form holds beside what outlives it. */
export interface Secrets {
  readonly password: string;
  /** Whether TLS 1.0 is accepted, where the channel has any. */
  readonly legacyTls: boolean;
}

/** The channels as the assessor chooses among them: what each does, and what it protects. */
export const channelTexts: Readonly<
  Record<ChannelChoice, { readonly name: string; readonly explanation: string }>
> = {
  automatic: {
    name: 'Automatic (encrypted)',
    explanation:
      'Uses LDAPS if the certificate can be verified, else Windows sign-in (NTLM), which encrypts by itself. The password never crosses the network readable.',
  },
  sealed: {
    name: 'Windows sign-in, encrypted (NTLM)',
    explanation:
      'Signs in on the usual port as Windows does, then encrypts and signs everything. It needs no certificate, and the password itself is never sent.',
  },
  ldaps: {
    name: 'LDAPS',
    explanation:
      'Encrypts with TLS from the first word. The certificate is verified before anything is sent, so that nobody else can pose as the domain controller.',
  },
  'start-tls': {
    name: 'StartTLS',
    explanation:
      'Turns the usual port over to TLS before anyone signs in. The certificate is verified first, so that nobody else can pose as the domain controller.',
  },
  'clear-text': {
    name: 'Without encryption',
    explanation:
      'Protects nothing: whoever is on the way can read the password and change every answer. Hopcheck asks before it sends the password, and the evidence says so.',
  },
};

/** The ways to sign in inside TLS. */
export const signInTexts: Readonly<Record<SignInChoice, string>> = {
  automatic: 'Automatic',
  ntlm: 'Windows sign-in (NTLM)',
  simple: 'Name and password',
};

/** The port that a channel uses if none is typed; null for Automatic, which needs two. */
export function usualPort(channel: ChannelChoice): number | null {
  if (channel === 'automatic') return null;
  return channel === 'ldaps' ? 636 : 389;
}

/** Whether the channel is TLS and nothing else: then the way to sign in and the age of TLS can be chosen. */
export function isTlsOnly(channel: ChannelChoice): boolean {
  return channel === 'ldaps' || channel === 'start-tls';
}

/** The form as it is sent, without consent to clear text; null if the port is none. */
export function connectionTarget(
  { host, port, dnsServer, channel, signIn, account }: Connection,
  { password, legacyTls }: Secrets,
): ConnectionTarget | null {
  const portNumber = channel === 'automatic' ? null : parsePort(port);
  if (portNumber === undefined) return null;
  return {
    host: host.trim(),
    port: portNumber,
    dnsServer: textOrNull(dnsServer),
    channel,
    signIn: isTlsOnly(channel) ? signIn : 'automatic',
    legacyTls: legacyTls && isTlsOnly(channel),
    clearTextConsent: false,
    account: account.trim(),
    password,
  };
}

/** True if two attempts send the same, with or without consent. */
export function isSameTarget(one: ConnectionTarget, other: ConnectionTarget): boolean {
  const [a, b] = [one, other].map((target) => JSON.stringify({ ...target, clearTextConsent: false }));
  return a === b;
}

/** What choosing another channel changes: the port of LDAP is none of LDAPS, nor the other way round. */
export function chooseChannel(current: Connection, channel: ChannelChoice): Partial<Connection> {
  return usualPort(channel) === usualPort(current.channel) ? { channel } : { channel, port: '' };
}

/**
 * What choosing a domain controller that was found changes. Automatic knows only the usual ports, so one that listens
 * elsewhere is reached by Windows sign-in; its port is the one of LDAP, of no use to LDAPS.
 */
export function chooseCandidate(
  { channel }: Connection,
  { host, port }: DomainControllerCandidate,
): Partial<Connection> {
  if (channel === 'ldaps') return { host };
  if (port === 389) return { host, port: '' };
  return { host, port: String(port), channel: channel === 'automatic' ? 'sealed' : channel };
}

/** What is remembered of it across starts. */
export function keptConnection({ domain, dnsServer, host, channel, port }: Connection): KeptConnection {
  return {
    domain: domain.trim(),
    dnsServer: dnsServer.trim(),
    host: host.trim(),
    channel,
    port: port.trim(),
  };
}

/** The text without its edges; null if nothing is left. */
export function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
