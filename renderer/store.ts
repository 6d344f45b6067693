import { create } from 'zustand';
import type {
  AssessmentSummary,
  Decision,
  Draft,
  NodeDetail,
  Signature,
  WalkProgress,
} from '../shared/assessment/assessment.ts';
import type { ApplicationInfo } from '../shared/contract.ts';
import type { ChannelChoice, ConnectionReport, SignInChoice } from '../shared/directory/connection.ts';
import type { Discovery, ProbeReport } from '../shared/directory/discovery.ts';
import type { Failure } from '../shared/errors.ts';
import type { Comparison } from '../shared/history/comparison.ts';
import type { Verification } from '../shared/history/seal.ts';
import { noComparisonFilter, type ComparisonFilter } from './model/comparison-filter.ts';
import type { BundleImport } from './model/history-imports.ts';
import { freshHistoryView, type HistoryView } from './model/history-rows.ts';
import type { ReviewSheet } from './model/review-sheet.ts';
import type { Review } from './model/review-data.ts';
import type { TableState } from './model/table-state.ts';
import { freshView, type TableView } from './model/table-view.ts';
import { defaultPreferences, type Preferences } from './preferences.ts';

/** Data that comes from the backend. A late answer is known by its token and dropped. */
export type Remote<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly token: number }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type Screen =
  'start' | 'connect' | 'walk' | 'review' | 'finish' | 'history' | 'compare' | 'trend' | 'combine';
export type Way = 'practice' | 'domain-controller' | 'ldif';

export interface RunningWalk {
  readonly kind: 'running';
  readonly token: number;
  readonly way: Way;
  /** Host, file or practice organisation, as the heading names it. */
  readonly label: string;
  /** Null until the source is open. */
  readonly assessmentId: string | null;
  readonly progress: WalkProgress | null;
  readonly startedAt: number;
  readonly cancelling: boolean;
}

export type Walk =
  | { readonly kind: 'none' }
  | RunningWalk
  /** Ended, and its assessment not yet opened: from then on the assessment tells of its walk. */
  | { readonly kind: 'finished'; readonly summary: AssessmentSummary }
  /** `label`: of what could not be read. */
  | { readonly kind: 'failed'; readonly way: Way; readonly label: string; readonly failure: Failure };

/** The assessment on the screen with everything that is derived from its nodes. */
export type OpenAssessment = Review;

/** What becomes of something written about one subject, or under `bulkName` about several. */
export type Saving =
  | { readonly kind: 'none' }
  | { readonly kind: 'typing' | 'saving' | 'saved'; readonly distinguishedName: string }
  | { readonly kind: 'failed'; readonly distinguishedName: string; readonly failure: Failure };

/** What was typed to reach a domain controller. The password is not among it: only the form holds that. */
export interface Connection {
  /** Whose domain controllers to find. */
  readonly domain: string;
  readonly dnsServer: string;
  readonly host: string;
  readonly channel: ChannelChoice;
  /** Of the channel, empty for its usual one. */
  readonly port: string;
  /** Inside TLS, where there is a choice. */
  readonly signIn: SignInChoice;
  readonly account: string;
}

/** What one domain controller of a domain told everybody. */
export type Probe =
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly report: ProbeReport }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The assessor went on before it was its turn. */
  | { readonly kind: 'not-asked' };

/** The search for the domain controllers of a domain. */
export type Finding =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking'; readonly token: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'found';
      readonly token: number;
      readonly discovery: Discovery;
      /** By host of the candidate. */
      readonly probes: Readonly<Record<string, Probe>>;
    };

/** The last test of a connection. */
export type ConnectionTest =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly token: number;
      readonly host: string;
      readonly cancelling: boolean;
    }
  | { readonly kind: 'passed'; readonly report: ConnectionReport }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The last verification of a seal since the window was opened. */
export type SealCheck =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly verification: Verification }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The review sheet on its way to the printer. */
export type Sheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'preparing'; readonly done: number; readonly of: number }
  | { readonly kind: 'ready'; readonly value: ReviewSheet };

/** A decision on several subjects at once, to be taken back as a whole. */
export interface Step {
  readonly assessmentId: string;
  /** Ids of the nodes of the subjects. */
  readonly nodes: readonly number[];
  readonly signature: Signature;
  /** The decision that all of them got; null if each got its own proposal. */
  readonly decision: Decision | null;
  /** False once anything was decided or taken back after it: then it is not what an undo is meant for. */
  readonly isLast: boolean;
  /** What was announced of it: with these words goes the button that takes it back. */
  readonly said: string;
}

/** Ids of two assessments of one organisation, the older one first. */
export interface ComparedIds {
  readonly before: string;
  readonly after: string;
}

export interface State {
  readonly application: Remote<ApplicationInfo>;
  readonly backendLost: boolean;
  /** Whether another window works in the place of this one. */
  readonly superseded: boolean;
  readonly preferences: Preferences;
  /** Something was begun on this screen that takes the name of the assessor, while there was none. */
  readonly isAssessorDemanded: boolean;
  readonly screen: Screen;
  readonly way: Way;
  readonly connection: Connection;
  readonly finding: Finding;
  readonly connectionTest: ConnectionTest;
  readonly history: Remote<readonly AssessmentSummary[]>;
  readonly historyView: HistoryView;
  /** By assessment id: what was verified in one place of the window is known in the others. */
  readonly sealChecks: Readonly<Record<string, SealCheck>>;
  /** What was typed as the reason of a correction that is not begun yet, by the id of what is to be corrected. */
  readonly correctionReasons: Readonly<Record<string, string>>;
  /** Bundles on their way into History, in the order in which they were chosen. */
  readonly imports: readonly BundleImport[];
  readonly walk: Walk;
  readonly assessment: Remote<OpenAssessment>;
  readonly selected: number | null;
  readonly expanded: ReadonlySet<number>;
  /** How the result tables of the open assessment are looked at, by their keys. */
  readonly tables: Readonly<Record<string, TableState>>;
  /** Node ids of the rows that are selected in a result table; a filter may hide some of them. */
  readonly selection: ReadonlySet<number>;
  /** The key of that table: only one has a selection. */
  readonly selectionIn: string | null;
  /** Label of the result table shown first where there are several. */
  readonly resultTab: string;
  readonly detail: Remote<NodeDetail>;
  /** What was typed on subjects of the open assessment and is not decided, by distinguished name; for several at once by `bulkName`. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /**
   * Ids of the subjects that the draft for several was typed for; null if that was in an earlier sitting, or nothing was typed. A
   * status chosen for some must not be chosen for others.
   */
  readonly bulkTypedFor: readonly number[] | null;
  readonly draftSaving: Saving;
  readonly decisionSaving: Saving;
  /** The last decision on several in the open assessment; null for none that could be taken back. */
  readonly lastStep: Step | null;
  /** Whether the assessor has said to have read the problems of the open assessment. */
  readonly problemsRead: boolean;
  readonly sheet: Sheet;
  /** What is compared, also while its objects are looked at in the review; null before the first comparison. */
  readonly comparing: ComparedIds | null;
  readonly comparison: Remote<Comparison>;
  readonly comparisonFilter: ComparisonFilter;
  readonly comparisonView: TableView;
  /** The assessment whose organisation is shown over time. */
  readonly trendOf: string | null;
  /** Ids of the assessments that are read together. */
  readonly combining: readonly string[];
  /** Whether property pages show, below each value, how it is stored and why it is read so. */
  readonly propertyReasonsShown: boolean;
  /** Spoken by screen readers and shown in the status bar. */
  readonly announcement: string;
  readonly shortcutsShown: boolean;
}

export const useStore = create<State>()(() => ({
  application: { kind: 'idle' },
  backendLost: false,
  superseded: false,
  preferences: defaultPreferences,
  isAssessorDemanded: false,
  screen: 'start',
  way: 'domain-controller',
  connection: { ...defaultPreferences.connection, signIn: 'automatic', account: '' },
  finding: { kind: 'none' },
  connectionTest: { kind: 'none' },
  history: { kind: 'idle' },
  historyView: freshHistoryView,
  sealChecks: {},
  correctionReasons: {},
  imports: [],
  walk: { kind: 'none' },
  assessment: { kind: 'idle' },
  selected: null,
  expanded: new Set<number>(),
  tables: {},
  selection: new Set<number>(),
  selectionIn: null,
  resultTab: '',
  detail: { kind: 'idle' },
  drafts: {},
  bulkTypedFor: null,
  draftSaving: { kind: 'none' },
  decisionSaving: { kind: 'none' },
  lastStep: null,
  problemsRead: false,
  sheet: { kind: 'none' },
  comparing: null,
  comparison: { kind: 'idle' },
  comparisonFilter: noComparisonFilter,
  comparisonView: freshView,
  trendOf: null,
  combining: [],
  propertyReasonsShown: false,
  announcement: '',
  shortcutsShown: false,
}));

let lastToken = 0;

/** A number by which an answer is told from later ones. */
export function newToken(): number {
  lastToken += 1;
  return lastToken;
}

/** True while the answer to the request with this token is still wanted. */
export function isAwaited(remote: Remote<unknown>, token: number): boolean {
  return remote.kind === 'loading' && remote.token === token;
}

/** The open assessment, or null. */
export function openAssessmentOf(state: State): OpenAssessment | null {
  return state.assessment.kind === 'ready' ? state.assessment.value : null;
}
