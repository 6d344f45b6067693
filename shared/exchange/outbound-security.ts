/**
 * msExchSmtpOutboundSecurityFlag, decoded. Bit 0x4 is documented (RequireTLS of the later management code, SMTP_SSL of the
 * IIS metabase); the authentication bits are inferred from the metabase's RouteAction layout and no Microsoft text lists them,
 * so what they say is always shown as inferred.
 */
const tlsBit = 0x4;
const saslBit = 0x8;
const ntlmBit = 0x80;
const clearTextBit = 0x100;
const kerberosBit = 0x200000;
export const authenticationBits = saslBit | ntlmBit | clearTextBit | kerberosBit;

export type Authentication = 'anonymous' | 'basic' | 'integrated_windows' | 'authenticated' | 'unknown';

export type UnknownReason = 'not-read' | 'absent' | 'no-access' | 'malformed';

export type OutboundSecurity =
  | {
      readonly kind: 'known';
      /** The whole flag, 0 to 2^31 - 1. */
      readonly flag: number;
      readonly tls: boolean;
      /** `anonymous` if no bit but TLS is set; `basic` and `integrated_windows` are inferred; `unknown` with unrecognised bits. */
      readonly authentication: Authentication;
      /** The bits outside TLS and authentication. */
      readonly unknownBits: number;
    }
  | { readonly kind: 'unknown'; readonly why: UnknownReason };

/** What was observed of one object that may carry the flag. */
export interface FlagObservation {
  /** False if the object itself was never delivered: it is known only because another names it. */
  readonly read: boolean;
  /** Values of msExchSmtpOutboundSecurityFlag, exactly as read. */
  readonly flagValues: readonly string[];
  /** Whether msExchServerBindings came, which setup always writes: without it the account probably may not read. */
  readonly hasBindings: boolean;
}

/** Decodes the flag as read. Anything but one decimal integer from 0 to 2^31 - 1 of at most ten digits is `malformed`. */
export function decodeOutboundSecurity(observation: FlagObservation): OutboundSecurity {
  if (!observation.read) return { kind: 'unknown', why: 'not-read' };
  const [text, ...more] = observation.flagValues;
  if (text === undefined) return { kind: 'unknown', why: observation.hasBindings ? 'absent' : 'no-access' };
  if (more.length > 0 || !/^-?\d{1,10}$/.test(text)) return { kind: 'unknown', why: 'malformed' };
  const flag = Number(text);
  if (flag < 0 || Object.is(flag, -0) || flag > 0x7fffffff) return { kind: 'unknown', why: 'malformed' };
  const unknownBits = flag & ~(tlsBit | authenticationBits);
  return {
    kind: 'known',
    flag,
    tls: (flag & tlsBit) !== 0,
    authentication: authenticationOf(flag, unknownBits),
    unknownBits,
  };
}

function authenticationOf(flag: number, unknownBits: number): Authentication {
  if (unknownBits !== 0) return 'unknown';
  if ((flag & authenticationBits) === 0) return 'anonymous';
  const basic = (flag & clearTextBit) !== 0;
  const integrated = (flag & (ntlmBit | kerberosBit)) !== 0;
  if (basic === integrated) return 'authenticated';
  return basic ? 'basic' : 'integrated_windows';
}
