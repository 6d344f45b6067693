import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import { openDatabase } from '../../../../electron/backend/store/open-database.ts';
import {
  assessmentId,
  decision,
  entries,
  failureOf,
  figuresRead,
  firstSubject,
  newAssessment,
  openedStore,
  outcome,
  pin,
  proposals,
  recordInReview,
  temporaryFolder,
} from './store-fixture.ts';

/** What version 0.1.0 kept of a domain controller. */
const overLdaps = {
  kind: 'domain-controller',
  host: 'dc1.contoso.example',
  port: 636,
  channel: 'ldaps',
  account: 'assessor@contoso.example',
  dnsHostName: 'dc1.contoso.example',
  windowsLevel: 'Windows Server 2003',
  clockDifferenceMilliseconds: -1_200,
  certificateFingerprint: 'AA:BB',
};
const inPractice = {
  ...overLdaps,
  kind: 'practice',
  host: '127.0.0.1',
  channel: 'practice',
  certificateFingerprint: null,
};
const fromFile = { kind: 'ldif', fileName: 'exchange.ldf', size: 12_345, sha256: 'ab'.repeat(32) };

const notKeptThen = {
  signIn: 'simple',
  site: null,
  tls: null,
  weaknesses: [],
  ldapsPassedOver: null,
  clearTextConsent: false,
};

/** A data folder as version 0.1.0 left it: one assessment in review, with evidence and a decision, read from `source`. */
function folderOfFirstVersion(source: object): string {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'hopcheck.db'), migrations.slice(0, 1), '0.1.0');
  const { exchangeContainer, assessor, startedAt, toolVersion, ruleVersion, checkId } = newAssessment;
  database
    .prepare(
      `INSERT INTO assessment VALUES (1, ?, 'walking', 0, NULL, NULL, ?, ?, ?, ?, NULL, NULL, 0, NULL, NULL, ?, ?, ?)`,
    )
    .run(
      assessmentId,
      exchangeContainer,
      JSON.stringify(source),
      assessor,
      startedAt,
      toolVersion,
      ruleVersion,
      checkId,
    );
  database
    .prepare('INSERT INTO evidence VALUES (1, 0, ?, 2, ?, ?)')
    .run('2026-03-01T09:00:01.000Z', '[]', gzipSync(JSON.stringify(entries)));
  database
    .prepare('INSERT INTO subject VALUES (1, 1, ?, ?, ?, ?)')
    .run(firstSubject, 'CN=1,CN=SMTP,CN=MAIL1', 'not_a_finding', '["anonymous-tls"]');
  database
    .prepare(
      `UPDATE assessment SET state = 'in-review', finished_at = ?, organization_name = ?, organization_dn = ?, complete = 1, figures = ?`,
    )
    .run(
      outcome.finishedAt,
      outcome.organizationName,
      outcome.organizationDistinguishedName,
      JSON.stringify(figuresRead),
    );
  const { status, justification, comments, decidedAt, decidedBy } = decision();
  database
    .prepare(`INSERT INTO decision VALUES (1, 1, ?, 'not_a_finding', ?, ?, ?, ?)`)
    .run(status, justification, comments, decidedAt, decidedBy);
  database.close();
  return folder;
}

const readings = [
  ['over LDAPS', overLdaps, { ...overLdaps, ...notKeptThen, certificateTrust: 'authority' }],
  ['in practice', inPractice, { ...inPractice, ...notKeptThen, certificateTrust: null }],
  ['from a file', fromFile, { ...fromFile, modifiedAt: null }],
] as const;

test.each(readings)(
  'what version 0.1.0 read %s opens whole, with a backup of the data as it was',
  (_, kept, source) => {
    const folder = folderOfFirstVersion(kept);
    const store = openedStore(folder);
    const { subjectKey: _subjectKey, ...decided } = decision();
    expect({
      backups: readdirSync(join(folder, 'backups')),
      record: store.assessment(assessmentId),
      entries: store.entries(assessmentId),
      proposals: store.proposals(assessmentId),
      decisions: store.decisionsOn(assessmentId, firstSubject),
      wireLog: store.wireLog(assessmentId),
      authorities: store.authorities(),
      pins: store.pins(),
    }).toEqual({
      backups: ['hopcheck-before-4.db'],
      record: {
        ...recordInReview,
        practice: false,
        source,
      },
      entries,
      proposals: proposals.slice(0, 1),
      decisions: [{ ...decided, previousStatus: 'not_a_finding', withdrawn: null }],
      wireLog: null,
      authorities: [],
      pins: [],
    });
  },
);

test('the backup is the database as it was, and the migrated one takes what is new', () => {
  const folder = folderOfFirstVersion(overLdaps);
  const store = openedStore(folder);
  store.setPin(pin());
  const migrated = store.pins().map(({ host }) => host);
  const backup = openDatabase(
    join(folder, 'backups', 'hopcheck-before-4.db'),
    migrations.slice(0, 1),
    '0.1.0',
  );
  const version = backup.pragma('user_version', { simple: true });
  const source = backup.prepare('SELECT source FROM assessment').pluck().get();
  backup.close();
  expect({ migrated, version, source }).toEqual({
    migrated: [pin().host],
    version: 1,
    source: JSON.stringify(overLdaps),
  });
});

test.each([
  ['a channel that version 0.1.0 did not have', { ...overLdaps, channel: 'sealed' }],
  ['only a part of what is kept today', { ...overLdaps, signIn: 'simple' }],
  ['no account', { ...overLdaps, account: null }],
])('a source with %s is damage', (_, source) => {
  const store = openedStore(folderOfFirstVersion(source));
  expect(failureOf(() => store.assessment(assessmentId)).code).toBe('data-damaged');
});

test.each([
  [1, '368eb3d9aa5c949af0346c381ab1fad605bbddc3f597560a952ea80f2bb7c663'],
  [2, 'e86d15fe6a23cfdd50561f96ebe59a7e7bc6c2427e5fccf9eda44cc2e8c0e33b'],
  [3, 'c9885a5747399475a5fade0ba693c571f65309b531d6907bda80939c09e3eea8'],
])('step %i was released and is never edited', (version, sha256) => {
  const step = migrations.find((migration) => migration.version === version);
  expect(
    createHash('sha256')
      .update(step?.sql ?? '')
      .digest('hex'),
  ).toBe(sha256);
});
