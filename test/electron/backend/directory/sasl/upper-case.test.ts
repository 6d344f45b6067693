import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { upperCase } from '../../../../../electron/backend/directory/sasl/upper-case.ts';

describe('The capital that Windows knows of', () => {
  test.each([
    ['a', 'A'],
    ['é', 'É'],
    ['ÿ', 'Ÿ'],
    ['ǆ', 'Ǆ'],
    ['ə', 'Ə'],
    ['σ', 'Σ'],
    ['я', 'Я'],
    ['ա', 'Ա'],
    ['ⴀ', 'Ⴀ'],
    ['ᾀ', 'ᾈ'],
    ['ῃ', 'ῌ'],
    ['ⅷ', 'Ⅷ'],
    ['ｚ', 'Ｚ'],
  ])('%s is %s', (letter, capital) => {
    expect(upperCase(`1${letter}-${letter}`)).toBe(`1${capital}-${capital}`);
  });

  // Other programs make two letters of some, ASCII letters of others, and know capitals that came later.
  test.each([...'ßıſµŉǰςϐϑẛﬀΐǅაꭰԥɒ', '𐐨', '\ud801', '\udc28', '', 'A1_'])('%j is itself', (text) => {
    expect(upperCase(text)).toBe(text);
  });

  test('is that of the published table, for every UTF-16 unit', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => upperCase(String.fromCharCode(unit)));
    const table = Buffer.from(units.join(''), 'utf16le');
    expect(createHash('sha256').update(table).digest('hex')).toBe(
      '41c26bc7a12bdaeb26025c93118697c7e3ef81ee048b00fe5cce2a472e0e0742',
    );
  });
});
