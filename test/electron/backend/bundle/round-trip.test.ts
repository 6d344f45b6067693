import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupEntries, organizationEntries, wholeServer } from '../../../support/exchange-entries.ts';
import { openedBackend, type OpenedBackend } from '../../../support/opened-backend.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

const organization = [
  ...organizationEntries(),
  ...groupEntries('Main'),
  ...wholeServer('Main', 'EX1', ['4', '0', null]),
];

let folder: TemporaryFolder;
let onSite: OpenedBackend;
let atHome: OpenedBackend;

beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-round-trip-');
  onSite = openedBackend(folder.path, 'on-site');
  atHome = openedBackend(folder.path, 'at-home');
});
afterEach(async () => {
  await Promise.all([onSite.backend.close(), atHome.backend.close()]);
  await folder.remove();
});

async function nodeOf({ invoke }: OpenedBackend, assessmentId: string, flag: string) {
  const { nodes } = await invoke('assessment.open', { assessmentId });
  const found = nodes.find((node) => node.kind === 'virtual-server' && node.rawFlag === flag);
  return found?.distinguishedName ?? '';
}

const words = { comments: 'seen', findingDetails: null, severityOverride: null };

test('a capture goes to another data folder, is completed there, and comes back as the same assessment', async () => {
  const captured = await onSite.assess(organization, 'Ann');
  const distinguishedName = await nodeOf(onSite, captured.id, '0');
  const draft = { ...words, status: 'open', justification: 'half a senten' } as const;
  await onSite.invoke('decision.saveDraft', { assessmentId: captured.id, distinguishedName, ...draft });
  const bulkDraft = { ...draft, justification: 'for several at on' };
  await onSite.invoke('decision.saveBulkDraft', { assessmentId: captured.id, ...bulkDraft });
  await onSite.invoke('history.setTags', { assessmentId: captured.id, tags: ['first visit'] });

  const capture = await onSite.fetch(
    await onSite.invoke('bundle.make', { assessmentId: captured.id, assessor: 'Ann' }),
  );
  const uploadId = await atHome.upload('site.hopcheck', capture);
  const report = await atHome.invoke('bundle.inspect', { uploadId });
  expect(report).toMatchObject({
    fileName: 'site.hopcheck',
    size: capture.length,
    kind: 'capture',
    madeBy: 'Ann',
    organization: 'Fabrikam',
    assessor: 'Ann',
    completedAt: null,
    decided: 0,
    toDecide: 3,
    verification: { outcome: 'unsealed', differences: [] },
    known: [],
  });
  const imported = await atHome.invoke('bundle.import', { uploadId, assessor: 'Bert' });
  expect(imported).toEqual({
    ...captured,
    id: imported.id,
    tags: [],
    origin: {
      fileName: 'site.hopcheck',
      sha256: report.sha256,
      madeAt: report.madeAt,
      madeBy: 'Ann',
      toolVersion: '0.0.0-test',
      importedAt: expect.any(String),
      importedBy: 'Bert',
    },
  });
  const opened = await atHome.invoke('assessment.open', { assessmentId: imported.id });
  const original = await onSite.invoke('assessment.open', { assessmentId: captured.id });
  expect({ ...opened, summary: null }).toEqual({ ...original, summary: null });
  expect({ drafts: opened.drafts, bulkDraft: opened.bulkDraft }).toEqual({
    drafts: { [distinguishedName]: draft },
    bulkDraft,
  });

  const decision = {
    status: 'not_a_finding',
    justification: 'A connector takes its mail.',
    ...words,
  } as const;
  await atHome.invoke('decision.record', {
    assessmentId: imported.id,
    distinguishedName,
    assessor: 'Bert',
    ...decision,
  });
  const completed = await atHome.complete(imported.id, 'Bert');
  const made = await atHome.invoke('bundle.make', { assessmentId: imported.id, assessor: 'Bert' });
  const bundle = await atHome.fetch(made);

  const back = await onSite.upload('home.hopcheck', bundle);
  expect(await onSite.invoke('bundle.inspect', { uploadId: back })).toMatchObject({
    sha256: made.sha256,
    kind: 'assessment',
    completedAt: completed.completedAt,
    verification: { outcome: 'intact', seal: completed.seal, differences: [] },
    known: [{ assessmentId: captured.id, isSame: false }],
  });
  const returned = await onSite.invoke('bundle.import', { uploadId: back, assessor: 'Ann' });
  expect(returned).toEqual({ ...completed, id: returned.id, origin: returned.origin });
  expect(await onSite.invoke('history.verify', { assessmentId: returned.id, assessor: 'Ann' })).toMatchObject(
    {
      outcome: 'intact',
      seal: completed.seal,
      chainedHere: false,
      differences: [],
    },
  );
  expect((await onSite.invoke('assessment.list', {})).map(({ id }) => id).toSorted()).toEqual(
    [captured.id, returned.id].toSorted(),
  );
  const kinds = (await onSite.invoke('history.events', { assessmentId: returned.id })).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['walk-ended', 'imported', 'completed', 'imported', 'verified']);
  const comparison = await onSite.invoke('history.compare', {
    before: captured.id,
    after: returned.id,
    includeUnchanged: false,
  });
  expect(comparison.outcomes).toMatchObject({ closed: 1, unchanged: expect.any(Number) });
  expect([onSite, atHome].map(({ dataFolder }) => temporaryFilesIn(dataFolder))).toEqual([[], []]);
});

test.each([1, 2, 3])(
  'what version %d of the database kept as completed goes to another data folder with its seal',
  async (version) => {
    const old = join(folder.path, 'old');
    mkdirSync(old);
    const databases = join(import.meta.dirname, '../store/databases');
    copyFileSync(join(databases, `version-${version}.db`), join(old, 'hopcheck.db'));
    const from = openedBackend(folder.path, 'old');
    try {
      await expect.poll(() => sealsOf(from)).not.toContain(null);
      const kept = await from.invoke('assessment.list', {});
      const completed = kept.find(({ state }) => state === 'completed');
      const path = join(folder.path, 'old.hopcheck');
      await from.backend.bundleFiles.makeFile(completed?.id ?? '', path, 'Ann');
      const imported = await atHome.backend.bundleFiles.importFile(path, 'Bert');
      expect(imported.seal).toBe(completed?.seal);
      const verify = () => atHome.invoke('history.verify', { assessmentId: imported.id, assessor: 'Bert' });
      expect(await verify()).toMatchObject({ outcome: 'intact', differences: [] });
      // What happened since is no part of it.
      expect(await verify()).toMatchObject({ outcome: 'intact', differences: [] });
      const again = join(folder.path, 'again.hopcheck');
      await atHome.backend.bundleFiles.makeFile(imported.id, again, 'Bert');
      expect((await onSite.backend.bundleFiles.inspectFile(again)).verification.outcome).toBe('intact');
    } finally {
      await from.backend.close();
    }
  },
);

/** The seals of the completed assessments; null for one that has none yet. */
async function sealsOf({ invoke }: OpenedBackend): Promise<readonly (string | null)[]> {
  const kept = await invoke('assessment.list', {});
  return kept.flatMap(({ state, seal }) => (state === 'completed' ? [seal] : []));
}

function temporaryFilesIn(dataFolder: string): readonly string[] {
  const temporary = readdirSync(dataFolder).filter((name) => name === 'temporary');
  return temporary.flatMap((name) => readdirSync(join(dataFolder, name)));
}
