import { basename } from 'node:path';
import type { AssessmentSummary, AssessmentView, Draft, Ruling } from '../../shared/assessment/assessment.ts';
import type { Invoke } from '../../shared/contract.ts';
import { asksForDecision, isDecided } from '../../shared/stig/roll-up.ts';
import { statuses } from '../../shared/stig/status.ts';
import { isSubject } from '../../electron/backend/assessment/opened-assessments.ts';
import { walkSources, type Action, type ActionKind, type ActionOf, type BundleFile } from './action.ts';
import type { Random } from './random.ts';

/** How many assessments there are at most, and at least before one is deleted. */
const most = 7;
const least = 3;
const makesOneMore: ReadonlySet<ActionKind> = new Set(['walk', 'import', 'revise']);
const assessors = ['Ann Assessor', 'Bób', '木村'];

/** Chooses what an assessor does next: what is wished for, or what must come before it can be done. */
export class Choices {
  readonly #invoke: Invoke;
  readonly #random: Random;
  readonly #bundles: readonly BundleFile[];
  /** Makes every text another one. */
  #texts = 0;

  constructor(invoke: Invoke, random: Random, bundles: readonly BundleFile[]) {
    this.#invoke = invoke;
    this.#random = random;
    this.#bundles = bundles;
  }

  async next(wanted: ActionKind): Promise<Action> {
    const list = await this.#invoke('assessment.list', {});
    const inReview = list.filter(({ state }) => state === 'in-review');
    if (list.length >= most && (inReview.length === 0 || makesOneMore.has(wanted))) return this.#delete(list);
    switch (wanted) {
      case 'back up':
        return { kind: 'back up' };
      case 'walk':
        return this.#walk();
      case 'import':
        return this.#import(list);
      case 'delete':
        return list.length > least ? this.#delete(list) : this.#walk();
      case 'revise':
        return this.#revise(list) ?? (await this.#toComplete(inReview));
      case 'complete':
        return this.#toComplete(inReview);
      case 'tag':
      case 'bundle':
      case 'export':
      case 'verify':
        return list.length === 0 ? this.#walk() : this.#onAny(wanted, this.#random.pick(list).id);
      default:
        return inReview.length === 0 ? (this.#revise(list) ?? this.#walk()) : this.#review(wanted, inReview);
    }
  }

  #walk(): Action {
    return { kind: 'walk', source: this.#random.pick(walkSources), assessor: this.#assessor() };
  }

  #delete(list: readonly AssessmentSummary[]): Action {
    return { kind: 'delete', id: this.#random.pick(list).id, assessor: this.#assessor() };
  }

  #import(list: readonly AssessmentSummary[]): Action {
    const missing = this.#bundles.filter(({ walk }) => list.every((known) => known.walk !== walk));
    if (missing.length > 0)
      return { kind: 'import', file: this.#random.pick(missing).file, assessor: this.#assessor() };
    const names = new Set(this.#bundles.map(({ file }) => basename(file)));
    const imported = list.filter(({ origin }) => origin !== null && names.has(origin.fileName));
    return this.#delete(imported.length === 0 ? list : imported);
  }

  #revise(list: readonly AssessmentSummary[]): Action | null {
    const uncorrected = list.filter(
      ({ state, seal }) => state === 'completed' && list.every(({ revises }) => revises !== seal),
    );
    const [first] = this.#random.shuffled(uncorrected);
    if (first === undefined) return null;
    return { kind: 'revise', id: first.id, assessor: this.#assessor(), reason: this.#text() };
  }

  #onAny(kind: 'tag' | 'bundle' | 'export' | 'verify', id: string): Action {
    const assessor = this.#assessor();
    if (kind === 'export') return { kind, id, assessor, what: this.#text().slice(0, 100) };
    if (kind !== 'tag') return { kind, id, assessor };
    return { kind, id, tags: Array.from({ length: this.#random.below(4) }, () => `tag ${this.#number()}`) };
  }

  async #toComplete(inReview: readonly AssessmentSummary[]): Promise<Action> {
    const [first] = this.#random.shuffled(inReview);
    if (first === undefined) return this.#walk();
    const { id } = first;
    const view = await this.#invoke('assessment.open', { assessmentId: id });
    const undecided = view.nodes.filter((node) => asksForDecision(node) && !isDecided(node));
    const typed = undecided.find(({ distinguishedName }) => distinguishedName in view.drafts);
    if (typed !== undefined) return this.#decide(id, typed.distinguishedName);
    return { kind: undecided.length === 0 ? 'complete' : 'accept all', id, assessor: this.#assessor() };
  }

  async #review(
    kind: 'draft' | 'bulk draft' | 'decide' | 'decide many' | 'accept all' | 'withdraw',
    inReview: readonly AssessmentSummary[],
  ): Promise<Action> {
    const { id } = this.#random.pick(inReview);
    const view = await this.#invoke('assessment.open', { assessmentId: id });
    const subjects = view.nodes.filter(isSubject);
    const subject = this.#random.pick(subjects).distinguishedName;
    switch (kind) {
      case 'draft':
        return { kind, id, subject, draft: this.#draft() };
      case 'bulk draft':
        return { kind, id, draft: this.#draft() };
      case 'decide':
        return this.#decide(id, subject);
      case 'decide many':
        return this.#decideMany(id, view);
      case 'accept all':
        return { kind, id, assessor: this.#assessor() };
      case 'withdraw': {
        const [decided] = this.#random.shuffled(subjects.filter(isDecided));
        if (decided === undefined) return this.#decide(id, subject);
        return { kind, id, subject: decided.distinguishedName, assessor: this.#assessor() };
      }
    }
  }

  #decide(id: string, subject: string): ActionOf<'decide'> {
    return { kind: 'decide', id, subject, ruling: this.#ruling(), assessor: this.#assessor() };
  }

  #decideMany(id: string, { nodes }: AssessmentView): Action {
    const chosen = this.#random.shuffled(nodes.filter(isSubject)).slice(0, 1 + this.#random.below(60));
    return {
      kind: 'decide many',
      id,
      subjects: chosen.map(({ distinguishedName }) => distinguishedName),
      nodes: chosen.map((node) => node.id),
      ruling: this.#ruling(),
      assessor: this.#assessor(),
    };
  }

  #ruling(): Ruling {
    return { ...this.#draft(), status: this.#random.pick(statuses) };
  }

  #draft(): Draft {
    const severity = this.#random.pick(['high', 'low'] as const);
    return {
      status: this.#random.pick([...statuses, null]),
      justification: this.#text(),
      comments: this.#random.chance(0.5) ? this.#text() : '',
      findingDetails: this.#random.chance(0.3) ? this.#text() : null,
      severityOverride: this.#random.chance(0.3) ? { severity, justification: this.#text() } : null,
    };
  }

  /** Some are longer than a page of the database. */
  #text(): string {
    const words = `Read № ${this.#number()}, “as it is”. `;
    return words.repeat(this.#random.chance(0.1) ? 300 : 1 + this.#random.below(5)).slice(0, 10_000);
  }

  #number(): string {
    this.#texts += 1;
    return `${this.#random.below(1_000_000)}-${this.#texts}`;
  }

  #assessor(): string {
    return this.#random.pick(assessors);
  }
}
