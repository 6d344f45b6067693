import { readFile } from 'node:fs/promises';

import { decodeEntry } from '../../shared/directory/decode-entry.ts';
import { distinguishedNameKey, isAtOrBelow } from '../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import { walkAttributes } from '../../shared/exchange/attributes.ts';
import { readLdif } from '../../shared/ldif/ldif-reader.ts';

const file = new URL('../../build/practice-organization.ldif', import.meta.url);

/** `CN=Microsoft Exchange` of the practice organisation. */
export const practiceContainer =
  'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example' as const;

/** The practice organisation in LDIF, without the version line, which not every reader of LDIF takes. */
export async function practiceLdif(): Promise<string> {
  return (await readFile(file, 'utf8')).replace(/^version: 1\n/, '');
}

/** What a walk must find of the practice organisation: by the key of its name, the attributes of each object that Hopcheck asks for. */
export async function practiceEntries(): Promise<Readonly<Record<string, unknown>>> {
  const entries: DirectoryEntry[] = [];
  const container = distinguishedNameKey(practiceContainer);
  for await (const record of readLdif([await readFile(file)])) {
    if (record.kind !== 'entry') continue;
    if (!isAtOrBelow(distinguishedNameKey(record.entry.distinguishedName), container)) continue;
    entries.push(decodeEntry(record.entry, walkAttributes).entry);
  }
  return attributesByName(entries);
}

/** Servers spell names and order objects in their own way, so objects are compared under the keys of their names. */
export function attributesByName(entries: readonly DirectoryEntry[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entries.map(({ distinguishedName, attributes }) => [distinguishedNameKey(distinguishedName), attributes]),
  );
}
