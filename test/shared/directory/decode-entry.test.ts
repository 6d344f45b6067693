import { describe, expect, test } from 'vitest';

import { decodeEntry } from '../../../shared/directory/decode-entry.ts';
import type { RawEntry } from '../../../shared/directory/entry.ts';

const wanted = ['objectGUID', 'cn', 'displayName', 'routingList', 'msExchSmtpOutboundSecurityFlag'];
const dn = 'CN=1,CN=SMTP';

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function raw(attributes: Readonly<Record<string, readonly Uint8Array[]>>): RawEntry {
  return { distinguishedName: dn, attributes: new Map(Object.entries(attributes)) };
}

function decodedAttributes(attributes: Readonly<Record<string, readonly Uint8Array[]>>): unknown {
  return decodeEntry(raw(attributes), wanted).entry.attributes;
}

describe('decoding an entry', () => {
  test('keeps the wanted attributes only, under the wanted spelling', () => {
    const entry = raw({ CN: [octets('1')], DISPLAYNAME: [octets('Zürich ✉')], description: [octets('x')] });
    expect(decodeEntry(entry, wanted)).toEqual({
      entry: { distinguishedName: dn, attributes: { cn: ['1'], displayName: ['Zürich ✉'] } },
      passwordDropped: false,
      valuesCut: false,
    });
  });

  test('tells an empty value and an attribute without values from one that was not delivered', () => {
    expect(decodedAttributes({ cn: [octets('')], displayName: [] })).toEqual({ cn: [''], displayName: [] });
  });

  test('joins the values that come under several spellings or options, in order', () => {
    const attributes = { cn: [octets('a'), octets('b')], 'CN;lang-de': [octets('c')], Cn: [octets('d')] };
    expect(decodedAttributes(attributes)).toEqual({ cn: ['a', 'b', 'c', 'd'] });
  });

  test('keeps octet strings as hexadecimal, even those that happen to be text', () => {
    expect(decodedAttributes({ objectguid: [octets('ABCDEFGHIJKLMNO\0')] })).toEqual({
      objectGUID: ['4142434445464748494a4b4c4d4e4f00'],
    });
  });

  test.each([
    ['octets that are not UTF-8', Uint8Array.of(0x31, 0xff), 'bytes 0x31ff'],
    ['an overlong digit', Uint8Array.of(0xc0, 0xb1), 'bytes 0xc0b1'],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), '\uFEFF1'],
    ['a digit', Uint8Array.of(0x31), '1'],
  ])('keeps %s without loss, so that nothing becomes a number that was none', (_, value, text) => {
    expect(decodedAttributes({ msExchSmtpOutboundSecurityFlag: [value] })).toEqual({
      msExchSmtpOutboundSecurityFlag: [text],
    });
  });

  test.each([
    'msExchSmtpOutboundSecurityPassword',
    'MSEXCHSMTPOUTBOUNDSECURITYPASSWORD',
    'msExchSmtpOutboundSecurityPassword;binary',
    'userPassword;range=0-5',
  ])('drops %s unread and says so, even if it is wanted', (name) => {
    const unreadable: readonly Uint8Array[] = new Proxy([], {
      get: () => {
        throw new Error('A password was looked at.');
      },
    });
    const entry = raw({ cn: [octets('1')], [name]: unreadable });
    expect(decodeEntry(entry, [...wanted, 'userPassword', 'msExchSmtpOutboundSecurityPassword'])).toEqual({
      entry: { distinguishedName: dn, attributes: { cn: ['1'] } },
      passwordDropped: true,
      valuesCut: false,
    });
  });

  test.each([
    { ranges: ['routingList;range=0-1'], cut: true },
    { ranges: ['routingList;range=0-*'], cut: false },
    { ranges: ['routingList;Range=0-1', 'routingList;range=2-*'], cut: false },
    { ranges: ['routingList', 'routingList;range=0-1'], cut: true },
    { ranges: ['routingList;range=0-1', 'routingList;range=3-*'], cut: true },
    { ranges: ['routingList;range=2-*'], cut: true },
    { ranges: ['description;range=0-1'], cut: false },
  ])('reports a wanted attribute that came in part: $ranges', ({ ranges, cut }) => {
    const entry = raw(Object.fromEntries(ranges.map((name, at) => [name, [octets(`${at}`)]])));
    const values = ranges.flatMap((name, at) => (name.startsWith('routing') ? [`${at}`] : []));
    expect(decodeEntry(entry, wanted)).toEqual({
      entry: { distinguishedName: dn, attributes: values.length === 0 ? {} : { routingList: values } },
      passwordDropped: false,
      valuesCut: cut,
    });
  });

  test.each([';x-', ';range='])(
    'takes no longer for a value because it comes in many parts (cn%s)',
    (option) => {
      const many = 200_000;
      const parts = Array.from(
        { length: many },
        (_, at) => [`cn${option}${at}-${at}`, [octets(`${at}`)]] as const,
      );
      const { entry } = decodeEntry({ distinguishedName: dn, attributes: new Map(parts) }, wanted);
      expect(entry.attributes['cn']).toHaveLength(many);
    },
  );

  test('is not impressed by names that mean something to JavaScript', () => {
    const hostile = new Map(['__proto__', 'constructor', 'toString'].map((name) => [name, [octets('x')]]));
    const { entry } = decodeEntry({ distinguishedName: dn, attributes: hostile }, wanted);
    expect({ entry, prototype: Object.getPrototypeOf(entry.attributes) === Object.prototype }).toEqual({
      entry: { distinguishedName: dn, attributes: {} },
      prototype: true,
    });
  });
});
