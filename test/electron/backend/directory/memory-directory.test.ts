import { FilterParser } from 'ldapts';
import { describe, expect, test } from 'vitest';

import { MemoryDirectory } from '../../../../electron/backend/directory/memory-directory.ts';
import type { RawEntry } from '../../../../shared/directory/entry.ts';
import type { SearchScope } from '../../../../shared/directory/source.ts';
import { walkFilter } from '../../../../shared/exchange/attributes.ts';

function entry(distinguishedName: string, attributes: Readonly<Record<string, readonly string[]>>): RawEntry {
  const octets = Object.entries(attributes).map(
    ([name, values]) => [name, values.map((value) => new TextEncoder().encode(value))] as const,
  );
  return { distinguishedName, attributes: new Map(octets) };
}

const organization = entry('CN=Org,CN=Microsoft Exchange', {
  objectClass: ['top', 'msExchOrganizationContainer'],
});
const server = entry('CN=a\\,b,CN=Servers,CN=Org,CN=Microsoft Exchange', {
  objectclass: ['top', 'MSEXCHEXCHANGESERVER'],
  networkAddress: ['ncacn_ip_tcp:mail-1.corp.example', 'netbios:MAIL-1'],
  displayName: ['Zürich'],
});
const other = entry('CN=Org2,CN=Elsewhere', { objectClass: ['container'], 'display-name': ['x'] });
const directory = new MemoryDirectory([organization, server, other]);

function search(base: string, scope: SearchScope, filter: string): readonly string[] | null {
  const found = directory.search({ base, scope, filter: FilterParser.parseString(filter) });
  return found === null ? null : [...found].map(({ distinguishedName }) => distinguishedName);
}

describe('a directory in memory', () => {
  test('finds an object however its name is spelt', () => {
    expect(directory.find('cn=A\\2cB, CN=servers,CN=ORG,cn=microsoft exchange')).toBe(server);
    expect(directory.find('CN=a,CN=Servers')).toBeUndefined();
  });

  test('replaces an object that is added again, in its place', () => {
    const again = new MemoryDirectory([organization, other]);
    const newer = entry('cn=org,cn=Microsoft Exchange', { objectClass: ['top'] });
    expect(again.add(newer)).toBe(organization);
    const found = again.search({
      base: '',
      scope: 'sub',
      filter: FilterParser.parseString('(objectClass=*)'),
    });
    expect([...(found ?? [])]).toEqual([newer, other]);
  });

  test.each([
    ['CN=Microsoft Exchange', 'sub', [organization.distinguishedName, server.distinguishedName]],
    ['CN=Microsoft Exchange', 'one', [organization.distinguishedName]],
    ['CN=Microsoft Exchange', 'base', []],
    ['cn=org , CN=microsoft exchange', 'base', [organization.distinguishedName]],
    ['CN=Servers,CN=Org,CN=Microsoft Exchange', 'one', [server.distinguishedName]],
    ['CN=b,CN=Servers,CN=Org,CN=Microsoft Exchange', 'sub', null],
    ['CN=Nowhere', 'base', null],
  ] as const)('searches from %s in the scope %s', (base, scope, names) => {
    expect(search(base, scope, '(objectClass=*)')).toEqual(names);
  });

  test.each([
    ['(objectClass=msExchExchangeServer)', [server]],
    ['(OBJECTCLASS=top)', [organization, server]],
    ['(!(objectClass=top))', [other]],
    ['(&(objectClass=top)(displayName=ZÜRICH))', [server]],
    ['(|(objectClass=container)(displayName=Zürich))', [server, other]],
    ['(displayName=*)', [server]],
    ['(!(displayName=*))', [organization, other]],
    ['(networkAddress=NETBIOS:*)', [server]],
    ['(networkAddress=*mail-1*example)', [server]],
    ['(networkAddress=*example*mail-1)', []],
    ['(networkAddress=netbios:mail-1*1)', []],
    ['(display-name=x)', [other]],
    ['(constructor=*)', []],
    [walkFilter, [organization, server]],
  ])('answers %s', (filter, found) => {
    expect(search('', 'sub', filter)).toEqual(found.map(({ distinguishedName }) => distinguishedName));
  });

  test('takes no longer for an attribute because it comes in many spellings', () => {
    const many = 2 ** 17;
    const values = Array.from(
      { length: many },
      (_, number) => [spelling('legacyExchangeAddress', number), [Buffer.from(`${number}`)]] as const,
    );
    const large = new MemoryDirectory([{ distinguishedName: 'CN=1', attributes: new Map(values) }]);
    const filter = FilterParser.parseString(`(legacyExchangeAddress=${many - 1})`);
    expect([...(large.search({ base: '', scope: 'sub', filter }) ?? [])]).toHaveLength(1);
  });

  test.each(['(cn>=a)', '(cn<=a)', '(cn~=a)', '(cn:dn:=a)'])(
    'refuses %s rather than answer it wrongly',
    (filter) => {
      expect(() => search('', 'sub', filter)).toThrow(expect.objectContaining({ code: 'directory-refused' }));
    },
  );
});

/** Another spelling of a name of letters for each number: the bits choose between small and capital letters. */
function spelling(name: string, number: number): string {
  return Array.from(name, (letter, at) => ((number >> at) & 1 ? letter.toUpperCase() : letter)).join('');
}
