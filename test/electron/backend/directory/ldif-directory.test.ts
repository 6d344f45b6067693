import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { readLdifDirectory } from '../../../../electron/backend/directory/ldif-directory.ts';
import type { DirectorySource, SearchPage, SearchScope } from '../../../../shared/directory/source.ts';
import { walkAttributes, walkFilter } from '../../../../shared/exchange/attributes.ts';

const container = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example';
const never = new AbortController().signal;

function block(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function virtualServer(name: string, ...lines: readonly string[]): string {
  return block(
    `dn: CN=${name},CN=SMTP,CN=Protocols,CN=MAIL,CN=Servers,${container}`,
    'changetype: add',
    'objectClass: top',
    'objectClass: PROTOCOLCFGSMTPSERVER',
    ...lines,
  );
}

const organization = block(
  `dn: CN=Org,${container}`,
  'changetype: add',
  'objectClass: top',
  'objectClass: msExchOrganizationContainer',
  'msExchMixedMode: FALSE',
  'description: not of the walk',
);

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function read(text: string, size: number | null = null): Promise<DirectorySource> {
  const options = {
    fileName: 'export.ldf',
    size,
    modifiedAt: '2026-03-01T09:00:00.000Z',
    signal: never,
    onProgress: () => undefined,
  };
  return readLdifDirectory(chunksOf(text), options);
}

async function failureOf(text: string): Promise<unknown> {
  return read(text).then(
    () => 'no failure',
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );
}

interface Search {
  readonly base?: string;
  readonly scope?: SearchScope;
  readonly filter?: string;
  readonly attributes?: readonly string[];
}

async function pages(source: DirectorySource, search: Search = {}): Promise<readonly SearchPage[]> {
  const request = {
    base: source.exchangeContainer,
    scope: 'sub' as const,
    filter: walkFilter,
    attributes: walkAttributes,
    ...search,
  };
  const found: SearchPage[] = [];
  for await (const page of source.search(request, never)) found.push(page);
  return found;
}

const emptyPage = {
  entries: [],
  references: [],
  resultCode: 0,
  diagnostic: '',
  droppedPasswords: [],
  cutValues: [],
};

describe('an LDIF file as a source', () => {
  test('describes the file by the octets that were read', async () => {
    const text = organization + virtualServer('1');
    const { description, exchangeContainer, cutShort } = await read(text, Buffer.byteLength(text));
    expect({ description, exchangeContainer, cutShort }).toEqual({
      description: {
        kind: 'ldif',
        fileName: 'export.ldf',
        size: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
        modifiedAt: '2026-03-01T09:00:00.000Z',
      },
      exchangeContainer: container,
      cutShort: null,
    });
  });

  test('answers the walk like a domain controller does', async () => {
    const source = await read(
      organization +
        block(`dn: CN=Unrelated,${container}`, 'objectClass: msExchRecipientPolicy') +
        virtualServer(
          '1',
          'objectGUID:: AAECAwQFBgcICQoLDA0ODw==',
          'msexchsmtpoutboundsecurityflag: 21',
          'msExchSmtpOutboundSecurityPassword:: c2VjcmV0',
          'msExchServerBindings;range=0-0: :25:',
        ),
    );
    const name = `CN=1,CN=SMTP,CN=Protocols,CN=MAIL,CN=Servers,${container}`;
    expect(await pages(source)).toEqual([
      {
        entries: [
          {
            distinguishedName: `CN=Org,${container}`,
            attributes: { objectClass: ['top', 'msExchOrganizationContainer'], msExchMixedMode: ['FALSE'] },
          },
          {
            distinguishedName: name,
            attributes: {
              objectClass: ['top', 'PROTOCOLCFGSMTPSERVER'],
              objectGUID: ['000102030405060708090a0b0c0d0e0f'],
              msExchSmtpOutboundSecurityFlag: ['21'],
              msExchServerBindings: [':25:'],
            },
          },
        ],
        references: [],
        resultCode: 0,
        diagnostic: '',
        droppedPasswords: [name],
        cutValues: [name],
      },
    ]);
  });

  test('honours base, scope, filter and attributes', async () => {
    const source = await read(organization + virtualServer('1', 'cn: 1'));
    const search = {
      base: `cn=org,${container}`,
      scope: 'base',
      attributes: ['MSEXCHMIXEDMODE', 'cn'],
    } as const;
    expect(await pages(source, search)).toEqual([
      {
        ...emptyPage,
        entries: [{ distinguishedName: `CN=Org,${container}`, attributes: { MSEXCHMIXEDMODE: ['FALSE'] } }],
      },
    ]);
    expect(await pages(source, { filter: '(cn=2)' })).toEqual([emptyPage]);
  });

  test('answers a base that is not there with noSuchObject', async () => {
    const source = await read(organization);
    expect(await pages(source, { base: 'CN=Nowhere' })).toEqual([
      { ...emptyPage, resultCode: 32, diagnostic: 'The file holds nothing at or below "CN=Nowhere".' },
    ]);
  });

  test('delivers a large result in pages of 500', async () => {
    const source = await read(Array.from({ length: 1001 }, (_, at) => virtualServer(`${at}`)).join(''));
    expect((await pages(source)).map(({ entries }) => entries.length)).toEqual([500, 500, 1]);
  });

  test('passes on the references that ldapsearch noted', async () => {
    const source = await read(`${organization}ref: ldap://dc2.corp.example/\n\n`);
    expect((await pages(source)).map(({ references }) => references)).toEqual([['ldap://dc2.corp.example/']]);
  });

  test('finds the container from an object below it, if it was not exported itself', async () => {
    expect((await read(virtualServer('1'))).exchangeContainer).toBe(container);
  });

  test('takes the same entry twice, as overlapping exports have it', async () => {
    const source = await read(organization + virtualServer('1') + organization);
    expect((await pages(source)).map(({ entries }) => entries.length)).toEqual([2]);
  });
});

describe('a file that holds less than the whole', () => {
  test('is marked when it was cut short, when its size is another than expected, and when an entry has no class', async () => {
    const text = `${organization}${block(`dn: CN=x,${container}`, 'cn: x')}dn: CN=2`;
    const source = await read(text, 1);
    expect(source.cutShort).toBe(
      'The file was cut short: it ends in the middle of line 11. ' +
        `The file changed while it was read: 1 octets were expected, ${text.length} came. Wait until the export has ended and read it again. ` +
        '1 of the 2 entries have no objectClass and could not be placed, the first at line 8. Export again with objectClass, by an account that may read it: Exchange View-Only Administrator on the organisation.',
    );
  });
});

describe('a file that cannot be assessed', () => {
  const whatToExport =
    'Export everything below "CN=Microsoft Exchange,CN=Services,CN=Configuration," and the name of the forest root, with the attributes that Hopcheck reads: its screen "Open an LDIF export" shows the command.';

  test('a file without Exchange says what it holds instead', async () => {
    const text =
      block('dn: CN=Users,DC=corp', 'objectClass: container') + block('dn: CN=a', 'objectClass: user');
    expect(await failureOf(text)).toEqual({
      code: 'exchange-not-found',
      message: `The file holds no Exchange organisation. It has 2 entries, the first: "CN=Users,DC=corp". ${whatToExport}`,
    });
  });

  test('an export without objectClass says so', async () => {
    expect(await failureOf(block(`dn: CN=1,${container}`, 'cn: 1'))).toEqual({
      code: 'exchange-not-found',
      message:
        `The file holds no Exchange organisation. It has 1 entry: "CN=1,${container}". ` +
        `1 of the 1 entries have no objectClass and could not be placed, the first at line 1. Export again with objectClass, by an account that may read it: Exchange View-Only Administrator on the organisation. ${whatToExport}`,
    });
  });

  test('two forests in one file are refused', async () => {
    const other = organization.replace('DC=corp', 'DC=other');
    expect(await failureOf(organization + other)).toEqual({
      code: 'several-organizations',
      message: `The file holds more than one Exchange organisation: "${container}" and "${container.replace('DC=corp', 'DC=other')}". Export each into a file of its own and assess them one by one.`,
    });
  });

  test('two entries that contradict each other are refused: neither is the truth', async () => {
    const text =
      virtualServer('1', 'msExchSmtpOutboundSecurityFlag: 21') +
      virtualServer('1', 'msExchSmtpOutboundSecurityFlag: 0');
    expect(await failureOf(text)).toEqual({
      code: 'ldif-syntax',
      message: `Line 7 of the file belongs to a second entry of "CN=1,CN=SMTP,CN=Protocols,CN=MAIL,CN=Servers,${container}" with other values. Export again into a new file.`,
    });
  });
});

describe('progress and cancelling', () => {
  test('tells octets and entries after every chunk', async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(organization);
      yield Buffer.from(virtualServer('1'));
      yield Buffer.from(virtualServer('2'));
    }
    const progress: (readonly [number, number])[] = [];
    await readLdifDirectory(chunks(), {
      fileName: 'export.ldf',
      size: null,
      modifiedAt: null,
      signal: never,
      onProgress: (bytesRead, entries) => progress.push([bytesRead, entries]),
    });
    const [first, other] = [organization.length, virtualServer('1').length];
    // The empty line that ends a chunk is understood when the next one comes.
    expect(progress).toEqual([
      [first, 0],
      [first + other, 1],
      [first + 2 * other, 2],
    ]);
  });

  test('cancels at once, even while the next chunk does not come', async () => {
    const abort = new AbortController();
    async function* hanging(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(organization);
      queueMicrotask(() => abort.abort());
      await new Promise(() => undefined);
    }
    const options = {
      fileName: 'export.ldf',
      size: null,
      modifiedAt: null,
      signal: abort.signal,
      onProgress: () => undefined,
    };
    await expect(readLdifDirectory(hanging(), options)).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('does not begin when it was cancelled before', async () => {
    let asked = false;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      asked = true;
      yield Buffer.from(organization);
    }
    const options = {
      fileName: 'export.ldf',
      size: null,
      modifiedAt: null,
      signal: AbortSignal.abort(),
      onProgress: () => undefined,
    };
    await expect(readLdifDirectory(chunks(), options)).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toBe(false);
  });

  test('lets go of the source when the file is refused', async () => {
    let released = false;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from('Hello\nWorld\n');
        yield Buffer.from(organization);
      } finally {
        released = true;
      }
    }
    const options = {
      fileName: 'export.ldf',
      size: null,
      modifiedAt: null,
      signal: never,
      onProgress: () => undefined,
    };
    await expect(readLdifDirectory(chunks(), options)).rejects.toMatchObject({ code: 'ldif-syntax' });
    expect(released).toBe(true);
  });

  test('stops a search between two objects', async () => {
    const source = await read(Array.from({ length: 600 }, (_, at) => virtualServer(`${at}`)).join(''));
    const abort = new AbortController();
    const request = {
      base: source.exchangeContainer,
      scope: 'sub',
      filter: walkFilter,
      attributes: walkAttributes,
    } as const;
    const search = source.search(request, abort.signal)[Symbol.asyncIterator]();
    await search.next();
    abort.abort();
    await expect(search.next()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
