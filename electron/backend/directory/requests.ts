import { BerWriter, ProtocolOperation } from 'ldapts';

const version = 3;
/** Context tag of a SASL mechanism in a BindRequest (RFC 4511 section 4.2). */
const saslTag = 0xa3;
const octetStringTag = 0x04;
/** Context tag of the name in an ExtendedRequest (RFC 4511 section 4.12). */
const requestNameTag = 0x80;
/** Object identifier of StartTLS (RFC 4511 section 4.14). */
const startTlsName = '1.3.6.1.4.1.1466.20037';

/** One step of a SASL sign-in. Not with ldapts' BindRequest, which takes tokens for text and so damages them. */
export function saslBindRequest(messageId: number, mechanism: string, token: Buffer): Buffer {
  return message(messageId, ProtocolOperation.LDAP_REQ_BIND, (writer) => {
    writer.writeInt(version);
    writer.writeString('');
    writer.startSequence(saslTag);
    writer.writeString(mechanism);
    writer.writeBuffer(token, octetStringTag);
    writer.endSequence();
  });
}

/** Asks to go on by TLS. */
export function startTlsRequest(messageId: number): Buffer {
  return message(messageId, ProtocolOperation.LDAP_REQ_EXTENSION, (writer) =>
    writer.writeString(startTlsName, requestNameTag),
  );
}

function message(messageId: number, operation: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(operation);
  write(writer);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}
