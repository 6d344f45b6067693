import { describe, expect, test } from 'vitest';

import { largestEntryOctets, longestLineOctets, mostValuesOfEntry } from '../../../shared/ldif/limits.ts';
import { readAll, utf8 } from './read-all.ts';

/** Octets without an end, made as they are asked for. */
class EndlessFile {
  delivered = 0;
  readonly #chunks: { readonly begin: Uint8Array; readonly repeated: Uint8Array };

  constructor(begin: string, repeated: string) {
    this.#chunks = { begin: utf8(begin), repeated: utf8(repeated) };
  }

  *chunks(): Generator<Uint8Array> {
    const { begin, repeated } = this.#chunks;
    yield begin;
    for (;;) {
      this.delivered += repeated.length;
      yield repeated;
    }
  }
}

const kilobyte = 'x'.repeat(1024);
const chunk = 64;

describe('bounds', () => {
  test.each([
    {
      story: 'a line without an end',
      file: new EndlessFile('dn: CN=1\ndescription: ', kilobyte.repeat(chunk)),
      bound: longestLineOctets,
      message: 'Line 2 of the file is longer than 16 MiB.',
    },
    {
      story: 'a line that is continued without an end',
      file: new EndlessFile('dn: CN=1\ndescription: x\n', ` ${kilobyte}\n`.repeat(chunk)),
      bound: longestLineOctets * 1.01,
      message: 'Line 2 of the file is longer than 16 MiB.',
    },
    {
      story: 'a comment without an end',
      file: new EndlessFile('# ', kilobyte.repeat(chunk)),
      bound: longestLineOctets,
      message: 'Line 1 of the file is longer than 16 MiB.',
    },
    {
      story: 'an entry of very many values',
      file: new EndlessFile('dn: CN=1\n', 'member: x\n'.repeat(1000)),
      bound: mostValuesOfEntry * 'member: x\n'.length,
      message: 'Line 100001 of the file goes beyond 100000 values in the entry of line 1.',
    },
    {
      story: 'a very large entry',
      file: new EndlessFile('dn: CN=1\n', `description: ${kilobyte.repeat(chunk)}\n`),
      bound: largestEntryOctets * 1.01,
      message: 'Line 1025 of the file goes beyond 64 MiB in the entry of line 1.',
    },
  ])('$story is refused at the bound, without reading on', async ({ file, bound, message }) => {
    const failure: unknown = await readAll(file.chunks()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ldif-too-large', message: expect.stringContaining(message) });
    expect(file.delivered).toBeLessThan(bound + 2 * chunk * 1024);
  });

  test('very small pieces of a long line are put together in linear time', async () => {
    const pieces = 400_000;
    const { entries } = await readAll([utf8(`dn: CN=1\ncn: x\n${' y\n'.repeat(pieces)}\n`)]);
    expect(entries.map(({ attributes }) => attributes['cn']?.[0]?.length)).toEqual([pieces + 1]);
  });
});
