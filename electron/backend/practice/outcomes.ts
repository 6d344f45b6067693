import type { Outcome } from './answers.ts';

/** Refusals in the words of an Active Directory domain controller of Windows Server 2003. */
export const outcomes = {
  notSignedIn: {
    resultCode: 1,
    diagnostic:
      '00000000: LdapErr: DSID-0C090627, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, vece',
  },
  malformed: {
    resultCode: 2,
    diagnostic: '00000057: LdapErr: DSID-0C0C0095, comment: Error decoding ldap message, data 0, vece',
  },
  unknownRequest: {
    resultCode: 2,
    diagnostic: '0000203D: LdapErr: DSID-0C090C7D, comment: Unknown extended request OID, data 0, vece',
  },
  sizeLimitExceeded: { resultCode: 4, diagnostic: '' },
  saslNotOffered: {
    resultCode: 7,
    diagnostic: '00002027: LdapErr: DSID-0C090420, comment: AuthMethodNotSupported, data 0, vece',
  },
  unknownControl: {
    resultCode: 12,
    diagnostic: '00000057: LdapErr: DSID-0C09068F, comment: Error processing control, data 0, vece',
  },
  wrongCredentials: {
    resultCode: 49,
    diagnostic: '80090308: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data 52e, vece',
  },
  tooManyConnections: {
    resultCode: 51,
    diagnostic: '00002024: SvcErr: DSID-0C0C0102, problem 5001 (BUSY), data 0',
  },
  noTls: {
    resultCode: 52,
    diagnostic: '00000000: LdapErr: DSID-0C090E09, comment: Error initializing SSL/TLS, data 0, vece',
  },
  unwilling: {
    resultCode: 53,
    diagnostic: '00002035: SvcErr: DSID-031A0F44, problem 5003 (WILL_NOT_PERFORM), data 0',
  },
  failed: {
    resultCode: 80,
    diagnostic: '000020EF: SvcErr: DSID-0C0C0000, problem 5012 (DIR_ERROR), data 0',
  },
} as const satisfies Readonly<Record<string, Outcome>>;

/** The answer for a name that leads nowhere; `bestMatch` is the nearest name above it that exists. */
export function noSuchObject(bestMatch: string): Outcome {
  return {
    resultCode: 32,
    diagnostic: `0000208D: NameErr: DSID-031001CD, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${bestMatch}'\n`,
    matchedName: bestMatch,
  };
}
