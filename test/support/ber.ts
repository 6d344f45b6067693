/** One BER element: its tag, its length in four octets as Active Directory writes it, its content. */
export function berOf(tag: number, content: readonly Buffer[]): Buffer {
  const header = Buffer.from([tag, 0x84, 0, 0, 0, 0]);
  header.writeUInt32BE(
    content.reduce((length, part) => length + part.length, 0),
    2,
  );
  return Buffer.concat([header, ...content]);
}

/** An octet string, of text in UTF-8. */
export function octetString(value: string | Uint8Array): Buffer {
  return berOf(0x04, [Buffer.from(value)]);
}

/** A number of at most 127. */
export function smallInteger(value: number, tag = 0x02): Buffer {
  return Buffer.from([tag, 0x01, value]);
}
