import { afterEach, describe, expect, test, vi } from 'vitest';

import { readRootDse } from '../../../../electron/backend/directory/root-dse.ts';
import type { RootDse } from '../../../../electron/backend/directory/root-dse.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { entryOf, searchDone } from '../../../support/misbehaving-server.ts';
import { connectToServer } from '../../../support/searched-connection.ts';
import type { SearchedConnection } from '../../../support/searched-connection.ts';

type Attributes = Readonly<Record<string, readonly string[]>>;

const server2003: Attributes = {
  configurationNamingContext: ['CN=Configuration,DC=example,DC=com'],
  defaultNamingContext: ['DC=corp,DC=example,DC=com'],
  dnsHostName: ['dc1.corp.example.com'],
  serverName: ['CN=DC1,CN=Servers,CN=Harbour\\, North,CN=Sites,CN=Configuration,DC=example,DC=com'],
  domainControllerFunctionality: ['2'],
  supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670'],
  supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
  currentTime: ['20261124120005.0Z'],
};

const told2003: RootDse = {
  configurationNamingContext: 'CN=Configuration,DC=example,DC=com',
  dnsHostName: 'dc1.corp.example.com',
  domain: 'corp.example.com',
  site: 'Harbour, North',
  windowsLevel: 'Windows Server 2003',
  readOnly: false,
  signInMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
  serverTime: new Date('2026-11-24T12:00:05Z'),
  clockDifferenceMilliseconds: 5_000,
};

let searched: SearchedConnection | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await searched?.close();
  searched = null;
});

describe('What a domain controller says of itself', () => {
  test('is understood', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00Z') });
    expect(await read(server2003)).toEqual(told2003);
  });

  test('may be the least possible, as of Windows 2000', async () => {
    expect(await read({ configurationNamingContext: ['CN=Configuration,DC=example'] })).toEqual({
      configurationNamingContext: 'CN=Configuration,DC=example',
      dnsHostName: '',
      domain: null,
      site: null,
      windowsLevel: 'Windows 2000 Server or unknown',
      readOnly: false,
      signInMechanisms: [],
      serverTime: null,
      clockDifferenceMilliseconds: null,
    });
  });

  test('tells a read-only one', async () => {
    const supportedCapabilities = ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1920'];
    expect(await read({ ...server2003, supportedCapabilities })).toMatchObject({ readOnly: true });
  });

  test.each<[string, Attributes, Partial<RootDse>]>([
    ['a domain that is no domain', { defaultNamingContext: ['O=corp'] }, { domain: null }],
    ['a domain that is no name', { defaultNamingContext: ['corp.example'] }, { domain: null }],
    ['a domain of steps with two parts', { defaultNamingContext: ['DC=corp+CN=x,DC=com'] }, { domain: null }],
    ['the empty domain', { defaultNamingContext: [''] }, { domain: null }],
    [
      'a domain in other letters',
      { defaultNamingContext: ['dc=CORP, dc=example'] },
      { domain: 'CORP.example' },
    ],
    ['a server in no site', { serverName: ['CN=DC1,CN=Servers,CN=Sites,DC=com'] }, { site: null }],
    ['a server elsewhere', { serverName: ['CN=DC1,OU=Domain Controllers,DC=com'] }, { site: null }],
    [
      'a time that is none',
      { currentTime: ['yesterday'] },
      { serverTime: null, clockDifferenceMilliseconds: null },
    ],
    [
      'a level that nobody knows',
      { domainControllerFunctionality: ['123456789012345678901'] },
      { windowsLevel: 'unknown Windows edition (functional level 12345678901234567890)' },
    ],
    ['a host that fills pages', { dnsHostName: ['a'.repeat(1_025)] }, { dnsHostName: '' }],
    [
      'a site that fills pages',
      { serverName: [`CN=DC1,CN=Servers,CN=${'a'.repeat(1_000)},CN=Sites,CN=Configuration`] },
      { site: null },
    ],
    [
      'mechanisms without end',
      {
        supportedSASLMechanisms: [
          'x'.repeat(1_025),
          ...Array.from({ length: 60 }, (_, number) => `M${number}`),
        ],
      },
      { signInMechanisms: Array.from({ length: 50 }, (_, number) => `M${number}`) },
    ],
  ])('is taken with care: %s', async (_case, attributes, told) => {
    expect(await read({ ...server2003, ...attributes })).toMatchObject(told);
  });
});

describe('A server that is no domain controller', () => {
  test.each<[string, Attributes, string]>([
    [
      'a plain LDAP server',
      { namingContexts: ['dc=example,dc=com'], supportedLDAPVersion: ['3'] },
      'dc1 is a directory, but not an Active Directory domain controller: it names no configuration partition. Check host and port.',
    ],
    [
      'Lightweight Directory Services',
      { ...server2003, supportedCapabilities: ['1.2.840.113556.1.4.1670', '1.2.840.113556.1.4.1851'] },
      'dc1 is an instance of Lightweight Directory Services (AD LDS, ADAM), not an Active Directory domain controller, and Exchange is never there. Check host and port.',
    ],
    [
      'one whose configuration partition fills pages',
      { ...server2003, configurationNamingContext: [`CN=${'a'.repeat(1_022)}`] },
      'dc1 is a directory, but not an Active Directory domain controller: it names no configuration partition. Check host and port.',
    ],
  ])('is refused: %s', async (_case, attributes, message) => {
    expect(await read(attributes).catch(toFailure)).toEqual({ code: 'protocol-error', message });
  });

  test('is refused: one that says nothing of itself', async () => {
    expect(await readAnswer((messageId) => [searchDone(messageId, 0)]).catch(toFailure)).toEqual({
      code: 'protocol-error',
      message: 'dc1 tells nobody what kind of directory it is. Check host and port.',
    });
  });

  test('is refused with the server’s own reason', async () => {
    expect(
      await readAnswer((messageId) => [searchDone(messageId, 50, 'anonymous access disallowed')]).catch(
        toFailure,
      ),
    ).toEqual({
      code: 'directory-refused',
      message: expect.stringMatching(/^dc1 does not let this account read there\./),
      detail: 'LDAP result 50: anonymous access disallowed',
    });
  });
});

function read(attributes: Attributes): Promise<RootDse> {
  return readAnswer((messageId) => [entryOf(messageId, '', attributes), searchDone(messageId, 0)]);
}

async function readAnswer(answer: (messageId: number) => readonly Buffer[]): Promise<RootDse> {
  searched = await connectToServer(({ messageId }) => answer(messageId));
  return readRootDse(searched.connection, 'dc1', new AbortController().signal);
}
