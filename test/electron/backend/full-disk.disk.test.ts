import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Rescue } from '../../../electron/backend/rescue.ts';
import { migrations } from '../../../electron/backend/store/migrations.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import { toFailure } from '../../../shared/errors.ts';
import type { BackendEvent } from '../../../shared/events.ts';
import { groupEntries, organizationEntries, wholeServer } from '../../support/exchange-entries.ts';
import { ldifOf } from '../../support/ldif-text.ts';
import { openedBackend, type OpenedBackend } from '../../support/opened-backend.ts';
import { smallDisk, type SmallDisk } from '../../support/small-disk.ts';

const assessor = 'A. Assessor';
const full = { code: 'data-folder-full', message: expect.stringMatching(/no room left.*Free some space/) };

/** Servers with one virtual server each. */
function organization(servers: number): readonly DirectoryEntry[] {
  const names = Array.from({ length: servers }, (_, index) => `MAIL${index + 1}`);
  return [
    ...organizationEntries(),
    ...groupEntries('Main'),
    ...names.flatMap((name) => wholeServer('Main', name, ['1'])),
  ];
}

let disk: SmallDisk;
let opened: OpenedBackend;
const unexpected: unknown[] = [];

function open(): OpenedBackend {
  const backend = openedBackend(disk.folder, 'data', { onUnexpected: (error) => unexpected.push(error) });
  onTestFinished(() => backend.backend.close());
  return backend;
}

async function reopen(): Promise<void> {
  await opened.backend.close();
  opened = open();
}

/** What the store finds when it is opened anew: it would refuse a damaged database. */
async function expectSound(): Promise<void> {
  await opened.backend.close();
  const database = new SqliteDatabase(join(disk.folder, 'data', 'hopcheck.db'));
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
  opened = open();
}

/** The failure that repeating something brings in the end: SQLite may still have some room in its own files. */
async function failureOfRepeated(action: (count: number) => Promise<unknown>): Promise<object> {
  for (let count = 0; count < 10_000; count += 1) {
    try {
      await action(count);
    } catch (error) {
      return toFailure(error);
    }
  }
  throw new Error('It never failed.');
}

async function virtualServers(assessmentId: string): Promise<readonly TreeNode[]> {
  const { nodes } = await opened.invoke('assessment.open', { assessmentId });
  return nodes.filter(({ kind }) => kind === 'virtual-server');
}

function ruling(count: number) {
  return {
    status: 'open' as const,
    justification: `Reason ${count} ${'x'.repeat(15_000)}`,
    comments: '',
    findingDetails: null,
    severityOverride: null,
  };
}

beforeEach(() => {
  unexpected.length = 0;
  disk = smallDisk('12m');
  opened = open();
});

test('a walk for which there is no room left says so; what it had read is kept as incomplete, and the next one is whole', async () => {
  const first = await opened.assess(organization(20), assessor);
  // The file to be read lies on another disk.
  const elsewhere = mkdtempSync(join(tmpdir(), 'hopcheck-ldif-'));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  const file = join(elsewhere, 'large.ldf');
  writeFileSync(file, ldifOf(organization(3_000)));
  const walk = async (): Promise<BackendEvent> => {
    const ended = Promise.withResolvers<BackendEvent>();
    const unsubscribe = opened.backend.subscribe((event) => {
      if (event.kind !== 'walk-progress') ended.resolve(event);
    });
    await opened.backend.assessLdifFile(file, assessor);
    const event = await ended.promise;
    unsubscribe();
    return event;
  };
  disk.fill(100_000);
  expect(await walk()).toMatchObject({ kind: 'walk-failed', failure: full });
  expect((await opened.invoke('assessment.list', {})).map(({ id }) => id)).toEqual([first.id]);
  disk.free();
  await expectSound();
  expect(await walk()).toMatchObject({ kind: 'walk-finished', summary: { complete: true, toDecide: 3_000 } });
  const [whole, half, before] = await opened.invoke('assessment.list', {});
  expect([whole, half]).toMatchObject([{ complete: true }, { complete: false, state: 'in-review' }]);
  expect(half?.toDecide).toBeGreaterThan(0);
  expect(before).toEqual(first);
});

test('a decision on a full disk is refused, shown as not made, and can be made when there is room', async () => {
  const { id: assessmentId } = await opened.assess(organization(20), assessor);
  const [first, second] = await virtualServers(assessmentId);
  const distinguishedName = first?.distinguishedName ?? '';
  disk.fill();
  let decided = 0;
  const failure = await failureOfRepeated(async (count) => {
    await opened.invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling(count) });
    decided += 1;
  });
  expect(failure).toMatchObject(full);
  const decisionsOn = async (name = distinguishedName) =>
    (await opened.invoke('assessment.node', { assessmentId, distinguishedName: name })).decisions.length;
  expect(await decisionsOn()).toBe(decided);
  const other = second?.distinguishedName ?? '';
  await expect(
    opened.invoke('decision.record', { assessmentId, distinguishedName: other, assessor, ...ruling(0) }),
  ).rejects.toMatchObject(full);
  expect((await virtualServers(assessmentId))[1]).toMatchObject({ decision: null });
  disk.free();
  await opened.invoke('decision.record', { assessmentId, distinguishedName: other, assessor, ...ruling(0) });
  await expectSound();
  expect([await decisionsOn(), await decisionsOn(other)]).toEqual([decided, 1]);
});

test('what is typed on a full disk is refused, the last draft that was kept stays, and the next is kept', async () => {
  const { id: assessmentId } = await opened.assess(organization(20), assessor);
  const [node] = await virtualServers(assessmentId);
  const distinguishedName = node?.distinguishedName ?? '';
  const save = (count: number) =>
    opened.invoke('decision.saveDraft', { assessmentId, distinguishedName, ...ruling(count) });
  let last = -1;
  disk.fill();
  const failure = await failureOfRepeated(async (count) => {
    await save(count);
    last = count;
  });
  expect(failure).toMatchObject(full);
  const draft = async () =>
    (await opened.invoke('assessment.node', { assessmentId, distinguishedName })).draft;
  expect(await draft()).toEqual(last === -1 ? null : ruling(last));
  disk.free();
  await save(last + 1);
  await expectSound();
  expect(await draft()).toEqual(ruling(last + 1));
});

test('completing on a full disk leaves the assessment in review, and completes and seals it when there is room', async () => {
  const { id: assessmentId } = await opened.assess(organization(20), assessor);
  const [node] = await virtualServers(assessmentId);
  const distinguishedName = node?.distinguishedName ?? '';
  await opened.invoke('decision.acceptProposals', { assessmentId, assessor });
  disk.fill();
  // So that SQLite has no room left in its own files either.
  await failureOfRepeated((count) =>
    opened.invoke('decision.saveDraft', { assessmentId, distinguishedName, ...ruling(count) }),
  );
  const complete = () => opened.invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 });
  await expect(complete()).rejects.toMatchObject(full);
  const [summary] = await opened.invoke('assessment.list', {});
  expect(summary).toMatchObject({ state: 'in-review', seal: null });
  disk.free();
  expect(await complete()).toMatchObject({ state: 'completed', seal: expect.any(String) });
  await expectSound();
  expect(await opened.invoke('history.verify', { assessmentId, assessor })).toMatchObject({
    outcome: 'intact',
  });
});

describe('copies', () => {
  const temporary = () => join(disk.folder, 'data', 'temporary');
  const leftovers = () => (existsSync(temporary()) ? readdirSync(temporary()) : []);

  test('that find no room are told, leave nothing behind, and are made when there is room', async () => {
    const { id: assessmentId } = await opened.assess(organization(500), assessor);
    disk.fill(8_192);
    await expect(opened.invoke('backup.make', {})).rejects.toMatchObject(full);
    await expect(opened.invoke('bundle.make', { assessmentId, assessor })).rejects.toMatchObject(full);
    expect(leftovers()).toEqual([]);
    disk.free();
    expect(await opened.invoke('backup.make', {})).toMatchObject({ size: expect.any(Number) });
    expect(await opened.invoke('bundle.make', { assessmentId, assessor })).toMatchObject({
      size: expect.any(Number),
    });
  });

  test('a backup that finds no room after completing disturbs nothing, and is reported', async () => {
    const { id: assessmentId } = await opened.assess(organization(1_000), assessor);
    await opened.invoke('decision.acceptProposals', { assessmentId, assessor });
    disk.fill(300_000);
    expect(
      await opened.invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 }),
    ).toMatchObject({ state: 'completed' });
    await expect.poll(() => unexpected).toEqual([expect.objectContaining({ code: 'data-folder-full' })]);
    expect(readdirSync(join(disk.folder, 'data', 'backups'))).toEqual([]);
    disk.free();
    await expectSound();
    expect(await opened.invoke('history.verify', { assessmentId, assessor })).toMatchObject({
      outcome: 'intact',
    });
  });

  test('a bundle that finds no room is not imported, leaves nothing, and is imported when there is room', async () => {
    const { id } = await opened.assess(organization(200), assessor);
    await opened.complete(id, assessor);
    const octets = await opened.fetch(await opened.invoke('bundle.make', { assessmentId: id, assessor }));
    await opened.invoke('history.delete', { assessmentId: id, assessor });
    await reopen();
    // Room enough to take the file, not to keep what is in it.
    disk.fill(octets.length + 16_384);
    const take = async () => {
      const uploadId = await opened.upload('one.hopcheck', octets);
      try {
        return await opened.invoke('bundle.import', { uploadId, assessor });
      } finally {
        await opened.invoke('bundle.discard', { uploadId });
      }
    };
    await expect(take()).rejects.toMatchObject(full);
    disk.fill(4_096);
    await expect(opened.upload('one.hopcheck', octets)).rejects.toMatchObject(full);
    expect(await opened.invoke('assessment.list', {})).toEqual([]);
    disk.free();
    const { id: assessmentId } = await take();
    await expectSound();
    expect(await opened.invoke('history.verify', { assessmentId, assessor })).toMatchObject({
      outcome: 'intact',
    });
  });
});

describe('a database of an earlier version', () => {
  const old = fileURLToPath(new URL('store/databases/version-3.db', import.meta.url));

  test('is not migrated without room for its backup, stays as it was, and is when there is room', async () => {
    const folder = join(disk.folder, 'old');
    mkdirSync(folder);
    copyFileSync(old, join(folder, 'hopcheck.db'));
    disk.fill(100_000);
    const openOld = () => openStore(folder, { toolVersion: '9.0.0' });
    expect(() => openOld()).toThrow(expect.objectContaining({ code: 'data-folder-full' }));
    expect(readFileSync(join(folder, 'hopcheck.db')).equals(readFileSync(old))).toBe(true);
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    disk.free();
    const store = openOld();
    expect(store.assessments()).toHaveLength(2);
    store.close();
  });

  test('is not migrated half if the room ends within the migration', () => {
    const folder = join(disk.folder, 'old');
    mkdirSync(folder);
    copyFileSync(old, join(folder, 'hopcheck.db'));
    // The backup fits, the migration does not.
    disk.fill(180_000);
    const openOld = () => openStore(folder, { toolVersion: '9.0.0' });
    expect(() => openOld()).toThrow(expect.objectContaining({ code: 'data-folder-full' }));
    const newest = migrations.at(-1)?.version ?? 0;
    expect(readdirSync(join(folder, 'backups'))).toEqual([`hopcheck-before-${newest}.db`]);
    disk.free();
    const database = new SqliteDatabase(join(folder, 'hopcheck.db'), { readonly: true });
    expect(database.pragma('user_version', { simple: true })).toBe(3);
    database.close();
    const store = openOld();
    expect(store.assessments()).toHaveLength(2);
    store.close();
  });

  test('that is damaged is not rescued without room, stays as it was, and is when there is room', () => {
    const folder = join(disk.folder, 'old');
    mkdirSync(folder);
    const file = join(folder, 'hopcheck.db');
    const octets = readFileSync(old);
    octets.fill(0xff, 40_960, 45_056);
    writeFileSync(file, octets);
    const rescue = new Rescue({ dataFolder: folder, toolVersion: '9.0.0', now: () => new Date() });
    for (const spare of [50_000, 200_000, 400_000]) {
      disk.fill(spare);
      expect(() => rescue.salvage()).toThrow(expect.objectContaining({ code: 'data-folder-full' }));
      expect([readFileSync(file).equals(octets), readdirSync(folder)]).toEqual([true, ['hopcheck.db']]);
      disk.free();
    }
    rescue.salvage();
    const store = openStore(folder, { toolVersion: '9.0.0' });
    expect(store.assessments().length).toBeGreaterThan(0);
    store.close();
  });
});
