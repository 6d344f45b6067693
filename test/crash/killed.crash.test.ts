import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import type { ActionKind } from './action.ts';
import { Random } from './random.ts';
import { Rounds } from './rounds.ts';
import { Tally } from './tally.ts';
import { prepare, type Preparations } from './undisturbed.ts';

const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
const random = new Random(seed);

/** In how many of the 200 rounds which work is under way. */
const shares: Readonly<Record<ActionKind | 'migrate', number>> = {
  walk: 24,
  draft: 14,
  'bulk draft': 8,
  decide: 14,
  'decide many': 14,
  'accept all': 12,
  withdraw: 8,
  tag: 3,
  complete: 26,
  revise: 12,
  delete: 12,
  bundle: 8,
  import: 18,
  export: 2,
  verify: 3,
  'back up': 6,
  migrate: 16,
};
const plan = random.shuffled(
  Object.entries(shares).flatMap(([work, rounds]) =>
    Array.from({ length: rounds }, () => work as keyof typeof shares),
  ),
);

let folder: TemporaryFolder;
let preparations: Preparations;

beforeAll(async () => {
  folder = await temporaryFolder('hopcheck-crash-');
  preparations = await prepare(folder.path);
});
afterAll(() => folder.remove());

test(
  `killed at any moment, Hopcheck keeps what it confirmed and nothing by halves (seed ${seed})`,
  { timeout: 900_000 },
  async () => {
    const rounds = new Rounds(folder.path, random, preparations);
    const tally = new Tally();
    for (const [round, work] of plan.entries()) {
      try {
        tally.count(await (work === 'migrate' ? rounds.migrate(round) : rounds.work(round, work)));
      } catch (error) {
        throw new Error(`Round ${round} (${work}) of seed ${seed}: ${String(error)}`, { cause: error });
      }
    }
    await rounds.end(plan.length);
    console.log(tally.text());
    expect(plan).toHaveLength(200);
    expect(tally.underWay).toBeGreaterThan(plan.length / 2);
  },
);
