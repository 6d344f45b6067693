/** What protects every message of a connection once the sign-in is done (RFC 4422 section 3.7). */
export interface MessageProtection {
  /** Encrypts and signs one piece of the stream. */
  wrap(message: Buffer): Buffer;
  /** Throws {@link SecurityError} for a piece that was altered, or is not the next one. */
  unwrap(token: Buffer): Buffer;
}

/**
 * The client's side of one SASL sign-in. This is the seam at which another one, such as Kerberos or the session of the
 * person who is signed in to Windows, can take the place of NTLM.
 */
export interface SecurityContext {
  /** Name of the SASL mechanism, such as `GSS-SPNEGO`. */
  readonly mechanism: string;
  /** The token that answers the server's; null begins. Throws {@link SecurityError} for a token that cannot be answered safely. */
  step(challenge: Buffer | null): Buffer;
  /** Takes what came with the server's consent. Throws {@link SecurityError} if it proves that something was altered. */
  finish(token: Buffer | null): void;
  /** Protects what follows; null inside TLS. Only of use after {@link finish}. */
  readonly protection: MessageProtection | null;
}

/** A token that is not what it must be: altered on the way, cut short, or from a server that offers too little. */
export class SecurityError extends Error {
  override readonly name: string = 'SecurityError';
}

/** A server that can be understood, but does not take part in this sign-in, or offers less than makes it safe. */
export class SignInNotPossibleError extends SecurityError {
  override readonly name = 'SignInNotPossibleError';
}
