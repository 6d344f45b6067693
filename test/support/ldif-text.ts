import type { DirectoryEntry } from '../../shared/directory/entry.ts';

/** Entries as an LDIF file, every value in base64, so that any text survives. */
export function ldifOf(entries: readonly DirectoryEntry[]): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const blocks = entries.map(({ distinguishedName, attributes }) => [
    `dn:: ${base64(distinguishedName)}`,
    ...Object.entries(attributes).flatMap(([name, values]) =>
      values.map((value) => `${name}:: ${base64(value)}`),
    ),
    '',
  ]);
  return ['version: 1', '', ...blocks.flat(), ''].join('\n');
}
