import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeBase64 } from '../../../shared/ldif/base64.ts';

function decoded(text: string): number[] | null {
  const octets = decodeBase64(new TextEncoder().encode(text));
  return octets === null ? null : [...octets];
}

describe('strict base64', () => {
  test('reads what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (octets) => {
        expect(decoded(Buffer.from(octets).toString('base64'))).toEqual([...octets]);
      }),
    );
  });

  test.each([
    ['no padding', 'QQ'],
    ['a single character', 'Q'],
    ['padding alone', '===='],
    ['too much padding', 'Q==='],
    ['padding in the middle', 'QQ==QQ=='],
    ['a space', 'QUI '],
    ['a line end', 'QUJD\n'],
    ['a character of the URL alphabet', 'QU_D'],
    ['left-over bits', 'QR=='],
    ['a character that is not ASCII', 'QUäD'],
  ])('refuses %s', (_, text) => {
    expect(decoded(text)).toBeNull();
  });
});
