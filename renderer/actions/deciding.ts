import type {
  Decision,
  ServerNode,
  TreeNode,
  VirtualServerNode,
} from '../../shared/assessment/assessment.ts';
import { toFailure, type Failure } from '../../shared/errors.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { invoke } from '../backend.ts';
import { formatQuantity } from '../model/format.ts';
import { visibleName } from '../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { announce, assessorName, loadHistory } from './application.ts';
import { dropDraft, flushDraft } from './drafts.ts';
import { replaceNode, replaceView } from './reviewing.ts';

export interface Ruling {
  readonly status: Status;
  readonly justification: string;
  readonly comments: string;
}

/** Records a decision on a subject. It shows as saved only after the backend has it on disk. */
export async function recordDecision(subject: ServerNode | VirtualServerNode, ruling: Ruling): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null || useStore.getState().decisionSaving.kind === 'saving') return;
  useStore.setState({ decisionSaving: { kind: 'saving' } });
  const { distinguishedName } = subject;
  try {
    // A draft still under way must not arrive after the decision that replaces it.
    await flushDraft();
    const decision = await invoke('decision.record', {
      assessmentId: assessment.summary.id,
      distinguishedName,
      assessor: assessorName(),
      ...ruling,
    });
    dropDraft(distinguishedName);
    takeDecision(assessment.summary.id, subject.id, decision);
    finishSaving(subject, null);
    announce(`Decision saved: ${statusLabels[decision.status]}`);
  } catch (error) {
    finishSaving(subject, toFailure(error));
  }
}

/** Decides every undecided subject without a draft as proposed; throws the AppError if that fails. */
export async function acceptAllProposals(): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  await flushDraft();
  const assessmentId = assessment.summary.id;
  const assessor = assessorName();
  const { accepted, leftOut } = await invoke('decision.acceptProposals', { assessmentId, assessor });
  replaceView(await invoke('assessment.open', { assessmentId }));
  const rest = leftOut === 0 ? '' : `; ${formatQuantity(leftOut, 'draft')} left for you to decide`;
  announce(`${formatQuantity(accepted, 'proposal')} accepted${rest}`);
}

/** Completes the open assessment: nothing in it changes any more. Throws the AppError if that fails. */
export async function completeAssessment(): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  await flushDraft();
  const summary = await invoke('assessment.complete', { assessmentId: assessment.summary.id });
  replaceView({ ...assessment, summary });
  announce('Assessment completed');
  void loadHistory();
}

function takeDecision(assessmentId: string, id: number, decision: Decision): void {
  const assessment = openAssessmentOf(useStore.getState());
  const node = assessment?.nodes[id];
  if (assessment?.summary.id !== assessmentId || node === undefined || !isSubject(node)) return;
  replaceNode({ ...node, decision });
  useStore.setState(({ detail }) =>
    detail.kind === 'ready' && detail.value.distinguishedName === node.distinguishedName
      ? {
          detail: {
            kind: 'ready',
            value: { ...detail.value, draft: null, decisions: [...detail.value.decisions, decision] },
          },
        }
      : {},
  );
}

function finishSaving(subject: ServerNode | VirtualServerNode, failure: Failure | null): void {
  const isShown = useStore.getState().selected === subject.id;
  if (failure === null) {
    useStore.setState({ decisionSaving: { kind: isShown ? 'saved' : 'none' } });
    return;
  }
  // Shown even if the assessor has gone on meanwhile: a failure must not go under.
  const message = isShown
    ? failure.message
    : `The decision on ${visibleName(subject.name)}: ${failure.message}`;
  useStore.setState({ decisionSaving: { kind: 'failed', failure: { ...failure, message } } });
}

function isSubject(node: TreeNode): node is ServerNode | VirtualServerNode {
  return node.kind === 'server' || node.kind === 'virtual-server';
}
