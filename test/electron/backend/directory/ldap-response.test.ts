import { describe, expect, test } from 'vitest';

import { decodeResponse } from '../../../../electron/backend/directory/ldap-response.ts';
import { berOf, octetString, smallInteger } from '../../../support/ber.ts';

describe('A message of a server', () => {
  test('joins the values of an attribute that comes twice', () => {
    const attributes = [attributeOf('cn', 'a', 'b'), attributeOf('sn', 'x'), attributeOf('cn', 'c')];
    expect(decodeResponse(entryMessageOf(attributes))).toEqual({
      kind: 'entry',
      messageId: 1,
      entry: {
        distinguishedName: 'CN=1',
        attributes: new Map([
          ['cn', [octets('a'), octets('b'), octets('c')]],
          ['sn', [octets('x')]],
        ]),
      },
    });
  });

  test('is read in a time that grows with its size, however often it repeats an attribute', () => {
    const repeated = Array.from({ length: 200_000 }, () => attributeOf('cn', 'x'));
    const response = decodeResponse(entryMessageOf(repeated));
    if (response.kind !== 'entry') throw new Error('It is no entry.');
    expect(response.entry.attributes.get('cn')).toHaveLength(200_000);
  });

  test('loses the NULs at the end of its diagnostic only, however many it has', () => {
    const inside = `${'\0'.repeat(1_000_000)}busy`;
    const ended = [smallInteger(51, 0x0a), octetString(''), octetString(`${inside}\0\0`)];
    expect(decodeResponse(berOf(0x30, [smallInteger(1), berOf(0x65, ended)]))).toEqual({
      kind: 'result',
      messageId: 1,
      operation: 0x65,
      result: { resultCode: 51, diagnostic: inside, referrals: [] },
      cookie: null,
      serverCredentials: null,
    });
  });
});

function entryMessageOf(attributes: readonly Buffer[]): Buffer {
  const entry = [octetString('CN=1'), berOf(0x30, attributes)];
  return berOf(0x30, [smallInteger(1), berOf(0x64, entry)]);
}

function attributeOf(name: string, ...values: readonly string[]): Buffer {
  return berOf(0x30, [octetString(name), berOf(0x31, values.map(octetString))]);
}

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
