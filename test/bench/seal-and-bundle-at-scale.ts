// How long 50,000 decided virtual servers take to be sealed, verified, packed and taken in elsewhere, and how long nobody else gets a turn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Decisions } from '../../electron/backend/assessment/decisions.ts';
import { OpenedAssessments } from '../../electron/backend/assessment/opened-assessments.ts';
import { Bundles } from '../../electron/backend/bundle/bundles.ts';
import { TemporaryFiles } from '../../electron/backend/bundle/temporary-files.ts';
import { Seals } from '../../electron/backend/history/seals.ts';
import { openStore, type Store } from '../../electron/backend/store/store.ts';
import { keepGeneratedAssessment } from '../support/large-assessment.ts';

const size = { groups: 50, serversPerGroup: 1_000 };
const assessor = 'Ann';
/** Milliseconds without a turn of the event loop. */
const goal = 300;
const toolVersion = 'bench';

const now = () => new Date();

/** What the application would put together over a data folder, as after a start. */
function started(dataFolder: string, store: Store) {
  const opened = new OpenedAssessments(store);
  const temporaryFiles = new TemporaryFiles(dataFolder);
  return {
    opened,
    decisions: new Decisions({ store, opened, now }),
    seals: new Seals({ store, opened, now, toolVersion, closing: new AbortController().signal }),
    bundles: new Bundles({ store, opened, now, toolVersion, temporaryFiles }),
  };
}

/** Milliseconds that went by, and how many of them the processor worked for this thread; the rest it waited. */
interface Time {
  readonly all: number;
  readonly processor: number;
}

function timeNow(): Time {
  const { user, system } = process.threadCpuUsage();
  return { all: performance.now(), processor: (user + system) / 1_000 };
}

const between = (from: Time, to: Time): Time => ({
  all: to.all - from.all,
  processor: to.processor - from.processor,
});

const inWords = ({ all, processor }: Time) =>
  `${all.toFixed(0).padStart(6)} ms (processor ${processor.toFixed(0).padStart(5)} ms)`;

/** Runs it, and shows how long it took and the longest time in which nothing else could run. */
async function measured<T>(what: string, run: () => Promise<T>): Promise<T> {
  const begin = timeNow();
  let last = begin;
  let longest: Time = { all: 0, processor: 0 };
  const turn = () => {
    const at = timeNow();
    const pause = between(last, at);
    if (pause.all > longest.all) longest = pause;
    last = at;
  };
  const turns = setInterval(turn, 1);
  const result = await run();
  clearInterval(turns);
  turn();
  const verdict = longest.all <= goal ? '' : 'above the goal';
  console.log(
    `${what.padEnd(24)} ${inWords(between(begin, last))}  longest pause ${inWords(longest)}  goal ${goal} ms  ${verdict}`,
  );
  return result;
}

async function withFolder<T>(run: (folder: string, store: Store) => Promise<T>, folder: string): Promise<T> {
  const store = openStore(folder, { toolVersion });
  try {
    return await run(folder, store);
  } finally {
    store.close();
  }
}

async function sealAndPack(folder: string, store: Store, path: string): Promise<void> {
  const id = store.assessments()[0]?.id ?? '';
  const { decisions, seals, bundles, opened } = started(folder, store);
  decisions.acceptProposals(id, assessor);
  await measured('complete and seal', () => seals.complete(id, assessor, 0));
  opened.forget(id);
  const { outcome } = await measured('verify', () => seals.verify(id, assessor));
  if (outcome !== 'intact') throw new Error(`The seal is ${outcome}.`);
  await measured('make a bundle', () => bundles.makeFile(id, path, assessor));
}

async function takeIn(folder: string, store: Store, path: string): Promise<void> {
  const { bundles, seals } = started(folder, store);
  await measured('inspect the bundle', () => bundles.inspectFile(path));
  const { id } = await measured('import the bundle', () => bundles.importFile(path, assessor));
  const { outcome } = await measured('verify what was imported', () => seals.verify(id, assessor));
  if (outcome !== 'intact') throw new Error(`The seal is ${outcome}.`);
}

const folder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));
try {
  const count = (size.groups * size.serversPerGroup).toLocaleString('en');
  console.log(`${count} virtual servers, all decided`);
  const path = join(folder, 'bench.hopcheck');
  const here = join(folder, 'here');
  keepGeneratedAssessment(here, size);
  await withFolder((at, store) => sealAndPack(at, store, path), here);
  await withFolder((at, store) => takeIn(at, store, path), join(folder, 'elsewhere'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 2 ** 10)} MiB`);
