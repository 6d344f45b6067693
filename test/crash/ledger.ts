import { deepStrictEqual, ok } from 'node:assert/strict';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Action, ActionOf, Line, WalkSource } from './action.ts';
import { after, correctionOf } from './foretelling.ts';
import type { Kept, KeptFolder } from './kept.ts';

/** Something that was begun, and when. */
interface Begun {
  readonly action: Action;
  readonly at: string;
}

/** What was under way when the process died, and whether it was there at the next start. */
export interface LastAction {
  readonly action: Action;
  readonly isThere: boolean;
}

/** What walks and imports come to when nothing disturbs them. */
export interface Undisturbed {
  readonly walks: Readonly<Record<WalkSource, Kept>>;
  /** By the name of the file. */
  readonly imports: ReadonlyMap<string, Kept>;
}

/** What a data folder must hold, kept from what was confirmed. */
export class Ledger {
  readonly #undisturbed: Undisturbed;
  readonly #programName: string;
  readonly #assessments = new Map<string, Kept>();
  readonly #deleted = new Set<string>();

  constructor(undisturbed: Undisturbed, programName: string) {
    this.#undisturbed = undisturbed;
    this.#programName = programName;
  }

  /** The ids of all that are completed. */
  get completed(): readonly string[] {
    return [...this.#assessments].filter(([, { completedAt }]) => completedAt !== null).map(([id]) => id);
  }

  /** Writes down what was confirmed. Returns what was under way at the end, if anything was. */
  enter(lines: readonly Line[]): Begun | null {
    let begun: Begun | null = null;
    for (const line of lines) {
      if (line.said === 'failed') throw new Error(`${JSON.stringify(begun)} failed: ${line.why}`);
      if (line.said === 'begun') begun = line;
      if (line.said !== 'confirmed' || begun === null) continue;
      this.#enter(begun, line.outcome, this.#assessments, this.#deleted);
      begun = null;
    }
    return begun;
  }

  /** Writes down that the rounds themselves have verified these. */
  enterVerified(ids: readonly string[], at: string, assessor: string): void {
    for (const id of ids)
      this.#enter({ action: { kind: 'verify', id, assessor }, at }, null, this.#assessments, this.#deleted);
  }

  /** Expects the folder to hold what was confirmed and nothing else, but for what was under way: that is there wholly or not at all. */
  expectIn(found: KeptFolder, underWay: Begun | null): LastAction | null {
    if (isDeepStrictEqual(found, { assessments: this.#assessments, deleted: this.#deleted }))
      return underWay && { action: underWay.action, isThere: false };
    const assessments = new Map(this.#assessments);
    const deleted = new Set(this.#deleted);
    if (underWay !== null) this.#enter(underWay, this.#outcome(underWay, found), assessments, deleted, found);
    deepStrictEqual(found, { assessments, deleted });
    this.#adopt(found);
    return underWay && { action: underWay.action, isThere: true };
  }

  #adopt({ assessments, deleted }: KeptFolder): void {
    this.#assessments.clear();
    for (const [id, kept] of assessments) this.#assessments.set(id, kept);
    for (const id of deleted) this.#deleted.add(id);
  }

  /** What nobody lived to tell: the id of the new assessment, or the seal of the completed one. */
  #outcome({ action }: Begun, found: KeptFolder): string | null {
    if (action.kind === 'complete') return found.assessments.get(action.id)?.seal ?? null;
    return [...found.assessments.keys()].find((id) => !this.#assessments.has(id)) ?? null;
  }

  /** `found` is given where it may have been interrupted. */
  #enter(
    { action, at }: Begun,
    outcome: string | null,
    assessments: Map<string, Kept>,
    deleted: Set<string>,
    found: KeptFolder | null = null,
  ): void {
    if (action.kind === 'back up') return;
    if (action.kind === 'walk' || action.kind === 'import' || action.kind === 'revise') {
      if (outcome === null) return;
      const interrupted = found?.assessments.get(outcome);
      assessments.set(outcome, this.#created(action, at, outcome, interrupted));
      return;
    }
    const before = assessments.get(action.id);
    if (before === undefined) throw new Error(`${JSON.stringify(action)} is of none that is known.`);
    const kept = after(before, action, at, outcome);
    if (kept !== null) assessments.set(action.id, kept);
    else {
      assessments.delete(action.id);
      deleted.add(action.id);
    }
  }

  #created(
    action: ActionOf<'walk' | 'import' | 'revise'>,
    at: string,
    id: string,
    found: Kept | undefined,
  ): Kept {
    switch (action.kind) {
      case 'walk':
        return this.#walked(action, at, id, found);
      case 'import': {
        const original = this.#undisturbed.imports.get(basename(action.file));
        if (original === undefined) throw new Error(`Nothing is known of ${action.file}.`);
        const events = [...original.events, { kind: 'imported' as const, at, by: action.assessor }];
        return { ...original, events, tags: [], origin: basename(action.file) };
      }
      case 'revise': {
        const original = this.#assessments.get(action.id);
        if (original === undefined) throw new Error(`Nothing is known of ${action.id}.`);
        return correctionOf(original, action, at);
      }
    }
  }

  /** The whole walk, or its first pages and that it was interrupted. */
  #walked({ source, assessor }: ActionOf<'walk'>, at: string, id: string, found: Kept | undefined): Kept {
    const events = [{ kind: 'walk-ended' as const, at, by: assessor }];
    const whole = {
      ...this.#undisturbed.walks[source],
      walk: id,
      assessor,
      startedAt: at,
      readAt: [at],
      events,
    };
    if (found === undefined || !found.incompleteReason?.startsWith('The walk was interrupted')) return whole;
    ok(found.pages.length > 0);
    const { incompleteReason, problems, subjects, toDecide } = found;
    return {
      ...whole,
      // How far it came, and what can be judged from that, is for chance to say.
      incompleteReason,
      problems,
      subjects,
      toDecide,
      pages: whole.pages.slice(0, found.pages.length),
      events: [{ kind: 'walk-ended', at: found.events[0]?.at ?? at, by: this.#programName }],
    };
  }
}
