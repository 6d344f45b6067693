import { BerReader, ProtocolOperation } from 'ldapts';
import type { Outcome } from '../../electron/backend/practice/answers.ts';
import { berOf, octetString, smallInteger } from './ber.ts';

const serverCredentialsTag = 0x87;

/** The token in a request to bind by SASL (RFC 4511 section 4.2). */
export function tokenOf(request: Buffer): Buffer {
  const reader = new BerReader(request);
  reader.readSequence();
  reader.readInt();
  reader.readSequence(ProtocolOperation.LDAP_REQ_BIND);
  reader.readInt();
  reader.readString();
  reader.readSequence(ProtocolOperation.LDAP_REQ_BIND_SASL);
  reader.readString();
  return Buffer.from(reader.readString(4, true) ?? []);
}

/** The answer to such a request, with a token for the client if there is one. */
export function bindAnswer(
  messageId: number,
  { resultCode, diagnostic }: Outcome,
  token: Buffer | null,
): Buffer {
  const result = [smallInteger(resultCode, 0x0a), octetString(''), octetString(diagnostic)];
  const credentials = token === null ? [] : [berOf(serverCredentialsTag, [token])];
  return berOf(0x30, [
    smallInteger(messageId),
    berOf(ProtocolOperation.LDAP_RES_BIND, [...result, ...credentials]),
  ]);
}
