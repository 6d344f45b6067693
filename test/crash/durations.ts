import type { ActionKind } from './action.ts';
import type { Random } from './random.ts';
import type { Heard } from './victim.ts';

export type Work = ActionKind | 'opening';

/** How long work takes, learned from what was confirmed, so that deaths spread over all of it and a little beyond. */
export class Durations {
  readonly #known = new Map<Work, { readonly count: number; readonly milliseconds: number }>();

  learn(heard: readonly Heard[]): void {
    let begun: { readonly work: Work; readonly at: number } | null = null;
    for (const { line, at } of heard) {
      const ends = line.said === 'confirmed' || line.said === 'opened';
      if (ends && begun !== null) this.#add(begun.work, at - begun.at);
      const work = line.said === 'begun' ? line.action.kind : line.said === 'opening' ? line.said : null;
      begun = work === null ? null : { work, at };
    }
  }

  /** Milliseconds after that work began: anywhere in it and a little beyond, or about its end, where it is written. */
  moment(work: Work, random: Random): number {
    const known = this.#known.get(work) ?? { count: 1, milliseconds: 30 };
    const part = random.chance(0.5) ? 1.2 * random.next() : 0.8 + 0.3 * random.next();
    return (part * known.milliseconds) / known.count;
  }

  #add(work: Work, milliseconds: number): void {
    const known = this.#known.get(work) ?? { count: 0, milliseconds: 0 };
    this.#known.set(work, { count: known.count + 1, milliseconds: known.milliseconds + milliseconds });
  }
}
