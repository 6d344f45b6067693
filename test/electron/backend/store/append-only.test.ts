import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import { openDatabase } from '../../../../electron/backend/store/open-database.ts';
import { databaseFileName } from '../../../../electron/backend/store/store.ts';
import {
  assessmentId,
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
    if (state === 'completed') store.complete(assessmentId, '2026-03-01T11:00:00.000Z', figures);
  }
  store.close();
  const database = openDatabase(join(folder, databaseFileName), migrations, '0.1.0');
  onTestFinished(() => void database.close());
  return database;
}

const always = [
  ["UPDATE assessment SET assessor = 'B'", 'the origin of an assessment never changes'],
  ["UPDATE assessment SET source = '{}'", 'the origin of an assessment never changes'],
  ["UPDATE assessment SET state = 'walking'", 'an assessment only goes forward'],
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
  ['DELETE FROM evidence', 'evidence is never deleted'],
  [
    'INSERT INTO evidence SELECT assessment, 1, read_at, entry_count, names, entries FROM evidence',
    'the walk has ended',
  ],
  ['INSERT OR REPLACE INTO evidence SELECT * FROM evidence', 'the walk has ended'],
  ["UPDATE problem SET message = ''", 'evidence never changes'],
  ['DELETE FROM problem', 'evidence is never deleted'],
  ["INSERT INTO problem VALUES (1, 9, 'referral', '', NULL)", 'the walk has ended'],
  ["UPDATE subject SET status = 'not_a_finding'", 'evidence never changes'],
  ['DELETE FROM subject', 'evidence is never deleted'],
  ["INSERT INTO subject VALUES (9, 1, 'k', 'n', 'open', '[]', NULL, NULL)", 'the walk has ended'],
  ["UPDATE wire_log SET log = x'00'", 'evidence never changes'],
  ['DELETE FROM wire_log', 'evidence is never deleted'],
  ["INSERT INTO wire_log VALUES (1, x'00')", 'the walk has ended'],
  ['INSERT OR REPLACE INTO wire_log SELECT * FROM wire_log', 'the walk has ended'],
  ["UPDATE decision SET status = 'not_a_finding'", 'a decision never changes'],
  ['DELETE FROM decision', 'a decision is never deleted'],
  ["UPDATE withdrawal SET withdrawn_by = 'B'", 'a withdrawal never changes'],
  ['DELETE FROM withdrawal', 'a withdrawal is never deleted'],
  ['DELETE FROM assessment', 'an assessment is never deleted'],
  ["UPDATE assessment SET complete = 0, incomplete_reason = 'x'", 'the outcome of a walk never changes'],
  ["UPDATE assessment SET organization_name = 'x'", 'the outcome of a walk never changes'],
];
/** Replacing is deleting: only recursive triggers see it. */
const inReviewOnly = [
  ['INSERT OR REPLACE INTO decision SELECT * FROM decision', 'a decision is never deleted'],
  ['INSERT OR REPLACE INTO withdrawal SELECT * FROM withdrawal', 'a withdrawal is never deleted'],
];
const onceCompleted = [
  ["UPDATE assessment SET figures = '{}'", 'a completed assessment never changes'],
  ["UPDATE assessment SET state = 'in-review', completed_at = NULL", 'a completed assessment never changes'],
  ["INSERT INTO decision VALUES (9, 1, 'open', 'open', '', '', '', '', NULL, NULL, NULL)", 'not in review'],
  ["INSERT INTO withdrawal VALUES (1, '', '')", 'not in review'],
  ["INSERT INTO draft VALUES (1, 'open', '', '', '', NULL, NULL, NULL)", 'not in review'],
  ["UPDATE draft SET comments = 'x'", 'not in review'],
  ['DELETE FROM draft', 'not in review'],
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
    sql?.startsWith('UPDATE assessment') ? 'a completed assessment never changes' : why,
  ]),
] as [State, string, string][];

test.each(cases)('while %s the database itself refuses: %s', (state, sql, why) => {
  const database = tables(state);
  expect(() => database.exec(sql)).toThrow(
    expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER', message: why }),
  );
});
