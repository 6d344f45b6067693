import { acceptedProposal } from '../../shared/assessment/accepted-proposal.ts';
import type {
  Decision,
  EarlierDecision,
  Ruling,
  ServerNode,
  TreeNode,
  VirtualServerNode,
} from '../../shared/assessment/assessment.ts';
import { toFailure, type Failure } from '../../shared/errors.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { invoke } from '../backend.ts';
import { formatQuantity } from '../model/format.ts';
import { isSubject, subjectName, type Subject } from '../model/bulk.ts';
import { draftOf, hasWords, isUndecidedDraft } from '../model/ruling.ts';
import { visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { announce, assessorName, loadHistory } from './application.ts';
import { bulkName, dropDrafts, flushDrafts, typeDraft } from './drafts.ts';
import { refreshDetail, replaceNodes, replaceView } from './reviewing.ts';
import { announceStep, keepStep, laterThanStep } from './undoing.ts';

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
    dropDrafts(assessment.summary.id, [distinguishedName]);
    takeDecision(assessment.summary.id, subject.id, decision);
    laterThanStep();
    useStore.setState({ decisionSaving: { kind: 'saved', distinguishedName } });
    announce(`Decision saved: ${statusLabels[decision.status]}, ${subjectName(assessment.nodes, subject)}`);
  } catch (error) {
    failSaving(assessment.nodes, subject, toFailure(error));
  }
}

/**
 * Takes the newest decision on a subject back; the one before it counts again, if there is one. Words that were typed for it come
 * back as a draft, unless something newer is typed already. Throws the AppError if that fails.
 */
export async function takeDecisionBack(subject: ServerNode | VirtualServerNode): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  const { distinguishedName, decision: withdrawn } = subject;
  if (assessment === null || withdrawn === null) return;
  const assessmentId = assessment.summary.id;
  announce('');
  await flushDrafts();
  const assessor = assessorName();
  const decision = await invoke('decision.withdraw', { assessmentId, distinguishedName, assessor });
  changeDecision(assessmentId, subject.id, decision);
  laterThanStep();
  const isTyped = isUndecidedDraft(useStore.getState().drafts[distinguishedName], withdrawn);
  if (!isTyped && hasWords(withdrawn)) typeDraft(distinguishedName, draftOf(withdrawn));
  await refreshDetail(assessmentId, distinguishedName);
  useStore.setState(({ decisionSaving }) => ({
    // What was saved there is not any more.
    decisionSaving: decisionSaving.kind === 'saving' ? decisionSaving : { kind: 'none' },
  }));
  announce(`Taken back: ${statusLabels[withdrawn.status]}, ${subjectName(assessment.nodes, subject)}`);
}

/**
 * Decides several subjects alike, all or none; throws the AppError if that fails. Returns how many were decided: one on which the
 * backend knows something typed is left out.
 */
export async function recordDecisions(
  subjects: readonly (ServerNode | VirtualServerNode)[],
  ruling: Ruling,
): Promise<number> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return 0;
  announce('');
  await flushDrafts();
  const assessmentId = assessment.summary.id;
  const { decision, decided } = await invoke('decision.recordMany', {
    assessmentId,
    nodes: subjects.map(({ id }) => id),
    assessor: assessorName(),
    ...ruling,
  });
  if (decided.length > 0) dropDrafts(assessmentId, [bulkName]);
  const { decidedAt, decidedBy } = decision;
  keepStep({ assessmentId, nodes: decided, signature: { decidedAt, decidedBy }, decision });
  await takeDecisions(assessmentId, decided, () => decision);
  return decided.length;
}

/** What was decided on the same object in earlier assessments, newest first; throws the AppError if that cannot be read. */
export async function earlierDecisions(
  assessmentId: string,
  distinguishedName: string,
): Promise<readonly EarlierDecision[]> {
  return invoke('decision.earlier', { assessmentId, distinguishedName });
}

/** Decides every undecided subject without a draft as proposed; throws the AppError if that fails. */
export async function acceptAllProposals(): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) return;
  announce('');
  await flushDrafts();
  const assessmentId = assessment.summary.id;
  const assessor = assessorName();
  const accepted = await invoke('decision.acceptProposals', { assessmentId, assessor });
  const { decided, leftOut, ...signature } = accepted;
  keepStep({ assessmentId, nodes: decided, signature, decision: null });
  await takeDecisions(assessmentId, decided, ({ proposal }) => acceptedProposal(proposal, accepted));
  const rest = leftOut === 0 ? '' : `; ${formatQuantity(leftOut, 'draft')} left for you to decide`;
  announceStep(`${formatQuantity(decided.length, 'proposal')} accepted${rest}`);
}

/** Completes and seals the open assessment: nothing in it changes any more. Throws the AppError if that fails. */
export async function completeAssessment(): Promise<void> {
  const { problemsRead, ...state } = useStore.getState();
  const assessment = openAssessmentOf({ problemsRead, ...state });
  if (assessment === null) return;
  announce('');
  await flushDrafts();
  const summary = await invoke('assessment.complete', {
    assessmentId: assessment.summary.id,
    assessor: assessorName(),
    problemsRead: problemsRead ? assessment.problems.length : 0,
  });
  replaceView({ ...assessment, summary });
  useStore.setState({ lastStep: null });
  announce('Assessment completed and sealed');
  void loadHistory();
}

/** Takes over the decisions that were made on many subjects, given by their ids. */
async function takeDecisions(
  assessmentId: string,
  ids: readonly number[],
  decisionOn: (subject: Subject) => Decision,
): Promise<void> {
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment?.summary.id !== assessmentId) return;
  const subjects = ids.flatMap((id) => assessment.nodes[id] ?? []).filter(isSubject);
  dropDrafts(
    assessmentId,
    subjects.map(({ distinguishedName }) => distinguishedName),
  );
  replaceNodes(subjects.map((subject) => ({ ...subject, decision: decisionOn(subject) })));
  const shown = subjects.find(({ id }) => id === useStore.getState().selected);
  if (shown !== undefined) await refreshDetail(assessmentId, shown.distinguishedName);
}

function takeDecision(assessmentId: string, id: number, decision: Decision): void {
  const node = changeDecision(assessmentId, id, decision);
  useStore.setState(({ detail }) =>
    detail.kind === 'ready' && detail.value.distinguishedName === node?.distinguishedName
      ? {
          detail: {
            kind: 'ready',
            value: {
              ...detail.value,
              draft: null,
              decisions: [...detail.value.decisions, { ...decision, withdrawn: null }],
            },
          },
        }
      : {},
  );
}

/** Puts the decision that counts now beside a subject; null if the assessment is not open any more. */
function changeDecision(assessmentId: string, id: number, decision: Decision | null): TreeNode | null {
  const assessment = openAssessmentOf(useStore.getState());
  const node = assessment?.nodes[id];
  if (assessment?.summary.id !== assessmentId || node === undefined || !isSubject(node)) return null;
  replaceNodes([{ ...node, decision }]);
  return node;
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
