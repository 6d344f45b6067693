import { randomUUID } from 'node:crypto';
import { readOrganization } from '../../shared/exchange/organization.ts';
import type { Problem } from '../../shared/assessment/assessment.ts';
import { ruleVersion } from '../../shared/stig/decision-rule.ts';
import { AppError } from '../../shared/errors.ts';
import { Assessments } from './assessment/assessments.ts';
import { OpenedAssessments } from './assessment/opened-assessments.ts';
import { programName } from './assessment/program-name.ts';
import { incompleteReason, kept, leftOut } from './rescue-words.ts';
import type { Fragment } from './store/fragment.ts';
import type { DecisionRecord, GroupedFigures } from './store/records.ts';
import type { Store } from './store/store.ts';

interface RebuildOptions {
  readonly toolVersion: string;
  readonly now: Date;
}

/**
 * Puts an assessment of which a part is lost together anew: as an incomplete walk under a new id, in review, with the decisions and
 * drafts on objects that are still there. Returns the sentence that tells of it.
 */
export function rebuild(store: Store, fragment: Fragment, options: RebuildOptions): string {
  const { assessment } = fragment;
  const id = randomUUID();
  try {
    begin(store, id, fragment);
    const opened = new OpenedAssessments(store);
    conclude(store, opened, id, fragment, options);
    decide(store, opened, id, fragment);
    return kept(assessment);
  } catch (error) {
    // The data folder itself may fail, which is no word on the assessment.
    if (!(error instanceof AppError) || error.code.startsWith('data-')) throw error;
    store.discardAssessment(id);
    return leftOut(assessment);
  }
}

function begin(store: Store, id: string, { assessment, pages }: Fragment): void {
  const { practice, exchangeContainer, source, assessor, startedAt, toolVersion, checkId } = assessment;
  store.beginAssessment({
    id,
    practice,
    exchangeContainer,
    source,
    assessor,
    startedAt,
    toolVersion,
    // The proposals are made anew.
    ruleVersion,
    checkId,
  });
  for (const { entries, readAt } of pages) store.appendEntries(id, entries, readAt);
}

function conclude(
  store: Store,
  opened: OpenedAssessments,
  id: string,
  { assessment, problems, wireLog }: Fragment,
  { toolVersion, now }: RebuildOptions,
): void {
  const assessments = new Assessments({
    store,
    opened,
    now: () => endOf(assessment, now),
    toolVersion,
    onUnexpected: () => undefined,
  });
  assessments.concludeWalk(id, {
    incompleteReason: incompleteReason(assessment, now),
    problems: withoutThoseMadeAnew(store, id, assessment, problems),
    wireLog,
    endedBy: programName(toolVersion),
  });
}

/** The walk ended when it ended. Of a time that is damaged the next one that is known takes the place, which is now at the latest. */
function endOf({ finishedAt, startedAt }: Fragment['assessment'], now: Date): Date {
  const times = [new Date(finishedAt ?? startedAt), new Date(startedAt)];
  return times.find((time) => !Number.isNaN(time.getTime())) ?? now;
}

/** The problems of the walk itself: those of the organisation come out when it is put together again. */
function withoutThoseMadeAnew(
  store: Store,
  id: string,
  { exchangeContainer, source }: Fragment['assessment'],
  problems: readonly Problem[],
): readonly Problem[] {
  const known = (problem: Problem) => `${problem.code}\n${problem.distinguishedName}`;
  const options = { source: source.kind, isCutShort: true };
  const anew = new Set(readOrganization(store.entries(id), exchangeContainer, options).problems.map(known));
  return problems.filter((problem) => problem.code !== 'cut-short' && !anew.has(known(problem)));
}

/** Every decision that is left, with who made it and when; withdrawals in their place. */
function decide(
  store: Store,
  opened: OpenedAssessments,
  id: string,
  { decisions, drafts, bulkDraft }: Fragment,
): void {
  const figures = (): GroupedFigures => {
    const { running } = opened.get(id);
    return { ...running.figures, groups: running.groups };
  };
  const before = figures();
  const subjects = new Set(store.proposals(id).map(({ subjectKey }) => subjectKey));
  const left = [...decisions].filter(([subjectKey]) => subjects.has(subjectKey));
  const isPlain = (records: readonly DecisionRecord[]) =>
    records.every(({ withdrawn }) => withdrawn === null);
  const plain = left.filter(([, records]) => isPlain(records));
  store.recordDecisions(
    id,
    plain.flatMap(([subjectKey, records]) => records.map((record) => ({ ...record, subjectKey }))),
    before,
  );
  for (const [subjectKey, records] of left)
    if (!isPlain(records)) decideAndWithdraw(store, id, subjectKey, records, before);
  for (const draft of drafts) if (subjects.has(draft.subjectKey)) store.saveDraft(id, draft);
  if (bulkDraft !== null) store.saveBulkDraft(id, bulkDraft);
  opened.forget(id);
  store.recordDecisions(id, [], figures());
  opened.forget(id);
}

function decideAndWithdraw(
  store: Store,
  id: string,
  subjectKey: string,
  records: readonly DecisionRecord[],
  figures: GroupedFigures,
): void {
  const steps = records.flatMap((record) => [
    { at: record.decidedAt, run: () => store.recordDecisions(id, [{ ...record, subjectKey }], figures) },
    ...(record.withdrawn === null
      ? []
      : [
          {
            at: record.withdrawn.at,
            run: () => {
              const { at, by } = record.withdrawn ?? { at: '', by: '' };
              store.withdrawDecision(id, { subjectKey, withdrawnAt: at, withdrawnBy: by }, figures);
            },
          },
        ]),
  ]);
  // In the order of their times; what happened within a millisecond stays in the order of the decisions.
  for (const { run } of steps.toSorted((one, other) => one.at.localeCompare(other.at))) run();
}
