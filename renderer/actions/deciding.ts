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
import { ancestor } from '../model/outline.ts';
import { clip, visibleName, visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { announce, assessorName, loadHistory } from './application.ts';
import { dropDraft, flushDrafts } from './drafts.ts';
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
  const { distinguishedName } = subject;
  useStore.setState({ decisionSaving: { kind: 'saving', distinguishedName }, announcement: '' });
  try {
    // A draft still under way must not arrive after the decision that replaces it.
    await flushDrafts();
    const decision = await invoke('decision.record', {
      assessmentId: assessment.summary.id,
      distinguishedName,
      assessor: assessorName(),
      ...ruling,
    });
    dropDraft(assessment.summary.id, distinguishedName);
    takeDecision(assessment.summary.id, subject.id, decision);
    useStore.setState({ decisionSaving: { kind: 'saved', distinguishedName } });
    announce(`Decision saved: ${statusLabels[decision.status]}, ${subjectName(assessment.nodes, subject)}`);
  } catch (error) {
    failSaving(assessment.nodes, subject, toFailure(error));
  }
}

/** Decides every undecided subject without a draft as proposed; throws the AppError if that fails. */
export async function acceptAllProposals(): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  await flushDrafts();
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
  await flushDrafts();
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

function failSaving(nodes: readonly TreeNode[], subject: ServerNode | VirtualServerNode, failure: Failure) {
  // Shown even if the assessor has gone on meanwhile: a failure must not go under.
  const message =
    useStore.getState().selected === subject.id
      ? failure.message
      : `The decision on ${subjectName(nodes, subject)}: ${failure.message}`;
  const { distinguishedName } = subject;
  useStore.setState({
    decisionSaving: { kind: 'failed', distinguishedName, failure: { ...failure, message } },
    announcement: `Decision not saved. ${visibleText(message)}`,
  });
}

/** A subject as a line of text names it: many virtual servers are called alike, so with its server. */
function subjectName(nodes: readonly TreeNode[], subject: TreeNode): string {
  const server = ancestor(nodes, subject.id, 'server');
  const names = server === undefined || server.id === subject.id ? [subject] : [server, subject];
  return names.map(({ name }) => clip(visibleName(name), 80)).join(' › ');
}

function isSubject(node: TreeNode): node is ServerNode | VirtualServerNode {
  return node.kind === 'server' || node.kind === 'virtual-server';
}
