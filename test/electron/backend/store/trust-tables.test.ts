import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { NewAuthority } from '../../../../electron/backend/store/records.ts';
import { failureOf, openedStore, pin, temporaryFolder } from './store-fixture.ts';

const first: NewAuthority = {
  certificate: Buffer.from('abc'),
  fileName: 'root.cer',
  importedAt: '2026-03-01T08:00:00.000Z',
  importedBy: 'A. Assessor',
};
/** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
const firstFingerprint =
  'BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD';
const second: NewAuthority = { ...first, certificate: Buffer.from(''), fileName: 'chain.p7b' };
/** SHA-256 of nothing. */
const secondFingerprint =
  'E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55';

describe('authorities', () => {
  test('are kept with who imported them, after closing and opening as well, until they are removed', () => {
    const folder = temporaryFolder();
    const store = openedStore(folder);
    const before = store.authorities();
    const added = store.addAuthorities([second, first]);
    store.close();
    const again = openedStore(folder);
    const kept = again.authorities();
    const removed = [again.removeAuthority(firstFingerprint), again.removeAuthority(firstFingerprint)];
    expect({ before, added, kept, removed, after: again.authorities() }).toEqual({
      before: [],
      added: 2,
      kept: [
        { ...first, sha256: firstFingerprint },
        { ...second, sha256: secondFingerprint },
      ],
      removed: [true, false],
      after: [{ ...second, sha256: secondFingerprint }],
    });
  });

  test('that are known already stay as they were imported first, and are not counted as new', () => {
    const store = openedStore();
    store.addAuthorities([first]);
    const added = store.addAuthorities([
      { ...first, fileName: 'again.cer', importedBy: 'B. Assessor' },
      second,
    ]);
    expect([added, store.authorities()]).toEqual([
      1,
      [
        { ...first, sha256: firstFingerprint },
        { ...second, sha256: secondFingerprint },
      ],
    ]);
  });

  test('are added all or none', () => {
    const store = openedStore();
    const impossible = { ...second, fileName: null as unknown as string };
    expect(() => store.addAuthorities([first, impossible])).toThrow('NOT NULL');
    expect(store.authorities()).toEqual([]);
  });
});

describe('pins', () => {
  test('are kept with who pinned them, after closing and opening as well, until they are removed', () => {
    const folder = temporaryFolder();
    const store = openedStore(folder);
    const other = pin({ host: '192.0.2.10', pinnedBy: 'B. Assessor' });
    store.setPin(pin({ certificate: Buffer.from('abc') }));
    store.setPin(other);
    store.close();
    const again = openedStore(folder);
    const kept = again.pins();
    const one = again.pinOf('dc1.contoso.example');
    const removed = [again.removePin('192.0.2.10'), again.removePin('192.0.2.10')];
    const abc = { ...pin({ certificate: Buffer.from('abc') }), sha256: firstFingerprint };
    expect({ kept, one, removed, after: again.pins(), none: again.pinOf('192.0.2.10') }).toEqual({
      kept: [{ ...other, sha256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }, abc],
      one: abc,
      removed: [true, false],
      after: [abc],
      none: null,
    });
  });

  test('are one for a host: the last', () => {
    const store = openedStore();
    const last = pin({
      certificate: Buffer.from('abc'),
      pinnedAt: '2026-03-02T08:00:00.000Z',
      pinnedBy: 'B. Assessor',
    });
    store.setPin(pin());
    store.setPin(last);
    expect(store.pins()).toEqual([{ ...last, sha256: firstFingerprint }]);
  });

  test('are for hosts in lower case only', () => {
    expect(() => openedStore().setPin(pin({ host: 'DC1' }))).toThrow('CHECK constraint failed');
  });
});

describe('a certificate that was damaged within the file is not trusted:', () => {
  const damages = [
    ['one octet', "certificate = CAST('abd' AS BLOB)"],
    ['all of it', "certificate = x''"],
    ['its fingerprint', "sha256 = 'BA:78'"],
  ] as const;

  test.each(damages)('%s', (_, damage) => {
    const folder = temporaryFolder();
    const store = openedStore(folder);
    store.addAuthorities([first]);
    store.setPin(pin({ certificate: Buffer.from('abc') }));
    store.close();
    new SqliteDatabase(join(folder, 'hopcheck.db'))
      .exec(`UPDATE trusted_authority SET ${damage}; UPDATE pinned_certificate SET ${damage}`)
      .close();
    const again = openedStore(folder);
    const reading = [() => again.authorities(), () => again.pins(), () => again.pinOf(pin().host)];
    expect(reading.map((read) => failureOf(read).code)).toEqual(reading.map(() => 'data-damaged'));
  });
});
