import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  readOwnDomain,
  thisComputer,
} from '../../../../../electron/backend/directory/discovery/environment.ts';

const nothing = { domain: null, logonServer: null };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('What Windows knows of its domain', () => {
  test.each([
    ['a domain account', { USERDNSDOMAIN: 'CORP.EXAMPLE', LOGONSERVER: '\\\\DC1' }, 'dc1.corp.example'],
    ['a local account', { USERDNSDOMAIN: 'CORP.EXAMPLE', LOGONSERVER: '\\\\LAPTOP' }, null],
    ['a Microsoft account', { USERDNSDOMAIN: 'CORP.EXAMPLE', LOGONSERVER: '\\\\MicrosoftAccount' }, null],
    ['none', { USERDNSDOMAIN: 'CORP.EXAMPLE' }, null],
    ['something odd', { USERDNSDOMAIN: 'CORP.EXAMPLE', LOGONSERVER: '\\\\dc1;rm' }, null],
  ])('names who signed in %s', async (_case, variables, logonServer) => {
    expect(await read({ variables })).toEqual({ domain: 'corp.example', logonServer });
  });

  test('may be a domain controller without a domain', async () => {
    expect(await read({ variables: { LOGONSERVER: '\\\\DC1' } })).toEqual({
      domain: null,
      logonServer: 'dc1',
    });
  });

  test.each(['', '192.0.2.1', 'corp example', 'corp\u0000.example'])(
    'is nothing if it is "%s"',
    async (domain) => {
      expect(await read({ variables: { USERDNSDOMAIN: domain } })).toEqual(nothing);
    },
  );
});

describe('What the files of a computer know of its domain', () => {
  test.each([
    ['domain', 'nameserver 192.0.2.1\ndomain corp.example\n', 'corp.example'],
    ['search list', 'search Corp.Example other.example\nnameserver 192.0.2.1\n', 'corp.example'],
    ['last of several', 'domain old.example\nsearch corp.example\n', 'corp.example'],
    ['comment', '# search corp.example\n;domain corp.example\n', null],
    ['empty search list', 'search .\n', null],
    ['empty line', 'search\nother.example\n', null],
  ])('resolv.conf: %s', async (_case, text, domain) => {
    expect(await read({ resolverFile: await write('resolv.conf', text) })).toEqual({
      domain,
      logonServer: null,
    });
  });

  test.each([
    ['realm', '[libdefaults]\n\tdefault_realm = CORP.EXAMPLE\n', 'corp.example'],
    [
      'realm of another section',
      '[logging]\ndefault_realm = OTHER.EXAMPLE\n[libdefaults]\nx=y\r\ndefault_realm=CORP.EXAMPLE\r\n',
      'corp.example',
    ],
    ['comment', '[libdefaults]\n# default_realm = CORP.EXAMPLE\n', null],
    ['no text', '\u0000\uffff[libdefaults', null],
  ])('krb5.conf: %s', async (_case, text, domain) => {
    expect(await read({ kerberosFile: await write('krb5.conf', text) })).toEqual({
      domain,
      logonServer: null,
    });
  });

  test('counts less than Windows, and that of Kerberos more than that of the resolver', async () => {
    const resolverFile = await write('resolv.conf', 'search resolver.example');
    const kerberosFile = await write('krb5.conf', '[libdefaults]\ndefault_realm = KERBEROS.EXAMPLE');
    const variables = { USERDNSDOMAIN: 'windows.example' };
    expect((await read({ resolverFile, kerberosFile })).domain).toBe('kerberos.example');
    expect((await read({ resolverFile, kerberosFile, variables })).domain).toBe('windows.example');
  });

  test('is nothing if they cannot be read', async () => {
    expect(await read({ resolverFile: join(folder, 'missing'), kerberosFile: folder })).toEqual(nothing);
  });

  test('is looked for at the start of a file only', async () => {
    const text = `${'#'.repeat(64 * 1024)}\nsearch corp.example\n`;
    expect(await read({ resolverFile: await write('resolv.conf', text) })).toEqual(nothing);
  });
});

test('This computer can be asked, whatever it knows', async () => {
  expect(await readOwnDomain(thisComputer())).toEqual({
    domain: expect.toSatisfy((value) => value === null || typeof value === 'string'),
    logonServer: expect.toSatisfy((value) => value === null || typeof value === 'string'),
  });
});

function read(known: Partial<Parameters<typeof readOwnDomain>[0]>) {
  return readOwnDomain({
    computerName: 'laptop.corp.example',
    variables: {},
    resolverFile: null,
    kerberosFile: null,
    ...known,
  });
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
