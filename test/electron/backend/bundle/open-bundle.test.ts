import {
  appendFileSync,
  copyFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBundle } from '../../../../electron/backend/bundle/open-bundle.ts';
import { writeArchive, type Member } from '../../../../electron/backend/bundle/write-archive.ts';
import { canonicalText } from '../../../../electron/backend/canonical-json.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { bundleBytes } from '../../../../shared/limits.ts';
import { failureOf } from '../../../support/failure-of.ts';
import {
  manifestOf,
  membersOf,
  smallBundle,
  writeSmallBundle,
  type SmallBundle,
} from '../../../support/small-bundle.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';
import { ZipForger } from '../../../support/zip-forger.ts';

let folder: TemporaryFolder;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-bundle-');
  path = join(folder.path, 'a.hopcheck');
});
afterEach(() => folder.remove());

const member = (name: string, text: string): Member => ({ name, content: Buffer.from(text) });

/** What is said of the file, without the words around the reason. */
async function refusal(): Promise<Pick<Failure, 'code' | 'message'>> {
  const { code, message } = await failureOf(openBundle(path));
  expect(message).toMatch(/^This (bundle|file) .* Nothing of it was kept\. .*(again|right file)/);
  return { code, message };
}

const unreadable = (words: string) => ({
  code: 'bundle-unreadable',
  message: expect.stringContaining(words) as string,
});
const changed = (words: string) => ({
  code: 'bundle-changed',
  message: expect.stringContaining(words) as string,
});
const tooLarge = (words: string) => ({
  code: 'bundle-too-large',
  message: expect.stringContaining(words) as string,
});

test('a whole one is opened, and its parts are read', async () => {
  const small = smallBundle();
  await writeSmallBundle(path, small);
  const bundle = await openBundle(path);
  expect({
    size: bundle.size,
    kind: bundle.manifest.kind,
    seal: bundle.seal,
    texts: Object.fromEntries(bundle.parts.map(({ name }) => [name, bundle.part(name).text])),
    assessor: bundle.single('assessment.json').assessor,
    evidence: [...bundle.evidence()],
  }).toEqual({
    size: statSync(path).size,
    kind: 'capture',
    seal: null,
    texts: small.parts,
    assessor: 'Ann',
    evidence: [{ readAt: '2026-03-01T08:00:00.000Z', entries: [] }],
  });
  bundle.close();
});

test('evidence comes in the order of its pages, whatever that of the file', async () => {
  const page = (distinguishedName: string) => ({
    readAt: '2026-03-01T08:00:00.000Z',
    entries: [{ distinguishedName, attributes: {} }],
  });
  const small = smallBundle({ 'evidence/00001.json': page('b'), 'evidence/00000.json': page('a') });
  const reversed = Object.fromEntries(Object.entries(small.parts).toReversed());
  await writeSmallBundle(path, { ...small, parts: reversed });
  const bundle = await openBundle(path);
  expect([...bundle.evidence()]).toEqual([page('a'), page('b')]);
  bundle.close();
});

describe('a file that did not come whole, or is another', () => {
  test.each([
    ['is empty', ''],
    ['is a text', 'Dear assessor, here is the bundle that you asked for.'],
    ['is a long text', 'x'.repeat(100_000)],
  ])('%s', async (_what, text) => {
    writeFileSync(path, text);
    expect(await refusal()).toEqual(unreadable('file of another kind'));
  });

  test('is an archive of something else', async () => {
    await writeArchive(path, [member('letter.txt', 'Dear assessor')]);
    expect(await refusal()).toEqual(unreadable('a member that no bundle has'));
  });

  test('is an archive of something else that Hopcheck has not written', async () => {
    await writeArchive(path, [member('[Content_Types].xml', '<Types/>')]);
    truncateSync(path, statSync(path).size - 64);
    expect(await refusal()).toEqual(unreadable('an archive of another kind, such as a ZIP file'));
    writeFileSync(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(8)]));
    expect(await refusal()).toEqual(unreadable('an archive of another kind, such as a ZIP file'));
  });

  test('has no hash at its end', async () => {
    await writeSmallBundle(path, smallBundle());
    truncateSync(path, statSync(path).size - 64);
    expect(await refusal()).toEqual(changed('Its end is missing'));
  });

  test('has something behind its end', async () => {
    await writeSmallBundle(path, smallBundle());
    appendFileSync(path, 'x');
    expect(await refusal()).toEqual(changed('Its end is missing or was changed'));
  });

  test('has something behind its end that looks like a hash', async () => {
    await writeSmallBundle(path, smallBundle());
    appendFileSync(path, '0'.repeat(64));
    expect(await refusal()).toEqual(changed('The hash at its end does not fit'));
  });

  test('is larger than any bundle', async () => {
    await writeSmallBundle(path, smallBundle());
    truncateSync(path, bundleBytes + 1);
    expect(await refusal()).toEqual(tooLarge(`${bundleBytes + 1} octets`));
  });

  test('is not there', async () => {
    await expect(openBundle(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('an archive that somebody forged, with a hash that fits, is refused:', () => {
  async function forged(forge: (zip: ZipForger) => unknown): Promise<Pick<Failure, 'code' | 'message'>> {
    await writeSmallBundle(path, smallBundle());
    const zip = new ZipForger(path);
    forge(zip);
    zip.save(path);
    return refusal();
  }

  test.each([
    ['leads out of the folder', 'READ-ME.txt', '../../x.txt', 'table of contents'],
    ['has an absolute name', 'READ-ME.txt', '/etc/passwd', 'table of contents'],
    ['has a name with a drive', 'READ-ME.txt', 'C:/READ.txt', 'table of contents'],
    ['has a name with a backslash', 'READ-ME.txt', '..\\..\\x.tx', 'table of contents'],
    ['has a name that no member has', 'READ-ME.txt', 'READ-ME.exe', 'no bundle has'],
    ['has a name with an end of line', 'READ-ME.txt', 'READ-ME.tx\n', 'no bundle has'],
    ['is there a second time', 'record/subjects.json', 'record/problems.json', 'there twice'],
    [
      'is there a second time but for its case',
      'record/problems.json',
      'record/PROBLEMS.json',
      'no bundle has',
    ],
  ])('a member that %s', async (_what, name, other, words) => {
    expect(await forged((zip) => zip.rename(name, other))).toEqual(unreadable(words));
  });

  test('a member with one name here and another there', async () => {
    expect(await forged((zip) => zip.rename('READ-ME.txt', 'README.html', 'local'))).toEqual(
      unreadable('two names'),
    );
  });

  test.each<[string, (zip: ZipForger, at: number) => unknown]>([
    ['encrypted', (zip, at) => zip.octets.writeUInt16LE(zip.octets.readUInt16LE(at + 8) | 1, at + 8)],
    ['a link', (zip, at) => zip.octets.writeUInt32LE((0o120777 << 16) >>> 0, at + 38)],
    ['a folder', (zip, at) => zip.octets.writeUInt32LE((0o040755 << 16) >>> 0, at + 38)],
    ['packed in another way', (zip, at) => zip.octets.writeUInt16LE(12, at + 10)],
  ])('a member that is %s', async (_what, forge) => {
    expect(await forged((zip) => forge(zip, zip.central('READ-ME.txt')))).toEqual(
      unreadable('packed in a way'),
    );
  });

  test('a member with a field beside its name, which could hold another name or size', async () => {
    const forge = (zip: ZipForger) => {
      const name = 'manifest.json';
      const at = zip.central(name);
      zip.octets.writeUInt16LE(4, at + 30);
      const end = at + 46 + name.length;
      const field = Buffer.from([0x99, 0x99, 0, 0]);
      zip.replace((body) => Buffer.concat([body.subarray(0, end), field, body.subarray(end)]));
    };
    expect(await forged(forge)).toEqual(unreadable('packed in a way'));
  });

  test('strong encryption', async () => {
    const forge = (zip: ZipForger) => {
      const at = zip.central('READ-ME.txt') + 8;
      zip.octets.writeUInt16LE(zip.octets.readUInt16LE(at) | 0x41, at);
    };
    expect(await forged(forge)).toEqual(unreadable('table of contents'));
  });

  test('a member that says to be shorter than it is', async () => {
    const at = (zip: ZipForger) => zip.central('record/assessment.json') + 24;
    expect(await forged((zip) => zip.octets.writeUInt32LE(1, at(zip)))).toEqual(changed('another size'));
  });

  test('a member that says to be longer than it is, as the manifest does', async () => {
    const small = smallBundle();
    const members = membersOf(small).filter(({ name }) => name !== 'manifest.json');
    const manifest = manifestOf(members, small.manifest);
    const text = manifest.content
      .toString()
      .replace(/"bytes":8,"name":"READ-ME.txt"/, '"bytes":9,"name":"READ-ME.txt"');
    await writeArchive(path, [...members, member('manifest.json', text)]);
    const zip = new ZipForger(path);
    zip.octets.writeUInt32LE(9, zip.central('READ-ME.txt') + 24);
    zip.save(path);
    expect(await refusal()).toEqual(changed('cannot be unpacked to the size that it says'));
  });

  test('a member of damaged octets', async () => {
    const forge = (zip: ZipForger) =>
      zip.octets.fill(0xff, zip.local('manifest.json') + 43, zip.local('manifest.json') + 60);
    expect(await forged(forge)).toEqual(changed('cannot be unpacked'));
  });

  test('a member that goes beyond the end of the file', async () => {
    expect(
      await forged((zip) => zip.octets.writeUInt32LE(0x7fffffff, zip.central('READ-ME.txt') + 20)),
    ).toEqual(unreadable('table of contents'));
  });

  test('a member that would unpack to more than is taken', async () => {
    expect(
      await forged((zip) => zip.octets.writeUInt32LE(0x7fffffff, zip.central('READ-ME.txt') + 24)),
    ).toEqual(tooLarge('Unpacked'));
  });

  test('a bomb that lies about its size is unpacked no further than it says', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const small = smallBundle();
    await writeArchive(path, [
      ...membersOf(small).filter(({ name }) => name !== 'manifest.json'),
      { name: 'manifest.json', content: Buffer.alloc(64 * 1024 * 1024) },
    ]);
    const zip = new ZipForger(path);
    zip.octets.writeUInt32LE(1_000, zip.central('manifest.json') + 24);
    zip.save(path);
    expect(statSync(path).size).toBeLessThan(bomb.length + 10_000);
    const before = process.memoryUsage().rss;
    expect(await refusal()).toEqual(changed('cannot be unpacked'));
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('more members than are taken', async () => {
    const forge = (zip: ZipForger) => {
      zip.octets.writeUInt16LE(50_000, zip.end + 8);
      zip.octets.writeUInt16LE(50_000, zip.end + 10);
    };
    expect(await forged(forge)).toEqual(tooLarge('50000 members'));
  });

  test('more members than there are', async () => {
    expect(await forged((zip) => zip.octets.writeUInt16LE(99, zip.end + 10))).toEqual(
      unreadable('table of contents'),
    );
  });

  test('an archive in several files', async () => {
    expect(await forged((zip) => zip.octets.writeUInt16LE(1, zip.end + 4))).toEqual(
      unreadable('table of contents'),
    );
  });

  test('an archive as one beyond 4 GiB needs it', async () => {
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50);
    const forge = (zip: ZipForger) =>
      zip.replace((body) => Buffer.concat([body.subarray(0, -22), locator, body.subarray(-22)]));
    expect(await forged(forge)).toEqual(unreadable('a kind that Hopcheck does not make'));
  });

  test('an archive with a longer comment', async () => {
    const forge = (zip: ZipForger) =>
      zip.replace((body) => {
        body.writeUInt16LE(65, body.length - 2);
        return Buffer.concat([body, Buffer.from('x')]);
      });
    expect(await forged(forge)).toEqual(unreadable('a kind that Hopcheck does not make'));
  });
});

describe('a manifest', () => {
  const broken: readonly [string, (bundle: SmallBundle) => readonly Member[], unknown][] = [
    ['that is missing', (bundle) => membersOf(bundle).slice(0, -1), unreadable('manifest.json is missing')],
    [
      'that is no JSON',
      (bundle) => [...membersOf(bundle).slice(0, -1), member('manifest.json', '{')],
      unreadable('manifest.json is not JSON'),
    ],
    [
      'of another format',
      (bundle) => membersOf({ ...bundle, manifest: { ...bundle.manifest, format: 'other' } }),
      unreadable('manifest.json does not hold what it should'),
    ],
    [
      'with a word too many',
      (bundle) => membersOf({ ...bundle, manifest: { ...bundle.manifest, more: 1 } }),
      unreadable('manifest.json does not hold what it should'),
    ],
    [
      'of a newer version',
      (bundle) => membersOf({ ...bundle, manifest: { ...bundle.manifest, version: 2, news: 1 } }),
      {
        code: 'bundle-from-newer-version',
        message:
          'This bundle was made by a newer Hopcheck (version 2 of the manifest.json). Nothing of it was kept. Update Hopcheck on this computer, then open the bundle again.',
      },
    ],
    [
      'of a version that never was',
      (bundle) => membersOf({ ...bundle, manifest: { ...bundle.manifest, version: 0 } }),
      unreadable('manifest.json does not hold what it should'),
    ],
    [
      'of a completed one without a seal',
      (bundle) => membersOf({ ...bundle, manifest: { ...bundle.manifest, kind: 'assessment' } }),
      unreadable('does not say clearly'),
    ],
    [
      'that leaves a member out',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        return [...members, manifestOf(members.slice(1), bundle.manifest)];
      },
      changed('READ-ME.txt is not in its manifest'),
    ],
    [
      'with a member that is not there',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        return [...members.slice(1), manifestOf(members, bundle.manifest)];
      },
      changed('READ-ME.txt is missing'),
    ],
    [
      'that needs less than a bundle has',
      (bundle) => {
        const members = membersOf(bundle).slice(1, -1);
        return [...members, manifestOf(members, bundle.manifest)];
      },
      changed('READ-ME.txt is missing'),
    ],
    [
      'without a page of evidence between others',
      (bundle) => {
        const { 'evidence/00000.json': page, ...parts } = bundle.parts;
        return membersOf({ ...bundle, parts: { ...parts, 'evidence/00001.json': page ?? '' } });
      },
      changed('record/evidence/00000.json is missing'),
    ],
    [
      'that names a member twice',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        return [...members, manifestOf([...members, ...members.slice(0, 1)], bundle.manifest)];
      },
      unreadable('the same twice'),
    ],
    [
      'with a seal that a capture has not',
      (bundle) => membersOf({ ...bundle, others: { ...bundle.others, 'seal.json': '{}' } }),
      unreadable('names what no such bundle has'),
    ],
    [
      'with another hash',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        const others = members.map((one) =>
          one.name === 'exports/report.json' ? { ...one, content: Buffer.from('[]') } : one,
        );
        return [...members, manifestOf(others, bundle.manifest)];
      },
      changed('exports/report.json is not the one that its manifest tells of'),
    ],
    [
      'with another hash of a part',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        const others = members.map((one) =>
          one.name === 'record/subjects.json' ? { ...one, content: Buffer.from('{}') } : one,
        );
        return [...members, manifestOf(others, bundle.manifest)];
      },
      changed('record/subjects.json is not the one that its manifest tells of'),
    ],
    [
      'with another size',
      (bundle) => {
        const members = membersOf(bundle).slice(0, -1);
        const others = members.map((one) => ({
          ...one,
          content: Buffer.concat([one.content, Buffer.from(' ')]),
        }));
        return [...members, manifestOf(others, bundle.manifest)];
      },
      changed('another size than its manifest says'),
    ],
  ];

  test.each(broken)('%s', async (_what, make, expected) => {
    await writeArchive(path, make(smallBundle()));
    const { code, message } = await failureOf(openBundle(path));
    expect({ code, message }).toEqual(expected);
  });
});

describe('a part', () => {
  test.each<[string, string, string, string]>([
    ['that is no JSON', 'subjects.json', '[', 'is not JSON'],
    ['that is no text', 'subjects.json', '"\u00ff', 'is not text in UTF-8'],
    ['of another shape', 'subjects.json', '{}', 'does not hold what it should'],
    ['of evidence of another shape', 'evidence/00000.json', '{}', 'does not hold what it should'],
    [
      'with a word too many',
      'drafts.json',
      '{"bulk":null,"more":1,"subjects":[]}',
      'does not hold what it should',
    ],
    [
      'with a key that is there twice',
      'drafts.json',
      '{"bulk":null,"bulk":null,"subjects":[]}',
      'not written as',
    ],
    ['with its keys in another order', 'drafts.json', '{"subjects":[],"bulk":null}', 'not written as'],
    ['with blanks', 'drafts.json', '{"bulk": null,"subjects":[]}', 'not written as'],
    [
      'with half of a character',
      'problems.json',
      String.raw`[{"code":"\ud800","distinguishedName":null,"message":""}]`,
      'not written as',
    ],
    [
      'with a key that would steer the program',
      'evidence/00000.json',
      '{"entries":[{"attributes":{"__proto__":["x"]},"distinguishedName":"x"}],"readAt":"2026-03-01T08:00:00.000Z"}',
      'not written as',
    ],
    [
      'with more numbers for a value than a stack holds',
      'evidence/00000.json',
      `{"entries":[{"attributes":{"cn":[${'0,'.repeat(500_000)}0]},"distinguishedName":"x"}],"readAt":"2026-03-01T08:00:00.000Z"}`,
      'does not hold what it should',
    ],
    [
      'with a number beyond all bounds',
      'assessment.json',
      smallBundle().parts['assessment.json']?.replace('"size":1', '"size":1e400') ?? '',
      'not written as',
    ],
    [
      'with a time that is not written as all others',
      'evidence/00000.json',
      '{"entries":[],"readAt":"2026-03-01T08:00:00Z"}',
      'does not hold what it should',
    ],
    [
      'that tells of nothing that can be sent',
      'wire-log.json',
      '{"dropped":0,"entries":[{}]}',
      'does not hold what it should',
    ],
    ['nested absurdly deep', 'wire-log.json', '['.repeat(1_000_000), 'nested deeper'],
    [
      'nested deep within what is free',
      'wire-log.json',
      `{"dropped":0,"entries":[{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}]}`,
      'nested deeper',
    ],
  ])('%s', async (_what, name, text, words) => {
    const small = smallBundle();
    const members = membersOf({ ...small, parts: { ...small.parts, [name]: text } });
    // U+00FF stands for an octet that is no UTF-8.
    const raw = members
      .slice(0, -1)
      .map((one) =>
        one.name === `record/${name}`
          ? { ...one, content: Buffer.from(text, text.includes('\u00ff') ? 'latin1' : 'utf8') }
          : one,
      );
    await writeArchive(path, [...raw, manifestOf(raw, small.manifest)]);
    expect(await refusal()).toEqual(
      unreadable(
        `record/${name} ${words}`
          .replace('json not written as', 'json is not written as')
          .replace('json nested', 'json is nested'),
      ),
    );
  });

  test('of more values than are taken is refused before anything is made of them', async () => {
    const small = smallBundle();
    const text = `{"dropped":0,"entries":[${'{},'.repeat(6_000_000)}{}]}`;
    await writeArchive(path, membersOf({ ...small, parts: { ...small.parts, 'wire-log.json': text } }));
    expect(await refusal()).toEqual(tooLarge('record/wire-log.json holds more values than are taken'));
  });

  test('may hold brackets in its texts', async () => {
    const message = `\\"${'['.repeat(1_000)}"\\`;
    const problems = [{ code: 'referral', message, distinguishedName: null }];
    await writeSmallBundle(path, smallBundle({ 'problems.json': problems }));
    const bundle = await openBundle(path);
    expect(bundle.single('problems.json')).toEqual(problems);
    bundle.close();
  });

  const manyProblems = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      code: 'referral',
      message: `${at}`,
      distinguishedName: null,
    }));

  test.each([1_000, 1_001, 2_500])('may hold a list of %i items', async (count) => {
    const problems = manyProblems(count);
    await writeSmallBundle(path, smallBundle({ 'problems.json': problems }));
    const bundle = await openBundle(path);
    expect(bundle.single('problems.json')).toEqual(problems);
    bundle.close();
  });

  test.each([
    ['does not hold what it should', '2345.message: Invalid input', '"message":"2345"', '"message":2345'],
    ['is not written as', undefined, '"message":"2345"', '"message":"\\u0032345"'],
    ['is not written as', undefined, /\]$/, ' ]'],
    [
      'is not written as',
      undefined,
      /\]$/,
      ',{"code":"","distinguishedName":null,"message":"","message":""}]',
    ],
  ])('that has something wrong late in a long list %s', async (words, detail, right, wrong) => {
    const small = smallBundle({ 'problems.json': manyProblems(2_500) });
    const text = small.parts['problems.json']?.replace(right, wrong) ?? '';
    await writeSmallBundle(path, { ...small, parts: { ...small.parts, 'problems.json': text } });
    const failure = await failureOf(openBundle(path));
    expect(failure).toMatchObject(unreadable(`record/problems.json ${words}`));
    expect(failure.detail?.slice(0, detail?.length ?? 0)).toBe(detail);
  });

  test('that was changed after it was opened is found when it is read', async () => {
    await writeSmallBundle(path, smallBundle());
    const bundle = await openBundle(path);
    const other = join(folder.path, 'other');
    await writeSmallBundle(other, smallBundle({ 'drafts.json': { subjects: [], bulk: null, more: '' } }));
    // In the same file, which stays open.
    copyFileSync(other, path);
    expect(() => bundle.part('drafts.json')).toThrow('This bundle is not as it was made.');
    bundle.close();
  });
});

test('a seal of a newer version is told', async () => {
  const small = smallBundle();
  const seal = canonicalText({ format: 'hopcheck-seal', version: 7 });
  const manifest = { ...small.manifest, kind: 'assessment', seal: '0'.repeat(64) };
  await writeSmallBundle(path, { ...small, others: { ...small.others, 'seal.json': seal }, manifest });
  expect(await failureOf(openBundle(path))).toMatchObject({ code: 'bundle-from-newer-version' });
});

test('the file is closed again when it is refused', async () => {
  writeFileSync(path, 'no bundle');
  await refusal();
  const open = readdirSync('/proc/self/fd').map((name) => linkOf(`/proc/self/fd/${name}`));
  expect(open.filter((target) => target === path)).toEqual([]);
});

/** Empty for the one that was open only while the folder was read. */
function linkOf(name: string): string {
  try {
    return readlinkSync(name);
  } catch {
    return '';
  }
}
