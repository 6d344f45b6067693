import type { CertificateRefusal } from './directory/certificate.ts';

/**
 * Every way in which a request can fail, by the word that tests, logs and the interface know it by.
 * The message of an {@link AppError} is safe to show and says what to do; `detail` is for the log and the "details" fold.
 */
export type ErrorCode =
  | 'bad-request'
  | 'internal'
  // another window has taken the place of the one that asked
  | 'window-superseded'
  // data folder
  | 'data-folder-in-use'
  | 'data-folder-unwritable'
  | 'data-folder-full'
  | 'data-from-newer-version'
  | 'data-damaged'
  | 'not-found'
  | 'assessment-completed'
  | 'assessment-busy'
  | 'justification-required'
  | 'decided-since'
  | 'undecided-remain'
  | 'not-comparable'
  // bundles
  | 'bundle-unreadable'
  | 'bundle-changed'
  | 'bundle-too-large'
  | 'bundle-from-newer-version'
  // directory
  | 'host-invalid'
  | 'global-catalog-port'
  | 'host-unknown'
  | 'connection-refused'
  | 'connection-timeout'
  | 'connection-lost'
  | 'certificate-untrusted'
  | 'certificate-changed'
  | 'authority-unreadable'
  | 'tls-failed'
  | 'clear-text-consent-required'
  | 'account-form'
  | 'password-empty'
  | 'sign-in-not-offered'
  | 'sign-in-failed'
  | 'directory-refused'
  | 'protocol-error'
  | 'integrity-lost'
  | 'exchange-not-found'
  | 'several-organizations'
  // LDIF
  | 'file-unreadable'
  | 'ldif-empty'
  | 'ldif-not-text'
  | 'ldif-syntax'
  | 'ldif-too-large'
  | 'ldif-url-refused'
  | 'cancelled';

/** What a failure looks like on the wire: an error without its stack. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: string;
  /** With `certificate-untrusted` and `certificate-changed`: what was presented, to be compared. */
  readonly certificate?: CertificateRefusal;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly certificate: CertificateRefusal | undefined;

  constructor(code: ErrorCode, message: string, detail?: string, certificate?: CertificateRefusal) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.certificate = certificate;
  }

  /** The error that a failure was, on the other side of a wire. */
  static from({ code, message, detail, certificate }: Failure): AppError {
    return new AppError(code, message, detail, certificate);
  }
}

/** The failure to show for whatever was thrown: an AppError as it is, anything else as `internal` with its text as detail only. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof AppError) {
    const { code, message, detail, certificate } = thrown;
    return {
      code,
      message,
      ...(detail === undefined ? {} : { detail }),
      ...(certificate === undefined ? {} : { certificate }),
    };
  }
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: 'internal',
    message:
      'Hopcheck met an error that it did not expect. Nothing that was saved is lost: try again, and report the detail if it returns.',
    detail,
  };
}

/** Makes a forgotten case of a union a compile error, and an impossible value a loud one. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
