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
  figuresAfterOne,
  figuresReadAfterOne,
  firstSubject,
  newAssessment,
  openedStore,
  outcome,
  proposals,
  secondSubject,
  temporaryFolder,
  wireLog,
  withdrawal,
} from './store-fixture.ts';

const nothingMore = { findingDetails: null, severityOverride: null };
const { subjectKey: _subjectKey, ...decided } = decision();
const old = { ...decided, previousStatus: 'not_a_finding', withdrawn: null };
const draft = { status: 'open', justification: 'Half a sen', comments: 'Ask', ...nothingMore };

/** A data folder as the second version left it: an assessment in review with evidence, a decision, a draft and what was sent. */
function folderOfSecondVersion(): string {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'hopcheck.db'), migrations.slice(0, 2), '0.2.0');
  const run = (sql: string, values: readonly (string | number | Buffer)[]) =>
    database.prepare(sql).run(...values);
  const { exchangeContainer, source, assessor, startedAt, toolVersion, ruleVersion, checkId } = newAssessment;
  run(
    `INSERT INTO assessment VALUES (1, ?, 'walking', 1, NULL, NULL, ?, ?, ?, ?, NULL, NULL, 0, NULL, NULL, ?, ?, ?)`,
    [
      assessmentId,
      exchangeContainer,
      JSON.stringify(source),
      assessor,
      startedAt,
      toolVersion,
      ruleVersion,
      checkId,
    ],
  );
  const names = JSON.stringify(entries.map(({ distinguishedName }) => distinguishedName));
  run('INSERT INTO evidence VALUES (1, 0, ?, 2, ?, ?)', [
    '2026-03-01T09:00:01.000Z',
    names,
    gzipSync(JSON.stringify(entries)),
  ]);
  for (const { subjectKey, distinguishedName, proposal } of proposals) {
    run('INSERT INTO subject VALUES (NULL, 1, ?, ?, ?, ?)', [
      subjectKey,
      distinguishedName,
      proposal.status,
      JSON.stringify(proposal.reasons),
    ]);
  }
  run('INSERT INTO wire_log VALUES (1, ?)', [gzipSync(JSON.stringify(wireLog))]);
  run(
    `UPDATE assessment SET state = 'in-review', finished_at = ?, organization_name = ?, organization_dn = ?, complete = 1, figures = ?`,
    [
      outcome.finishedAt,
      outcome.organizationName,
      outcome.organizationDistinguishedName,
      JSON.stringify(figuresReadAfterOne),
    ],
  );
  const { status, justification, comments, decidedAt, decidedBy } = decided;
  run(`INSERT INTO decision VALUES (1, 1, ?, 'not_a_finding', ?, ?, ?, ?)`, [
    status,
    justification,
    comments,
    decidedAt,
    decidedBy,
  ]);
  run('INSERT INTO draft VALUES (2, ?, ?, ?, ?)', [
    draft.status,
    draft.justification,
    draft.comments,
    '2026-03-01T09:30:00.000Z',
  ]);
  database.close();
  return folder;
}

test('data of the second version opens whole; what it did not know is null', () => {
  const folder = folderOfSecondVersion();
  const store = openedStore(folder);
  expect({
    backups: readdirSync(join(folder, 'backups')),
    entries: store.entries(assessmentId),
    entry: store.entry(assessmentId, 'CN=2,CN=SMTP,CN=MAIL1'),
    proposals: store.proposals(assessmentId),
    history: store.decisionsOn(assessmentId, firstSubject),
    standing: store.standingDecisions(assessmentId),
    draft: store.draftOn(assessmentId, secondSubject),
    drafted: [...store.draftedSubjects(assessmentId)],
    wireLog: store.wireLog(assessmentId),
    figures: store.assessment(assessmentId).figures,
  }).toEqual({
    backups: ['hopcheck-before-4.db'],
    entries,
    entry: { ...entries[1], readAt: '2026-03-01T09:00:01.000Z' },
    proposals,
    history: [old],
    standing: new Map([[firstSubject, decided]]),
    draft,
    drafted: [secondSubject],
    wireLog,
    figures: figuresReadAfterOne,
  });
});

test('decisions of the second version can be followed, taken back and found by their object’s name', () => {
  const store = openedStore(folderOfSecondVersion());
  const words = {
    findingDetails: 'Seen.',
    severityOverride: { severity: 'high', justification: 'An open relay.' },
  } as const;
  store.recordDecisions(assessmentId, [decision(words)], figuresAfterOne);
  store.withdrawDecision(assessmentId, withdrawal(), figuresAfterOne);
  const afterNew = store.standingDecisions(assessmentId);
  const today = 'aaaaaaaa-0000-4000-8000-000000000000';
  store.beginAssessment({ ...newAssessment, id: today });
  const objectGuid = '11111111-1111-4111-8111-111111111111';
  const earlier = store.earlierDecisions(today, { subjectKey: firstSubject, objectGuid });
  store.withdrawDecision(assessmentId, withdrawal(), figuresAfterOne);
  const withdrawn = { at: withdrawal().withdrawnAt, by: withdrawal().withdrawnBy };
  expect({
    afterNew,
    earlier: earlier.map((record) => record.decision),
    history: store.decisionsOn(assessmentId, firstSubject),
    standing: store.standingDecisions(assessmentId),
  }).toEqual({
    afterNew: new Map([[firstSubject, decided]]),
    earlier: [decided],
    history: [
      { ...old, withdrawn },
      { ...decided, ...words, previousStatus: 'open', withdrawn },
    ],
    standing: new Map(),
  });
});
