import { describe, expect, test } from 'vitest';

import { latin1, readAll, utf16be, utf16le, utf8 } from './read-all.ts';

const whole = { kind: 'end', cutShort: null, endsUnmarked: false, references: [] };

const sample = `dn: CN=Zürich,CN=Servers
changetype: add
objectClass: top
objectClass: msExchExchangeServer
cn: Zürich

`;
const sampleEntry = {
  line: 1,
  dn: 'CN=Zürich,CN=Servers',
  attributes: { objectClass: ['top', 'msExchExchangeServer'], cn: ['Z\u00c3\u00bcrich'] },
};

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

async function failureOf(octets: Uint8Array): Promise<unknown> {
  return readAll([octets]).then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

describe('encodings and line ends', () => {
  test.each([
    ['UTF-8', utf8(sample)],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${sample}`)],
    ['UTF-8 with CRLF', utf8(crlf(sample))],
    ['UTF-8 after a transfer in text mode (CR CR LF)', utf8(sample.replaceAll('\n', '\r\r\n'))],
    ['UTF-16LE', utf16le(sample)],
    ['UTF-16LE with CRLF', utf16le(crlf(sample))],
    ['UTF-16BE', utf16be(crlf(sample))],
    ['ANSI', latin1(crlf(sample))],
  ])('reads %s', async (_, octets) => {
    expect(await readAll([octets])).toEqual({ entries: [sampleEntry], end: { ...whole, entries: 1 } });
  });

  test('takes text that is not UTF-8 as windows-1252, line by line', async () => {
    const octets = latin1('dn: CN=1\ncn: 5 \x80\ndescription: 5 \xe2\x82\xac\n\n');
    expect((await readAll([octets])).entries).toEqual([
      { line: 1, dn: 'CN=1', attributes: { cn: ['5 \xe2\x82\xac'], description: ['5 \xe2\x82\xac'] } },
    ]);
  });

  test('reads the same when every octet is a chunk of its own, and when the chunks are one reused buffer', async () => {
    const octets = utf16le(crlf(sample.repeat(2)));
    const shared = new Uint8Array(1);
    function* single(): Generator<Uint8Array> {
      for (const octet of octets) {
        shared[0] = octet;
        yield shared;
      }
    }
    expect(await readAll(single())).toEqual({
      entries: [sampleEntry, { ...sampleEntry, line: 7 }],
      end: { ...whole, entries: 2 },
    });
  });

  test('hands out values that do not change when the chunk is used again, also if it is a Buffer', async () => {
    const buffer = Buffer.from('dn: CN=1\ncn: one\n\ndn: CN=2\ncn: two\n\n');
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield buffer;
      buffer.fill(0x20);
    }
    expect((await readAll(chunks())).entries.map(({ attributes }) => attributes['cn'])).toEqual([
      ['one'],
      ['two'],
    ]);
  });
});

describe('what ldifde and ldapsearch write', () => {
  test('joins folded lines, also of comments, names and base64, at any octet', async () => {
    const text =
      '# a\n  comment\ndn: CN=Zu\xcc\n \x88rich,\n  CN=Servers\nobject\n Class: top\ncn:: WsO8\n cmljaA\n ==\n\n';
    expect(await readAll([latin1(text)])).toEqual({
      entries: [
        {
          line: 3,
          dn: 'CN=Zu\u0308rich, CN=Servers',
          attributes: { objectClass: ['top'], cn: ['Z\xc3\xbcrich'] },
        },
      ],
      end: { ...whole, entries: 1 },
    });
  });

  test('reads a version line, base64 names, options, ranges, empty values, values without a space', async () => {
    const text =
      'version: 1\n\n\ndn:: Q049WsO8cmljaA==\nmember;range=0-1499: a\nmember;range=0-1499: b\ncn;lang-de:c\nempty:\nnone::\n' +
      'colon: a:b\nless: <a\nspace:  b \n1.2.840.113556.1.4.1: oid\n__proto__: x\n\n\n\n';
    const { entries } = await readAll([utf8(text)]);
    expect(
      entries.map(({ attributes, ...rest }) => ({ ...rest, attributes: Object.entries(attributes) })),
    ).toEqual([
      {
        line: 4,
        dn: 'CN=Zürich',
        attributes: [
          ['member;range=0-1499', ['a', 'b']],
          ['cn;lang-de', ['c']],
          ['empty', ['']],
          ['none', ['']],
          ['colon', ['a:b']],
          ['less', ['<a']],
          ['space', ['b ']],
          ['1.2.840.113556.1.4.1', ['oid']],
          ['__proto__', ['x']],
        ],
      },
    ]);
  });

  test('reads the rootDSE, whose name is empty', async () => {
    expect((await readAll([utf8('dn:\ncn: x\n\n')])).entries).toEqual([
      { line: 1, dn: '', attributes: { cn: ['x'] } },
    ]);
  });

  test('reads files that were put together, each with its version', async () => {
    const file = 'version: 1\ndn: CN=1\ncn: a\n\n';
    expect((await readAll([utf8(file + file)])).end).toEqual({ ...whole, entries: 2 });
  });

  test('reads the trailer of ldapsearch and keeps its references', async () => {
    const text =
      '# extended LDIF\n#\n\n# 1, Servers\ndn: CN=1\ncn: a\n\n# search reference\nref: ldap://dc2.corp.example/CN=x\n\n' +
      '# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 3\n# numEntries: 1\n';
    expect(await readAll([utf8(text)])).toEqual({
      entries: [{ line: 5, dn: 'CN=1', attributes: { cn: ['a'] } }],
      end: {
        kind: 'end',
        entries: 1,
        cutShort: null,
        endsUnmarked: false,
        references: ['ldap://dc2.corp.example/CN=x'],
      },
    });
  });

  test.each([
    [
      'search: 2\nresult: 4 Size limit exceeded\n',
      'The export was stopped by the domain controller: line 4 says "result: 4 Size limit exceeded".',
    ],
    [
      'search: 2\nresult: 0 Success\npagedresults: cookie=AQAA\n',
      'The export holds a part of the result only: line 5 says that more pages were to follow.',
    ],
    [
      'search: 2\nresult: 0 Success\npagedresults: cookie=AQAA\n\nsearch: 3\nresult: 0 Success\npagedresults: cookie=\n',
      null,
    ],
    [
      'Search: 2\nResult: 4 Size limit exceeded\n',
      'The export was stopped by the domain controller: line 4 says "result: 4 Size limit exceeded".',
    ],
    [
      'search: 2\nresult: 0 Success\nPagedResults: estimate=9 cookie=AQAA\n',
      'The export holds a part of the result only: line 5 says that more pages were to follow.',
    ],
    [
      'search: 2\n',
      'The export may hold a part of the result only: the search result that begins at line 3 does not say how the search ended.',
    ],
    [
      'search: 2\ntext: x\n\nsearch: 3\nresult: 0 Success\n',
      'The export may hold a part of the result only: the search result that begins at line 3 does not say how the search ended.',
    ],
    [
      `search: 2\nresult: 80 \u001b[2J${'x'.repeat(100)}\n`,
      `The export was stopped by the domain controller: line 4 says "result: 80 \\u{1b}[2J${'x'.repeat(47)}…".`,
    ],
  ])('marks a file as incomplete if the search was: %j', async (trailer, cutShort) => {
    const { end } = await readAll([utf8(`dn: CN=1\n\n${trailer}`)]);
    expect(end).toEqual({ ...whole, entries: 1, cutShort });
  });

  test('reads all that ldapsearch says about the end of a search and about a reference', async () => {
    const text =
      'dn: CN=1\n\nREF: ldap://dc2/\nref: ldap://dc3/\ncontrol: 1.2 false\n\n' +
      'search: 2\nresult: 0 Success\nmatchedDN: CN=x\ntext: y\nref: ldap://dc4/\ncontrol: 1.2 false\n' +
      'pagedresults: cookie=\nsortResult: (0) Success\nvlvResult: pos=1\nppolicy: error=0\n';
    expect((await readAll([utf8(text)])).end).toEqual({
      ...whole,
      entries: 1,
      references: ['ldap://dc2/', 'ldap://dc3/', 'ldap://dc4/'],
    });
  });
});

describe('what is refused', () => {
  test.each([
    [
      'prose',
      'Hello\nWorld\n',
      'Line 1 of the file is not LDIF, which has "attribute: value" in every line. It reads: Hello',
    ],
    [
      'a csvde export',
      'DN,objectClass,cn\n"CN=1",top,1\n',
      'Line 1 of the file is not LDIF, which has "attribute: value" in every line. It reads: DN,objectClass,cn',
    ],
    [
      'control and invisible characters, shown',
      'dn: CN=1\n\u001b[31m\u202eevil\n\n',
      'Line 2 of the file is not LDIF, which has "attribute: value" in every line. It reads: \\u{1b}[31m\\u{202e}evil',
    ],
    [
      'a long line, shown in part',
      `${'x'.repeat(100)}\n\n`,
      `Line 1 of the file is not LDIF, which has "attribute: value" in every line. It reads: ${'x'.repeat(59)}…`,
    ],
    [
      'an entry without a name',
      '\ncn: 1\n\n',
      'Line 2 of the file has "cn" where the "dn:" of an entry must be.',
    ],
    [
      'entries without an empty line between them',
      'dn: CN=1\ncn: 1\ndn: CN=2\n\n',
      'Line 3 of the file begins a new entry inside the one of line 1: an empty line is missing before it.',
    ],
    [
      'an entry right after the result of a search, which would be lost',
      'dn: CN=1\n\nsearch: 2\nresult: 0 Success\ndn: CN=2\ncn: 2\n\n',
      'Line 5 of the file has "dn" inside the search result of line 3: an empty line is missing before it.',
    ],
    [
      'an entry right after a search reference, which would be lost',
      'dn: CN=1\n\nref: ldap://dc2/\nDN: CN=2\n\n',
      'Line 4 of the file has "DN" inside the search reference of line 3: an empty line is missing before it.',
    ],
    [
      'a search result right after a search reference',
      'dn: CN=1\n\nref: ldap://dc2/\nsearch: 2\nresult: 4 Size limit exceeded\n\n',
      'Line 4 of the file has "search" inside the search reference of line 3: an empty line is missing before it.',
    ],
    [
      'a second search result right after the first',
      'dn: CN=1\n\nsearch: 2\nresult: 0 Success\nsearch: 3\n\n',
      'Line 5 of the file has "search" inside the search result of line 3: an empty line is missing before it.',
    ],
    ...['search: 2', 'Search: 2', 'result: 4 Size limit exceeded'].map((line) => [
      `${line} inside an entry`,
      `dn: CN=1\ncn: 1\n${line}\n\n`,
      `Line 3 of the file has "${line.split(':')[0]}" inside the entry of line 1: an empty line is missing before it.`,
    ]),
    [
      'a continuation of nothing',
      'dn: CN=1\n\n cn: 1\n\n',
      'Line 3 of the file begins with a space, as the continuation of a line, but there is none before it.',
    ],
    [
      'a continuation at the beginning',
      ' dn: CN=1\n\n',
      'Line 1 of the file begins with a space, as the continuation of a line, but there is none before it.',
    ],
    [
      'a space before the colon',
      'dn : CN=1\n\n',
      'Line 1 of the file is not LDIF, which has "attribute: value" in every line. It reads: dn : CN=1',
    ],
    [
      'invalid base64, which is not shown: it may be a secret',
      'dn: CN=1\nuserPassword:: geheim!\n\n',
      'Line 2 of the file holds a value of "userPassword" that is not valid base64.',
    ],
    [
      'a name that is not text',
      'dn:: /w==\n\n',
      'Line 1 of the file holds a value of "dn" that is not text.',
    ],
    [
      'a carriage return inside a value',
      'dn: CN=1\rcn: 1\n\n',
      'Line 1 of the file holds a carriage return inside the value of "dn".',
    ],
    ['another version', 'version: 2\n\n', 'Line 1 of the file names a version of LDIF other than 1.'],
    ...['delete', 'modify', 'modrdn', 'Add2'].map((change) => [
      `changetype ${change}`,
      `dn: CN=1\nchangetype: ${change}\n\n`,
      'Line 2 of the file asks for a change of the directory. Hopcheck reads exports, such as ldifde -f writes, not files of changes.',
    ]),
  ])('%s', async (_, text, message) => {
    expect(await failureOf(utf8(text ?? ''))).toMatchObject({ code: 'ldif-syntax', message });
  });

  test.each(['jpegPhoto:< file:///C:/secret.txt', 'dn:< http://corp.example/', 'cn:<'])(
    'a reference is never followed: %s',
    async (line) => {
      expect(
        await failureOf(utf8(`dn: CN=1\ncn: 1\n\n${line.startsWith('dn') ? '' : 'dn: CN=2\n'}${line}\n\n`)),
      ).toMatchObject({
        code: 'ldif-url-refused',
        message: expect.stringMatching(/^Line [45] of the file names another file or address/),
      });
    },
  );

  test.each([
    ['NUL octets', utf8('dn: CN=1\0\n\n')],
    ['UTF-16 without a byte order mark', utf16le(sample).subarray(2)],
    ['UTF-16 with a NUL character', utf16le('dn: CN=1\0\n\n')],
    ['a lone surrogate', utf16le('dn: CN=\ud800x\n\n')],
    ['an executable', Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0)],
  ])('what is no text: %s', async (_, octets) => {
    expect(await failureOf(octets)).toMatchObject({ code: 'ldif-not-text' });
  });

  test.each([
    ['nothing at all', new Uint8Array()],
    ['a byte order mark', utf16le('')],
    ['empty lines', utf8('\n\r\n')],
    ['a single line end', utf8('\n')],
    ['comments', utf8('# nothing\n# here\n')],
    ['a version', utf8('version: 1\n')],
    ['carriage returns as line ends', utf8('dn: CN=1\rcn: 1\r\r')],
    ['a search without a result', utf8('search: 2\nresult: 32 No such object\n')],
  ])('a file without an entry: %s', async (_, octets) => {
    expect(await failureOf(octets)).toMatchObject({ code: 'ldif-empty' });
  });

  test('the message about a file without an entry says where it ends', async () => {
    expect(await failureOf(utf8('dn: CN=1\ncn'))).toMatchObject({
      message:
        'The file holds no whole entry of a directory. Export again, and copy the file after ldifde has ended. ' +
        'The file was cut short: it ends in the middle of line 2. The entry that begins at line 1 is left out.',
    });
  });
});

describe('files that were cut short', () => {
  const first = 'dn: CN=1\ncn: a\n\n';
  test.each([
    [
      'in a line',
      utf8(`${first}dn: CN=2\ncn: b`),
      'it ends in the middle of line 5. The entry that begins at line 4 is left out.',
    ],
    ['in the first line of an entry', utf8(`${first}dn: CN=2`), 'it ends in the middle of line 4.'],
    [
      'in a folded line',
      utf8(`${first}dn: CN=2\ncn: b\n c`),
      'it ends in the middle of line 6. The entry that begins at line 4 is left out.',
    ],
    ['in a comment', utf8(`${first}# comm`), 'it ends in the middle of line 4.'],
    ['in a code unit', utf16le(first + 'x').subarray(0, -1), 'it ends in the middle of a character.'],
    ['in a surrogate pair', utf16le(`${first}dn: 😀`).subarray(0, -2), 'it ends in the middle of line 4.'],
  ])('%s: what is whole is delivered, and the file is marked', async (_, octets, reason) => {
    expect(await readAll([octets])).toEqual({
      entries: [{ line: 1, dn: 'CN=1', attributes: { cn: ['a'] } }],
      end: { ...whole, entries: 1, cutShort: `The file was cut short: ${reason}` },
    });
  });
});

test('a file that ends with a whole line is whole, with or without an empty line after its last entry', async () => {
  const entries = [
    { line: 1, dn: 'CN=1', attributes: { cn: ['a'] } },
    { line: 4, dn: 'CN=2', attributes: { cn: ['b'] } },
  ];
  const text = 'dn: CN=1\ncn: a\n\ndn: CN=2\ncn: b\n';
  for (const end of ['', '\n', '\n\n', '# the end\n']) {
    const endsUnmarked = !end.startsWith('\n');
    expect(await readAll([utf8(text + end)])).toEqual({
      entries,
      end: { ...whole, entries: 2, endsUnmarked },
    });
  }
});
