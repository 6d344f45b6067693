import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DistinguishedNameError,
  distinguishedNameKey,
  escapeValue,
  isAtOrBelow,
  leafValue,
  parentName,
  parseDistinguishedName,
} from '../../../shared/directory/distinguished-name.ts';

const one = (type: string, value: string) => [{ type, value }];

describe('a distinguished name is read as RFC 4514 writes it', () => {
  test.each([
    ['', []],
    ['CN=EX01,DC=corp,DC=example', [one('CN', 'EX01'), one('DC', 'corp'), one('DC', 'example')]],
    ['CN=Bolts\\, Nuts,O=x', [one('CN', 'Bolts, Nuts'), one('O', 'x')]],
    ['CN=a\\+b\\=c\\"d\\"\\\\e', [one('CN', 'a+b=c"d"\\e')]],
    ['CN=Z\\C3\\BCrich\\2C HQ,O=x', [one('CN', 'Zürich, HQ'), one('O', 'x')]],
    ['CN="Bolts, Nuts + more",O=x', [one('CN', 'Bolts, Nuts + more'), one('O', 'x')]],
    [
      'CN=a+OU=b,O=x',
      [
        [
          { type: 'CN', value: 'a' },
          { type: 'OU', value: 'b' },
        ],
        one('O', 'x'),
      ],
    ],
    ['CN = spaced out  , O = x ', [one('CN', 'spaced out'), one('O', 'x')]],
    ['CN=\\ keep both\\ ,O=x', [one('CN', ' keep both '), one('O', 'x')]],
    ['CN=hex space\\20,O=x', [one('CN', 'hex space '), one('O', 'x')]],
    ['CN=hex space\\20 ,O=x', [one('CN', 'hex space '), one('O', 'x')]],
    ['CN=,O=x', [one('CN', ''), one('O', 'x')]],
    ['CN=a;O=x', [one('CN', 'a'), one('O', 'x')]],
    ['CN=del\\0ADEL:1b4e,O=x', [one('CN', 'del\nDEL:1b4e'), one('O', 'x')]],
    ['2.5.4.3=#0402,O=x', [one('2.5.4.3', '#0402'), one('O', 'x')]],
    ['CN=Überlingen 漢字 🚢', [one('CN', 'Überlingen 漢字 🚢')]],
  ])('%j', (text, steps) => {
    expect(parseDistinguishedName(text)).toEqual(steps);
  });

  test.each(['EX01', 'CN=a,', ',CN=a', 'CN=a,,CN=b', 'CN="a', 'CN="a"b', 'CN=a\\', '=a', '9x=a', 'CN=a"b'])(
    '%j is refused',
    (text) => {
      expect(() => parseDistinguishedName(text)).toThrow(DistinguishedNameError);
    },
  );
});

describe('two spellings of one name have one key', () => {
  test.each([
    ['CN=EX01,DC=Corp', 'cn=ex01, dc=corp'],
    ['CN=Bolts\\, Nuts,O=x', 'CN="Bolts, Nuts",O=x'],
    ['CN=Bolts\\2C Nuts,O=x', 'CN=Bolts\\, Nuts,O=x'],
    ['CN=a+OU=b,O=x', 'OU=b+CN=a,O=x'],
  ])('%j is %j', (first, other) => {
    expect(distinguishedNameKey(first)).toBe(distinguishedNameKey(other));
  });

  test('a comma inside a value is no border between steps', () => {
    expect(distinguishedNameKey('CN=a\\,CN=b')).not.toBe(distinguishedNameKey('CN=a,CN=b'));
  });

  test('text that is no name is still a key', () => {
    expect(distinguishedNameKey('Not A Name')).toBe('not a name');
  });
});

describe('the name above', () => {
  test.each([
    ['CN=1,CN=SMTP,O=x', 'CN=SMTP,O=x'],
    ['CN=a\\,b, O=x', 'O=x'],
    ['CN="a,b",O=x', 'O=x'],
    ['O=x', null],
    ['', null],
  ])('of %j is %j', (text, above) => {
    expect(parentName(text)).toBe(above);
  });
});

test('the leaf of a name is the unescaped value of its own step, of anything else the whole text', () => {
  expect(['CN=Bolts\\, Nuts,O=x', 'CN=a+OU=b,O=x', 'no name', ''].map(leafValue)).toEqual([
    'Bolts, Nuts',
    'a',
    'no name',
    '',
  ]);
});

test('a name is at or below itself, its ancestors and the empty name, not below a name that merely ends alike', () => {
  expect([
    isAtOrBelow('cn=a,o=x', 'cn=a,o=x'),
    isAtOrBelow('cn=a,o=x', 'o=x'),
    isAtOrBelow('cn=a,o=x', ''),
    isAtOrBelow('cn=a,oo=x', 'o=x'),
    isAtOrBelow('o=x', 'cn=a,o=x'),
  ]).toEqual([true, true, true, false, false]);
});

test('a name that is written plainly has the key of its other spellings', () => {
  const step = fc.stringMatching(/^[A-Za-z0-9äß -]{1,6}$/).filter((value) => value.trim() === value);
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (values) => {
      const spelt = (prefix: string) => values.map((value) => `CN=${prefix}${value}`).join(',');
      expect(distinguishedNameKey(spelt(''))).toBe(distinguishedNameKey(spelt(' ')));
    }),
  );
});

test('any value survives being escaped into a name and read back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 4 }),
      (values) => {
        const text = values.map((value) => `CN=${escapeValue(value)}`).join(',');
        expect(parseDistinguishedName(text)).toEqual(values.map((value) => one('CN', value)));
      },
    ),
    { numRuns: 2_000 },
  );
});
