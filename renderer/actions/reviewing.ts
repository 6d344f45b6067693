import type { AssessmentView, TreeNode } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { focusSoon, places } from '../focus.ts';
import { isBelow, nextUndecided, outlineOf } from '../model/outline.ts';
import { deriveReview, withNodes } from '../model/review-data.ts';
import { expandableNodes, initiallyExpanded, revealed } from '../model/tree-rows.ts';
import { isAwaited, newToken, openAssessmentOf, useStore, type Screen } from '../store.ts';
import { announce, goTo } from './application.ts';
import { bulkName, flushDrafts, unwrittenDrafts } from './drafts.ts';
import { recallReview, rememberReview } from './remembering.ts';

/** Opens an assessment as it is on disk, and goes to a screen of it. */
export async function openAssessment(assessmentId: string, screen: Screen = 'review'): Promise<void> {
  leaveWalk(screen);
  await loadAssessment(assessmentId);
}

/** Goes on to the review of an assessment, which is opened unless it is open already: one of 50,000 objects is not read in no time. */
export async function goOnReviewing(assessmentId: string): Promise<void> {
  leaveWalk('review');
  if (openAssessmentOf(useStore.getState())?.summary.id !== assessmentId) await loadAssessment(assessmentId);
}

/** Goes to a screen of an assessment: what came of a walk that has ended stands there now. */
function leaveWalk(screen: Screen): void {
  goTo(screen);
  useStore.setState(({ walk }) => (walk.kind === 'running' ? {} : { walk: { kind: 'none' } }));
}

/** Reads an assessment in place of the one that is open, without going anywhere. `at` is the node to select; else where one was in it. */
export async function loadAssessment(assessmentId: string, at: number | null = null): Promise<void> {
  await flushDrafts();
  const token = newToken();
  rememberReview();
  useStore.setState({
    assessment: { kind: 'loading', token },
    selected: null,
    tables: {},
    selection: new Set(),
    selectionIn: null,
    detail: { kind: 'idle' },
    drafts: unwrittenDrafts(assessmentId),
    bulkTypedFor: null,
    draftSaving: { kind: 'none' },
    decisionSaving: { kind: 'none' },
    lastStep: null,
    problemsRead: false,
    sheet: { kind: 'none' },
  });
  try {
    const view = await invoke('assessment.open', { assessmentId });
    if (!isAwaited(useStore.getState().assessment, token)) return;
    const assessment = deriveReview(view, outlineOf(view.nodes));
    const recalled = recallReview(assessmentId, assessment.outline);
    const expanded = recalled?.expanded ?? initiallyExpanded(view.nodes, assessment.outline);
    const tables = recalled?.tables ?? {};
    useStore.setState(({ drafts }) => ({
      assessment: { kind: 'ready', value: assessment },
      expanded,
      tables,
      // What is not on disk yet is newer.
      drafts: {
        ...view.drafts,
        ...(view.bulkDraft === null ? {} : { [bulkName]: view.bulkDraft }),
        ...drafts,
      },
    }));
    const wanted = at !== null && view.nodes[at] !== undefined ? at : recalled?.selected;
    const first = wanted ?? assessment.outline.order[0];
    if (first !== undefined) show(first);
  } catch (error) {
    if (isAwaited(useStore.getState().assessment, token)) {
      useStore.setState({ assessment: { kind: 'failed', failure: toFailure(error) } });
    }
  }
}

/** Takes a new version of the open assessment, such as when it is completed. Selection and tree stay as they are. */
export function replaceView(view: AssessmentView): void {
  const current = openAssessmentOf(useStore.getState());
  if (current === null || current.summary.id !== view.summary.id) return;
  useStore.setState({ assessment: { kind: 'ready', value: deriveReview(view, current.outline) } });
}

/** Puts changed nodes into the open assessment and counts again. */
export function replaceNodes(changed: readonly TreeNode[]): void {
  const current = openAssessmentOf(useStore.getState());
  if (current === null) return;
  useStore.setState({ assessment: { kind: 'ready', value: withNodes(current, changed) } });
}

/** Selects a node, shows it in the tree and loads what is known about it. What was said of the one before goes. */
export function select(id: number): void {
  announce('');
  show(id);
}

function show(id: number): void {
  const state = useStore.getState();
  const assessment = openAssessmentOf(state);
  const node = assessment?.nodes[id];
  if (assessment === null || node === undefined) return;
  void flushDrafts();
  const expanded = revealed(assessment.nodes, state.expanded, id);
  useStore.setState({
    selected: id,
    expanded,
    // A decision under way keeps the next one waiting, wherever the assessor has gone.
    decisionSaving: state.decisionSaving.kind === 'saving' ? state.decisionSaving : { kind: 'none' },
  });
  rememberReview();
  void loadDetail(assessment.summary.id, node.distinguishedName);
}

/** Goes to the next (1) or previous (-1) undecided subject, going round; to Finish if there is none. */
export function goToUndecided(step: 1 | -1): void {
  const { selected, ...state } = useStore.getState();
  const assessment = openAssessmentOf({ ...state, selected });
  if (assessment === null) return;
  const id = nextUndecided(assessment.nodes, assessment.outline, selected, step);
  if (id === null) {
    goTo('finish');
    announce('Everything is decided');
    return;
  }
  if (state.screen !== 'review') goTo('review');
  select(id);
}

/** Shows a node in Review, from wherever, and moves the focus to it: what was pressed is gone then. */
export function openNode(id: number): void {
  if (useStore.getState().screen !== 'review') goTo('review');
  select(id);
  focusSoon(places.detail);
}

/** Expands these nodes of the tree as well. */
export function expand(ids: readonly number[]): void {
  const expanded = new Set(useStore.getState().expanded);
  for (const id of ids) expanded.add(id);
  showExpanded(expanded);
}

/** Collapses one node; a selection that this would hide moves up to it, so that the tree always shows where one is. */
export function collapse(id: number): void {
  const { selected, ...state } = useStore.getState();
  const expanded = new Set(state.expanded);
  expanded.delete(id);
  showExpanded(expanded);
  const outline = openAssessmentOf({ ...state, selected })?.outline;
  if (outline !== undefined && selected !== null && selected !== id && isBelow(outline, selected, id))
    select(id);
}

function showExpanded(expanded: ReadonlySet<number>): void {
  useStore.setState({ expanded });
  rememberReview();
}

/** Expands the whole tree. */
export function expandAll(): void {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment !== null) showExpanded(expandableNodes(assessment.outline));
}

/** Collapses the tree to its administrative groups and selects the organisation if the selection would be hidden. */
export function collapseAll(): void {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  const kept = assessment.nodes.filter(
    ({ kind }) => kind === 'organization' || kind === 'administrative-groups',
  );
  const { selected } = useStore.getState();
  const root = assessment.outline.order[0];
  showExpanded(new Set(kept.map(({ id }) => id)));
  if (selected !== null && (assessment.outline.depth[selected] ?? 0) > 2 && root !== undefined) select(root);
}

/** Reads again what is known about the selected node, which stays on the screen meanwhile; a failure leaves it as it is. */
export async function refreshDetail(assessmentId: string, distinguishedName: string): Promise<void> {
  const value = await invoke('assessment.node', { assessmentId, distinguishedName }).catch(() => null);
  const { detail } = useStore.getState();
  if (value !== null && detail.kind === 'ready' && detail.value.distinguishedName === distinguishedName)
    useStore.setState({ detail: { kind: 'ready', value } });
}

async function loadDetail(assessmentId: string, distinguishedName: string): Promise<void> {
  const token = newToken();
  useStore.setState({ detail: { kind: 'loading', token } });
  try {
    const value = await invoke('assessment.node', { assessmentId, distinguishedName });
    if (isAwaited(useStore.getState().detail, token)) useStore.setState({ detail: { kind: 'ready', value } });
  } catch (error) {
    if (isAwaited(useStore.getState().detail, token)) {
      useStore.setState({ detail: { kind: 'failed', failure: toFailure(error) } });
    }
  }
}
