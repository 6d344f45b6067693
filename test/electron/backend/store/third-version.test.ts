import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import { openDatabase } from '../../../../electron/backend/store/open-database.ts';
import type { Draft } from '../../../../shared/assessment/assessment.ts';
import {
  assessmentId,
  newAssessment,
  openedStore,
  outcome,
  figures,
  temporaryFolder,
} from './store-fixture.ts';

const draft: Draft = {
  status: null,
  justification: '',
  comments: 'Both are being mo',
  findingDetails: null,
  severityOverride: null,
};

/** A data folder as the third version left it: an assessment in review of which nothing is decided. */
function folderOfThirdVersion(): string {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'hopcheck.db'), migrations.slice(0, 3), '0.3.0');
  const { exchangeContainer, source, assessor, startedAt, toolVersion, ruleVersion, checkId } = newAssessment;
  database
    .prepare(
      `INSERT INTO assessment VALUES (1, ?, 'walking', 1, NULL, NULL, ?, ?, ?, ?, NULL, NULL, 0, NULL, NULL, ?, ?, ?)`,
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
    .prepare(
      `UPDATE assessment SET state = 'in-review', finished_at = ?, organization_name = ?, organization_dn = ?, complete = 1, figures = ?`,
    )
    .run(
      outcome.finishedAt,
      outcome.organizationName,
      outcome.organizationDistinguishedName,
      JSON.stringify(figures),
    );
  database.close();
  return folder;
}

test('data of the third version opens, with a backup, and takes what is typed to decide several alike', () => {
  const folder = folderOfThirdVersion();
  const store = openedStore(folder);
  const before = store.bulkDraft(assessmentId);
  store.saveBulkDraft(assessmentId, { ...draft, savedAt: '2026-03-01T09:30:00.000Z' });
  expect({
    backups: readdirSync(join(folder, 'backups')),
    state: store.assessment(assessmentId).state,
    before,
    after: store.bulkDraft(assessmentId),
  }).toEqual({
    backups: ['hopcheck-before-4.db'],
    state: 'in-review',
    before: null,
    after: draft,
  });
});
