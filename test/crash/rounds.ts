import { deepStrictEqual } from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFileName } from '../../electron/backend/store/store.ts';
import type { ActionKind, Task } from './action.ts';
import { Durations } from './durations.ts';
import type { KeptFolder } from './kept.ts';
import { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { checker, startAnew } from './start-anew.ts';
import type { Death } from './tally.ts';
import type { Preparations } from './undisturbed.ts';
import { Victim, type Heard, type Moment } from './victim.ts';

const programName = 'Hopcheck 0.0.0-test';
const databases = join(import.meta.dirname, '../electron/backend/store/databases');
/** Of the data that there is from earlier Hopchecks. */
const versions = [1, 2, 3] as const;
/** What takes so little that one death among the first of it would tell little. */
const brief: ReadonlySet<ActionKind> = new Set([
  'draft',
  'bulk draft',
  'decide',
  'decide many',
  'withdraw',
  'tag',
] as const);
/** The share of deaths that are followed by another one, while Hopcheck starts again. */
const diesAgain = 0.25;

/** Rounds of work, death and a new start: on one data folder that lives through all of them, or on old data that is migrated. */
export class Rounds {
  readonly #folder: string;
  readonly #random: Random;
  readonly #preparations: Preparations;
  readonly #ledger: Ledger;
  readonly #working = new Durations();
  readonly #migrating = new Durations();
  readonly #migrated = new Map<number, KeptFolder>();
  /** Started while the last round is still looked at. */
  #next = new Victim();

  constructor(folder: string, random: Random, preparations: Preparations) {
    this.#folder = folder;
    this.#random = random;
    this.#preparations = preparations;
    this.#ledger = new Ledger(preparations.undisturbed, programName);
  }

  /** Works on the data folder, mostly at this, and dies. Returns what was under way. */
  async work(round: number, wanted: ActionKind): Promise<Death> {
    const dataFolder = join(this.#folder, 'data');
    const startsAt = timeOf(round);
    const heard = await this.#die({ dataFolder, startsAt, wanted }, this.#momentOf(wanted));
    const underWay = this.#ledger.enter(heard.map(({ line }) => line));
    if (this.#random.chance(diesAgain)) {
      const moment = {
        of: 'opening',
        count: 1,
        milliseconds: this.#working.moment('opening', this.#random),
      } as const;
      const said = await this.#die({ dataFolder, startsAt, wanted: null }, moment);
      deepStrictEqual(
        said.filter(({ line }) => line.said === 'failed'),
        [],
      );
    }
    const found = await startAnew(dataFolder, startsAt, { ids: [], backups: false });
    const last = this.#ledger.expectIn(found, underWay);
    if (round % 10 === 9 || last?.action.kind === 'import') await this.#verify(round, this.#ledger.completed);
    else if (last !== null && 'id' in last.action) await this.#verify(round, [last.action.id]);
    return last && { work: last.action.kind, isThere: last.isThere };
  }

  /** Brings old data to the version of today, in a data folder of its own, and dies. */
  async migrate(round: number): Promise<Death> {
    const version = this.#random.pick(versions);
    const startsAt = timeOf(0);
    const dataFolder = this.#oldData(`migrated-${round}`, version);
    const moment = {
      of: 'opening',
      count: 1,
      milliseconds: this.#migrating.moment('opening', this.#random),
    } as const;
    const heard = await this.#die({ dataFolder, startsAt, wanted: null }, moment, this.#migrating);
    deepStrictEqual(
      heard.filter(({ line }) => line.said === 'failed'),
      [],
    );
    const found = await startAnew(dataFolder, startsAt, { ids: [], backups: true });
    deepStrictEqual(found, await this.#undisturbedMigration(version));
    const ids = [...found.assessments].filter(([, { seal }]) => seal !== null).map(([id]) => id);
    await startAnew(dataFolder, startsAt, { ids, backups: true });
    return heard.some(({ line }) => line.said === 'opened') ? null : { work: 'migrate', isThere: true };
  }

  /** Verifies everything for a last time. */
  async end(round: number): Promise<void> {
    this.#next.kill();
    await this.#verify(round, this.#ledger.completed);
  }

  async #die(
    task: Pick<Task, 'dataFolder' | 'startsAt' | 'wanted'>,
    moment: Moment,
    durations = this.#working,
  ): Promise<readonly Heard[]> {
    const victim = this.#next;
    this.#next = new Victim();
    const { ldifFile, bundles } = this.#preparations;
    const seed = this.#random.below(2 ** 31);
    const heard = await victim.die({ ...task, seed, ldifFile, bundles }, moment);
    durations.learn(heard);
    return heard;
  }

  /** Verifies those of them that are completed. */
  async #verify(round: number, chosen: readonly string[]): Promise<void> {
    const ids = this.#ledger.completed.filter((id) => chosen.includes(id));
    if (ids.length === 0) return;
    const at = timeOf(round);
    const found = await startAnew(join(this.#folder, 'data'), at, { ids, backups: true });
    this.#ledger.enterVerified(ids, at, checker);
    this.#ledger.expectIn(found, null);
  }

  async #undisturbedMigration(version: number): Promise<KeptFolder> {
    const known = this.#migrated.get(version);
    if (known !== undefined) return known;
    const dataFolder = this.#oldData(`version-${version}`, version);
    const found = await startAnew(dataFolder, timeOf(0), { ids: [], backups: true });
    this.#migrated.set(version, found);
    return found;
  }

  /** A new data folder with the database of an earlier Hopcheck. */
  #oldData(name: string, version: number): string {
    const dataFolder = join(this.#folder, name);
    mkdirSync(dataFolder);
    copyFileSync(join(databases, `version-${version}.db`), join(dataFolder, databaseFileName));
    return dataFolder;
  }

  #momentOf(wanted: ActionKind): Moment {
    const count = 1 + this.#random.below(brief.has(wanted) ? 10 : 2);
    return { of: wanted, count, milliseconds: this.#working.moment(wanted, this.#random) };
  }
}

/** What the clock shows at the beginning of a round. */
function timeOf(round: number): string {
  return new Date(Date.UTC(2026, 2, 1, 8 + round)).toISOString();
}
