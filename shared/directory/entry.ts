/** One directory object as a source delivers it: names as received, values as octets. */
export interface RawEntry {
  readonly distinguishedName: string;
  readonly attributes: ReadonlyMap<string, readonly Uint8Array[]>;
}

/**
 * One directory object as Hopcheck keeps it: the evidence. Keys are attribute names in the spelling of the schema;
 * values are text exactly as read (octet strings as lower-case hexadecimal). An attribute that was not delivered has no key.
 */
export interface DirectoryEntry {
  readonly distinguishedName: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** Values of one attribute; an empty list if it was not delivered. */
export function valuesOf(entry: DirectoryEntry, attribute: string): readonly string[] {
  return Object.hasOwn(entry.attributes, attribute) ? (entry.attributes[attribute] ?? []) : [];
}

/** First value of one attribute, or undefined if it was not delivered. */
export function valueOf(entry: DirectoryEntry, attribute: string): string | undefined {
  return valuesOf(entry, attribute)[0];
}
