import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Rescue } from '../../../electron/backend/rescue.ts';
import type { AssessmentView } from '../../../shared/assessment/assessment.ts';
import { groupEntries, organizationEntries, wholeServer } from '../../support/exchange-entries.ts';
import { openedBackend, type OpenedBackend } from '../../support/opened-backend.ts';

const assessor = 'A. Assessor';
const pageSize = 4_096;
const toolVersion = '9.0.0';

/** What a data folder tells of one assessment. */
interface Told {
  readonly view: AssessmentView;
  readonly events: readonly object[];
  readonly outcome: string;
}

let folder = '';
let file = '';
let before: ReadonlyMap<string, Told>;

function organization(servers: number) {
  const names = Array.from({ length: servers }, (_, index) => `MAIL${index + 1}`);
  return [
    ...organizationEntries(),
    ...groupEntries('Main'),
    ...names.flatMap((name) => wholeServer('Main', name, ['1', '2'])),
  ];
}

async function tellAll({ backend, invoke }: OpenedBackend): Promise<ReadonlyMap<string, Told>> {
  // What lost its seal is sealed anew first.
  await backend.sealed;
  const told = new Map<string, Told>();
  for (const { id: assessmentId } of await invoke('assessment.list', {})) {
    const view = await invoke('assessment.open', { assessmentId });
    // Before it is verified, which is an event as well.
    const events = await invoke('history.events', { assessmentId });
    const { outcome } = await invoke('history.verify', { assessmentId, assessor });
    told.set(assessmentId, { view, events, outcome });
  }
  return told;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hopcheck-rescued-history-'));
  const opened = openedBackend(folder, 'original');
  const { invoke, assess, complete } = opened;
  const first = await assess(organization(60), assessor);
  await complete(first.id, assessor);
  const deleted = await assess(organization(20), assessor);
  await complete(deleted.id, assessor);
  await invoke('history.delete', { assessmentId: deleted.id, assessor });
  const second = await assess(organization(80), assessor);
  await complete(second.id, assessor);
  await invoke('history.setTags', { assessmentId: second.id, tags: ['spring'] });
  await invoke('assessment.revise', { assessmentId: second.id, assessor, reason: 'One was wrong.' });
  await assess(organization(40), assessor);
  await opened.backend.close();
  file = join(folder, 'original', 'hopcheck.db');
  const again = openedBackend(folder, 'original');
  const copy = join(folder, 'as-it-was.db');
  await again.backend.backUpTo(copy);
  before = await tellAll(again);
  await again.backend.close();
  file = copy;
});
afterAll(() => rmSync(folder, { recursive: true }));

test('after damage to any page nothing is shown as whole, or as sealed, that is not', async () => {
  expect([...before.values()].map(({ outcome }) => outcome)).toEqual([
    'unsealed',
    'unsealed',
    'intact',
    'intact',
  ]);
  const pages = statSync(file).size / pageSize;
  const dishonest: object[] = [];
  let whole = 0;
  for (let page = 1; page <= pages; page += 1) {
    const name = `page-${page}`;
    mkdirSync(join(folder, name));
    const damaged = join(folder, name, 'hopcheck.db');
    copyFileSync(file, damaged);
    const octets = readFileSync(damaged);
    writeFileSync(damaged, octets.fill(0xff, (page - 1) * pageSize, page * pageSize));
    const dataFolder = join(folder, name);
    const { lost } = new Rescue({ dataFolder, toolVersion, now: () => new Date() }).salvage();
    const opened = openedBackend(folder, name);
    const after = await tellAll(opened);
    await opened.backend.close();
    rmSync(dataFolder, { recursive: true });
    for (const [id, told] of after) {
      const original = before.get(id);
      if (isDeepStrictEqual(told, original)) whole += 1;
      else if (lost.length === 0) dishonest.push({ page, id, told: 'nothing' });
      else if (original === undefined && told.view.summary.complete)
        dishonest.push({ page, id, told: 'whole' });
      // Of one that is there, only its events, seal or tags may be missing.
      else if (original !== undefined && !isDeepStrictEqual(told.view.nodes, original.view.nodes))
        dishonest.push({ page, id, told: 'other nodes', lost });
    }
    const missing = [...before.keys()].filter((id) => !after.has(id));
    if (missing.length > 0 && lost.length === 0) dishonest.push({ page, missing });
  }
  expect(dishonest).toEqual([]);
  expect(whole).toBeGreaterThan(pages);
}, 240_000);
