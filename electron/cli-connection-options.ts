import {
  channelChoices,
  signInChoices,
  type ChannelChoice,
  type SignInChoice,
} from '../shared/directory/connection.ts';
import type { Args } from '../shared/contract.ts';
import { usage, type OptionName, type Values } from './cli-options.ts';

/** Which domain controller to reach and as whom: all but the password, which is never an argument. */
export interface ConnectionChoice {
  readonly target: Omit<Args<'connection.test'>, 'password'>;
  /** A file whose authorities to trust from now on; null for none. */
  readonly authorityFile: string | null;
  /** SHA-256 fingerprint (`AA:BB:...`) of the one certificate to trust for the host; null for none. */
  readonly certificate: string | null;
}

/** The options that {@link connectionOf} understands. */
export const connectionOptions = [
  'host',
  'port',
  'account',
  'channel',
  'sign-in',
  'dns-server',
  'legacy-tls',
  'accept-clear-text',
  'trust-authority',
  'trust-certificate',
] as const satisfies readonly OptionName[];

/** Understands how to connect. Throws AppError `bad-request` for what is missing, wrong or without any effect. */
export function connectionOf(values: Values, host: string): ConnectionChoice {
  if (values.account === undefined) throw usage('--host needs --account: who signs in.');
  const channel = chosen('channel', values.channel, channelChoices);
  const signIn = chosen('sign-in', values['sign-in'], signInChoices);
  refuseIneffective(values, channel, signIn);
  return {
    target: {
      host,
      port: portOf(values.port),
      dnsServer: values['dns-server'] ?? null,
      channel,
      signIn,
      legacyTls: values['legacy-tls'] ?? false,
      clearTextConsent: values['accept-clear-text'] ?? false,
      account: values.account,
    },
    authorityFile: values['trust-authority'] ?? null,
    certificate: fingerprintOf(values['trust-certificate']),
  };
}

/** An option without effect would leave its user in the belief of more safety, or less, than there is. */
function refuseIneffective(values: Values, channel: ChannelChoice, signIn: SignInChoice): void {
  if (channel === 'automatic' && values.port !== undefined)
    throw usage('--port needs --channel: automatic tries two ports, and takes none of its own.');
  if (values['accept-clear-text'] && channel !== 'clear-text')
    throw usage('--accept-clear-text goes with --channel clear-text.');
  if (channel === 'sealed' && signIn === 'simple')
    throw usage('--channel sealed signs in by ntlm: there is no other way to encrypt without a certificate.');
  if (channel === 'clear-text' && signIn === 'ntlm')
    throw usage('--channel clear-text signs in by simple: ntlm goes with --channel sealed.');
  if (channel === 'automatic' && values['trust-certificate'] !== undefined)
    throw usage(
      '--trust-certificate goes with --channel ldaps or start-tls: automatic passes over a certificate that is not trusted.',
    );
  if (channel !== 'sealed' && channel !== 'clear-text') return;
  const ofTls = (['legacy-tls', 'trust-authority', 'trust-certificate'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (ofTls !== undefined)
    throw usage(`--${ofTls} does not go with --channel ${channel}, which is without TLS.`);
}

/** The first choice is the one that counts without a word. */
function chosen<Choice extends string>(
  name: OptionName,
  text: string | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (text === undefined) return choices[0];
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw usage(`--${name} ${text}: use one of ${choices.join(', ')}.`);
  return choice;
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw usage(`--port ${text}: a port is a number from 1 to 65535.`);
  return port;
}

function fingerprintOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const digits = text.trim().replaceAll(':', '').toUpperCase();
  if (/^[0-9A-F]{40}$/.test(digits))
    throw usage(
      '--trust-certificate: this is a SHA-1 thumbprint, which can be forged. Give the SHA-256 fingerprint.',
    );
  if (!/^[0-9A-F]{64}$/.test(digits))
    throw usage(
      '--trust-certificate: a SHA-256 fingerprint has 64 hexadecimal digits, with or without colons.',
    );
  return digits.replaceAll(/(..)(?!$)/g, '$1:');
}
