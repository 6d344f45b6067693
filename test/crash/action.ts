import type { Draft, Ruling } from '../../shared/assessment/assessment.ts';

/** What an assessor does in one call, or in one go, as the doomed process announces it before it begins. */
export type Action =
  | { readonly kind: 'walk'; readonly source: WalkSource; readonly assessor: string }
  | { readonly kind: 'draft'; readonly id: string; readonly subject: string; readonly draft: Draft }
  | { readonly kind: 'bulk draft'; readonly id: string; readonly draft: Draft }
  | {
      readonly kind: 'decide';
      readonly id: string;
      readonly subject: string;
      readonly ruling: Ruling;
      readonly assessor: string;
    }
  | {
      readonly kind: 'decide many';
      readonly id: string;
      readonly subjects: readonly string[];
      /** The ids of their nodes. */
      readonly nodes: readonly number[];
      readonly ruling: Ruling;
      readonly assessor: string;
    }
  | { readonly kind: 'accept all'; readonly id: string; readonly assessor: string }
  | { readonly kind: 'withdraw'; readonly id: string; readonly subject: string; readonly assessor: string }
  | { readonly kind: 'tag'; readonly id: string; readonly tags: readonly string[] }
  | { readonly kind: 'complete'; readonly id: string; readonly assessor: string }
  | { readonly kind: 'revise'; readonly id: string; readonly assessor: string; readonly reason: string }
  | { readonly kind: 'delete'; readonly id: string; readonly assessor: string }
  | { readonly kind: 'bundle'; readonly id: string; readonly assessor: string }
  | { readonly kind: 'import'; readonly file: string; readonly assessor: string }
  | { readonly kind: 'export'; readonly id: string; readonly assessor: string; readonly what: string }
  | { readonly kind: 'verify'; readonly id: string; readonly assessor: string }
  | { readonly kind: 'back up' };

export type ActionKind = Action['kind'];
export type ActionOf<Kind extends ActionKind> = Extract<Action, { readonly kind: Kind }>;

export const walkSources = ['practice', 'ldif'] as const;
export type WalkSource = (typeof walkSources)[number];

/** A bundle that can be imported, and the walk by which an assessment of it is known. */
export interface BundleFile {
  readonly file: string;
  readonly walk: string;
}

/** What a doomed process is told on standard input before it begins. Times are ISO 8601. */
export interface Task {
  readonly dataFolder: string;
  readonly seed: number;
  /** What it takes for the time; each action comes a second later. */
  readonly startsAt: string;
  /** What it does most of; null to open the data folder, to wait until all is sealed, and to leave it open. */
  readonly wanted: ActionKind | null;
  readonly ldifFile: string;
  readonly bundles: readonly BundleFile[];
}

/** What it says, a line of JSON each, before it goes on. */
export type Line =
  | { readonly said: 'opening' }
  | { readonly said: 'opened' }
  | { readonly said: 'begun'; readonly action: Action; readonly at: string }
  /** `outcome` is the new id, or the seal, or null. */
  | { readonly said: 'confirmed'; readonly outcome: string | null }
  | { readonly said: 'failed'; readonly why: string };
