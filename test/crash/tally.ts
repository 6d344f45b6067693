import type { ActionKind } from './action.ts';

/** What was under way when a process died, and whether it was there at the next start; null if nothing was. */
export type Death = { readonly work: ActionKind | 'migrate'; readonly isThere: boolean } | null;

/** How often which work was under way when the process died, and whether it was there afterwards. */
export class Tally {
  readonly #deaths = new Map<string, { there: number; notThere: number }>();
  #between = 0;

  count(death: Death): void {
    if (death === null) {
      this.#between += 1;
      return;
    }
    const deaths = this.#deaths.get(death.work) ?? { there: 0, notThere: 0 };
    if (death.isThere) deaths.there += 1;
    else deaths.notThere += 1;
    this.#deaths.set(death.work, deaths);
  }

  /** In how many rounds something was under way. */
  get underWay(): number {
    return [...this.#deaths.values()].reduce((sum, { there, notThere }) => sum + there + notThere, 0);
  }

  text(): string {
    const lines = [...this.#deaths].map(
      ([work, { there, notThere }]) =>
        `${work.padEnd(12)} ${String(there).padStart(4)} ${String(notThere).padStart(9)}`,
    );
    return ['under way   there not there', ...lines.toSorted(), `nothing: ${this.#between}`].join('\n');
  }
}
