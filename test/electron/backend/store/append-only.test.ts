import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import { openDatabase } from '../../../../electron/backend/store/open-database.ts';
import { databaseFileName } from '../../../../electron/backend/store/store.ts';
import {
  assessmentId,
  complete,
  decision,
  figures,
  newAssessment,
  openedStore,
  secondSubject,
  temporaryFolder,
  walkInto,
  withdrawal,
} from './store-fixture.ts';

type State = 'walking' | 'in-review' | 'completed';

/** The tables themselves, without the store in front of them, with one assessment in the given state. */
function tables(state: State) {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  if (state === 'walking') store.beginAssessment(newAssessment);
  else {
    walkInto(store);
    store.recordDecisions(assessmentId, [decision(), decision()], figures);
    store.withdrawDecision(assessmentId, withdrawal(), figures);
    store.saveDraft(assessmentId, {
      subjectKey: secondSubject,
      status: null,
      justification: '',
      comments: '',
      findingDetails: null,
      severityOverride: null,
      savedAt: 'now',
    });
    store.saveBulkDraft(assessmentId, {
      status: 'open',
      justification: '',
      comments: '',
      findingDetails: null,
      severityOverride: null,
      savedAt: 'now',
    });
    if (state === 'completed') complete(store);
  }
  store.close();
  const database = openDatabase(join(folder, databaseFileName), migrations, '0.1.0');
  onTestFinished(() => void database.close());
  return database;
}

/** Gives an assessment up for deletion. */
const giveUp = (id: string) =>
  `INSERT INTO deletion VALUES ('${id}', 'Contoso', NULL, NULL, '2026-03-01T12:00:00.000Z', 'A')`;

const always = [
  ["UPDATE assessment SET assessor = 'B'", 'the origin of an assessment never changes'],
  ["UPDATE assessment SET source = '{}'", 'the origin of an assessment never changes'],
  ["UPDATE assessment SET state = 'walking'", 'an assessment only goes forward'],
  ["UPDATE assessment SET walk = 'x'", 'the descent of an assessment never changes'],
  ['UPDATE assessment SET revision = 2', 'the descent of an assessment never changes'],
  ["UPDATE assessment SET revises = 'x'", 'the descent of an assessment never changes'],
  ["UPDATE assessment SET origin = '{}'", 'the descent of an assessment never changes'],
  [`${giveUp('unknown')}; UPDATE deletion SET deleted_by = 'B'`, 'a deletion never changes'],
  [`${giveUp('unknown')}; DELETE FROM deletion`, 'a deletion is never forgotten'],
];
/** Nothing is written of them before the walk ends, so the first statement makes the row. */
const whileWalking = [
  ["INSERT INTO wire_log VALUES (1, x'00'); UPDATE wire_log SET log = x'01'", 'evidence never changes'],
];
const notInReview = [
  ["INSERT INTO bulk_draft VALUES (1, 'open', '', '', NULL, NULL, NULL, '')", 'not in review'],
  ['INSERT OR REPLACE INTO bulk_draft SELECT * FROM bulk_draft', 'not in review'],
];
const afterTheWalk = [
  ["UPDATE evidence SET names = '[]'", 'evidence never changes'],
  ['DELETE FROM evidence', 'evidence is only deleted with its assessment'],
  [
    'INSERT INTO evidence SELECT assessment, 1, read_at, entry_count, names, entries FROM evidence',
    'the walk has ended',
  ],
  ['INSERT OR REPLACE INTO evidence SELECT * FROM evidence', 'the walk has ended'],
  ["UPDATE problem SET message = ''", 'evidence never changes'],
  ['DELETE FROM problem', 'evidence is only deleted with its assessment'],
  ["INSERT INTO problem VALUES (1, 9, 'referral', '', NULL)", 'the walk has ended'],
  ["UPDATE subject SET status = 'not_a_finding'", 'evidence never changes'],
  ['DELETE FROM subject', 'evidence is only deleted with its assessment'],
  ["INSERT INTO subject VALUES (9, 1, 'k', 'n', 'open', '[]', NULL, NULL)", 'the walk has ended'],
  ["UPDATE wire_log SET log = x'00'", 'evidence never changes'],
  ['DELETE FROM wire_log', 'evidence is only deleted with its assessment'],
  ["INSERT INTO wire_log VALUES (1, x'00')", 'the walk has ended'],
  ['INSERT OR REPLACE INTO wire_log SELECT * FROM wire_log', 'the walk has ended'],
  ["UPDATE decision SET status = 'not_a_finding'", 'a decision never changes'],
  ['DELETE FROM decision', 'a decision is only deleted with its assessment'],
  ["UPDATE withdrawal SET withdrawn_by = 'B'", 'a withdrawal never changes'],
  ['DELETE FROM withdrawal', 'a withdrawal is only deleted with its assessment'],
  ['DELETE FROM assessment', 'an assessment is only deleted when given up'],
  ["UPDATE assessment SET complete = 0, incomplete_reason = 'x'", 'the outcome of a walk never changes'],
  ["UPDATE assessment SET organization_name = 'x'", 'the outcome of a walk never changes'],
  ["UPDATE event SET by = 'B'", 'an event never changes'],
  ['DELETE FROM event', 'an event is never deleted'],
  ['INSERT OR REPLACE INTO event SELECT * FROM event', 'an event is never deleted'],
  ["UPDATE observed SET objects = x'00'", 'what was observed never changes'],
  ['DELETE FROM observed', 'what was observed is only deleted with its assessment'],
  [
    'INSERT OR REPLACE INTO observed SELECT * FROM observed',
    'what was observed is only deleted with its assessment',
  ],
  // That another one was given up changes nothing for this.
  [`${giveUp('another')}; DELETE FROM event`, 'an event is never deleted'],
  [`${giveUp('another')}; DELETE FROM evidence`, 'evidence is only deleted with its assessment'],
];
/** Replacing is deleting: only recursive triggers see it. */
const inReviewOnly = [
  [
    'INSERT OR REPLACE INTO decision SELECT * FROM decision',
    'a decision is only deleted with its assessment',
  ],
  [
    'INSERT OR REPLACE INTO withdrawal SELECT * FROM withdrawal',
    'a withdrawal is only deleted with its assessment',
  ],
  ["INSERT INTO seal SELECT id, '', '', '', 2 FROM assessment", 'not completed'],
];
const onceCompleted = [
  ["UPDATE assessment SET figures = '{}'", 'a completed assessment never changes'],
  ["UPDATE assessment SET state = 'in-review', completed_at = NULL", 'a completed assessment never changes'],
  ["INSERT INTO decision VALUES (9, 1, 'open', 'open', '', '', '', '', NULL, NULL, NULL)", 'not in review'],
  ["INSERT INTO withdrawal VALUES (1, '', '')", 'not in review'],
  ["INSERT INTO draft VALUES (1, 'open', '', '', '', NULL, NULL, NULL)", 'not in review'],
  ["UPDATE draft SET comments = 'x'", 'not in review'],
  ['DELETE FROM draft', 'not in review'],
  ["INSERT INTO seal VALUES ('unknown', '', '', '', 2)", 'not completed'],
  ["UPDATE seal SET sha256 = 'x'", 'a seal never changes'],
  ['UPDATE seal SET position = NULL', 'a seal never changes'],
  ['DELETE FROM seal', 'a seal is never deleted'],
  ['INSERT OR REPLACE INTO seal SELECT * FROM seal', 'a seal is never deleted'],
  // One of this data folder's chain stays even then.
  [`${giveUp(assessmentId)}; DELETE FROM seal`, 'a seal is never deleted'],
  ...notInReview,
  ["UPDATE bulk_draft SET comments = 'x'", 'not in review'],
  ['DELETE FROM bulk_draft', 'not in review'],
];

const cases = [
  ...[...always, ...whileWalking, ...notInReview.slice(0, 1)].map((row) => ['walking', ...row]),
  ...[...always, ...afterTheWalk, ...inReviewOnly].map((row) => ['in-review', ...row]),
  ...[...always, ...afterTheWalk, ...onceCompleted].map(([sql, why]) => [
    'completed',
    sql,
    sql?.startsWith('UPDATE assessment') && !why?.includes('descent')
      ? 'a completed assessment never changes'
      : why,
  ]),
] as [State, string, string][];

test.each(cases)('while %s the database itself refuses: %s', (state, sql, why) => {
  const database = tables(state);
  expect(() => database.exec(sql)).toThrow(
    expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER', message: why }),
  );
});

/** What an assessment leaves behind in other tables, in an order in which it can go. */
const deleted = [
  'withdrawal',
  'decision',
  'draft',
  'bulk_draft',
  'subject',
  'problem',
  'evidence',
  'wire_log',
  'observed',
  'event',
];

test('an assessment that was given up can be deleted, table by table', () => {
  const database = tables('completed');
  database.exec(giveUp(assessmentId));
  for (const table of [...deleted, 'assessment']) database.exec(`DELETE FROM ${table}`);
  const rows = [...deleted, 'assessment', 'seal'].map((table) =>
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
  expect(rows).toEqual([...deleted.map(() => 0), 0, 1]);
});

test('an assessment in review that was given up can be deleted, too', () => {
  const database = tables('in-review');
  database.exec(giveUp(assessmentId));
  for (const table of [...deleted, 'assessment']) database.exec(`DELETE FROM ${table}`);
  expect(database.prepare('SELECT count(*) FROM assessment').pluck().get()).toBe(0);
});
