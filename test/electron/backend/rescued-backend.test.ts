import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  failedBackend,
  openBackend,
  type Backend,
  type BackendOptions,
} from '../../../electron/backend/backend.ts';
import type { Args, Channel, Result } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';

const assessor = 'A. Assessor';
const databases = fileURLToPath(new URL('store/databases/', import.meta.url));

let folder = '';
let backend: Backend;
const unexpected: unknown[] = [];

function options(): BackendOptions {
  return {
    dataFolder: folder,
    practiceOrganization: 'not-needed.ldif',
    host: 'command-line',
    version: '9.0.0',
    onUnexpected: (error) => unexpected.push(error),
  };
}

async function invoke<C extends Channel>(channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw AppError.from(reply.error);
}

/** Damages one page of an index, so that everything can still be read. */
function damage(): void {
  const file = join(folder, 'hopcheck.db');
  const database = new SqliteDatabase(file);
  const page = database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'decision_by_subject'")
    .pluck()
    .get() as number;
  database.close();
  const octets = readFileSync(file);
  writeFileSync(file, octets.fill(0xff, (page - 1) * 4_096, page * 4_096));
}

function openDamaged(): Backend {
  try {
    return openBackend(options());
  } catch (error) {
    return failedBackend(error, options());
  }
}

beforeEach(async () => {
  unexpected.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'hopcheck-rescued-'));
  copyFileSync(join(databases, 'version-3.db'), join(folder, 'hopcheck.db'));
  backend = openBackend(options());
  // The assessment in review is completed, which seals it and keeps a backup.
  const summaries = await invoke('assessment.list', {});
  const assessmentId = summaries.find(({ state }) => state === 'in-review')?.id ?? '';
  const { drafts } = await invoke('assessment.open', { assessmentId });
  const [drafted = ''] = Object.keys(drafts);
  await invoke('decision.record', {
    assessmentId,
    distinguishedName: drafted,
    assessor,
    status: 'open',
    justification: 'Seen.',
    comments: '',
    findingDetails: null,
    severityOverride: null,
  });
  await invoke('decision.acceptProposals', { assessmentId, assessor });
  await invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 });
  await vi.waitUntil(
    () => readdirSync(join(folder, 'backups')).some((name) => /^hopcheck-\d{4}-.*\.db$/.test(name)),
    { timeout: 20_000 },
  );
});

afterEach(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

test('completing an assessment keeps a backup that can be put in the place of a damaged database', async () => {
  const before = await invoke('assessment.list', {});
  await backend.close();
  damage();
  backend = openDamaged();
  const offer = await invoke('rescue.look', {});
  expect(offer).toMatchObject({ failure: { code: 'data-damaged' }, isDamage: true });
  const backup = offer.backups.find(({ name }) => !name.includes('before'));
  expect(backup).toMatchObject({ sound: true, bytes: expect.any(Number) });
  expect(await invoke('rescue.restore', { backup: backup?.name ?? '' })).toEqual({
    assessments: 2,
    lost: [expect.stringMatching(/^This is how everything was on /)],
    keptIn: expect.stringContaining(join(folder, 'damaged-')),
  });
  expect(await invoke('assessment.list', {})).toEqual(before);
  expect(unexpected).toEqual([]);
});

test('what was sealed and salvaged whole still verifies, its chain too', async () => {
  const before = await invoke('assessment.list', {});
  await backend.close();
  damage();
  backend = openDamaged();
  expect(await invoke('rescue.salvage', {})).toMatchObject({ assessments: 2, lost: [] });
  expect(await invoke('assessment.list', {})).toEqual(before);
  for (const { id } of before)
    expect(await invoke('history.verify', { assessmentId: id, assessor })).toMatchObject({
      outcome: 'intact',
      differences: [],
    });
  await expect(invoke('rescue.look', {})).rejects.toMatchObject({ code: 'bad-request' });
});

test.each([
  [
    'if a sealed assessment is lost in part, the seals of the others and their chain hold',
    `DROP TRIGGER evidence_is_fixed;
      UPDATE evidence SET entries = x'00' WHERE assessment = (SELECT number FROM assessment WHERE id = $ID)`,
    /^The assessment of Northwind Harbor .* is left out/,
  ],
  [
    'if the row of one cannot be read, the others are not called changed for the events that are left of it',
    `DROP TRIGGER assessment_is_sealed; DROP TRIGGER assessment_origin_is_fixed;
      UPDATE assessment SET source = '{' WHERE id = $ID`,
    /^One assessment left traces but cannot be read: not even whose or of when\.$/,
  ],
])('%s', async (_, change, sentence) => {
  const before = await invoke('assessment.list', {});
  await backend.close();
  const database = new SqliteDatabase(join(folder, 'hopcheck.db'));
  // Of the assessment that was sealed first.
  const id = database.prepare('SELECT assessment FROM seal WHERE position = 1').pluck().get();
  database.exec(change.replace('$ID', '(SELECT assessment FROM seal WHERE position = 1)'));
  database.close();
  damage();
  backend = openDamaged();
  const { lost } = await invoke('rescue.salvage', {});
  expect(lost[0]).toMatch(sentence);
  const left = before.filter((summary) => summary.id !== id);
  expect(await invoke('assessment.list', {})).toEqual(left);
  for (const { id: other } of left)
    expect(await invoke('history.verify', { assessmentId: other, assessor })).toMatchObject({
      outcome: 'intact',
      differences: [],
    });
});
