import { Ber, BerReader, PagedResultsControl, ProtocolOperation } from 'ldapts';

import { MalformedMessageError } from './message-frames.ts';

/** Tag of a SEQUENCE. */
export const sequence = Ber.Sequence | Ber.Constructor;

/** One control of a message (RFC 4511 section 4.1.11). */
export interface MessageControl {
  readonly type: string;
  readonly critical: boolean;
  /** Null if it has none; a part of the message, not a copy. */
  readonly value: Buffer | null;
}

/** Content of the paged results control (RFC 2696 section 2). */
export interface Paging {
  /** Of a request the entries wanted, of a response the server's estimate of all. */
  readonly size: number;
  /** Empty before the first page and after the last. */
  readonly cookie: Buffer;
}

/** What a reader read. Throws {@link MalformedMessageError} for null, which is how ldapts' reader says that there is nothing more. */
export function required<T>(value: T | null): T {
  if (value === null) throw new MalformedMessageError('A message ends before its end.');
  return value;
}

/** Goes into an element of many parts and returns the offset of its end. Throws if another one stands there. */
export function enter(reader: BerReader, tag: number): number {
  required(reader.readSequence(tag));
  return reader.offset + reader.length;
}

/** Reads octet strings up to the offset `end`, as text. */
export function readStrings(reader: BerReader, end: number): readonly string[] {
  const strings: string[] = [];
  while (reader.offset < end) strings.push(required(reader.readString()));
  return strings;
}

/** Reads the controls of a message; the reader stands behind the operation. Throws if they cannot be read. */
export function readControls(reader: BerReader): readonly MessageControl[] {
  if (reader.peek() !== ProtocolOperation.LDAP_CONTROLS) return [];
  const controls: MessageControl[] = [];
  for (const end = enter(reader, ProtocolOperation.LDAP_CONTROLS); reader.offset < end;) {
    const controlEnd = enter(reader, sequence);
    const type = required(reader.readString());
    const critical =
      reader.offset < controlEnd && reader.peek() === Ber.Boolean && reader.readBoolean() === true;
    const value = reader.offset < controlEnd ? required(reader.readString(Ber.OctetString, true)) : null;
    controls.push({ type, critical, value });
  }
  return controls;
}

/**
 * Size and cookie of the paged results control; null if it is not among the controls. Not with ldapts' PagedResultsControl, for
 * which a value without a cookie has an empty one, that is, stands for the last page. Throws {@link MalformedMessageError} for it.
 */
export function readPaging(controls: readonly MessageControl[]): Paging | null {
  const control = controls.find(({ type }) => type === PagedResultsControl.type);
  if (control === undefined) return null;
  const value = control.value ?? Buffer.alloc(0);
  const reader = new BerReader(value);
  const end = enter(reader, sequence);
  const size = required(reader.readInt());
  const cookie = required(reader.readString(Ber.OctetString, true));
  if (end !== value.length || reader.offset !== end)
    throw new MalformedMessageError('The paging control cannot be read.');
  return { size, cookie: Buffer.from(cookie) };
}
