import { describe, expect, test } from 'vitest';
import { acceptAllProposals, recordDecision, recordDecisions } from '../../../renderer/actions/deciding.ts';
import { bulkName, flushDrafts, typeDraft } from '../../../renderer/actions/drafts.ts';
import { announceStep, offersUndo, undoLastStep } from '../../../renderer/actions/undoing.ts';
import { isSubject } from '../../../renderer/model/bulk.ts';
import { emptyDraft } from '../../../renderer/model/ruling.ts';
import { openAssessmentOf, useStore } from '../../../renderer/store.ts';
import type { Decision } from '../../../shared/assessment/assessment.ts';
import type { Reply } from '../../../shared/contract.ts';
import { openSample } from './opened-assessment.ts';

const ruling = { ...emptyDraft, status: 'open', justification: 'Seen in ESM.' } as const;
const signature = { decidedAt: '2026-05-02T09:12:00Z', decidedBy: 'Ann' };
const decision: Decision = { ...ruling, ...signature };
const answer = (value: unknown) => () => Promise.resolve<Reply>({ ok: true, value });

const subjects = () =>
  [6, 7].flatMap((id) => openAssessmentOf(useStore.getState())?.nodes[id] ?? []).filter(isSubject);
const decisions = () => subjects().map((subject) => subject.decision);
const said = () => useStore.getState().announcement;
const isOffered = () => offersUndo(useStore.getState());

/** Opens the sample and decides both virtual servers of EX1 alike. */
async function decidedTogether(id: string) {
  const host = await openSample(id);
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann' } }));
  host.answer = answer({ decision, decided: [6, 7], leftOut: 0 });
  await recordDecisions(subjects(), ruling);
  announceStep('2 objects decided: Open');
  host.written.length = 0;
  return host;
}

describe('the last decision on several', () => {
  test('is taken back as a whole: what stood before counts again, and the words are typed again', async () => {
    const host = await decidedTogether('undone');
    const before: Decision = { ...decision, status: 'not_reviewed' };
    expect([decisions(), isOffered()]).toEqual([[decision, decision], true]);
    host.answer = answer([{ node: 7, decision: before }]);
    await undoLastStep();
    await flushDrafts();
    expect(host.written).toEqual([
      ['decision.withdrawMany', { assessmentId: 'undone', nodes: [6, 7], ...signature, assessor: 'Ann' }],
      ['decision.saveBulkDraft', { assessmentId: 'undone', ...ruling }],
    ]);
    const { drafts, bulkTypedFor } = useStore.getState();
    expect({ decisions: decisions(), drafts, bulkTypedFor, offered: isOffered(), said: said() }).toEqual({
      decisions: [null, before],
      drafts: { [bulkName]: ruling },
      bulkTypedFor: [6, 7],
      offered: false,
      said: 'Undone: 2 decisions taken back',
    });
  });

  test('may be the acceptance of all proposals', async () => {
    const host = await openSample('accepted');
    host.answer = answer({ ...signature, decided: [6, 7], leftOut: 0 });
    await acceptAllProposals();
    expect(isOffered()).toBe(true);
    host.answer = answer([]);
    await undoLastStep();
    expect([decisions(), useStore.getState().drafts]).toEqual([[null, null], {}]);
  });

  test('overwrites nothing that was typed since', async () => {
    const host = await decidedTogether('typed');
    const typed = { ...emptyDraft, comments: 'One more thing' };
    typeDraft(bulkName, typed);
    host.answer = answer([]);
    await undoLastStep();
    expect(useStore.getState().drafts).toEqual({ [bulkName]: typed });
    await flushDrafts();
  });

  test('is taken back once, and then there is nothing to undo', async () => {
    const host = await decidedTogether('twice');
    host.answer = answer([]);
    await undoLastStep();
    host.written.length = 0;
    await undoLastStep();
    expect([host.written, said()]).toEqual([
      [],
      'Nothing to undo here. A single decision is taken back on its object.',
    ]);
  });

  test('stands if it is refused, which is said', async () => {
    const host = await decidedTogether('refused');
    const message = '1 of the 2 objects has been decided anew.';
    host.answer = () => Promise.resolve({ ok: false, error: { code: 'decided-since', message } });
    await undoLastStep();
    expect([decisions(), said()]).toEqual([[decision, decision], `Not undone. ${message}`]);
  });

  test('is not what an undo is meant for once something else was decided', async () => {
    const host = await decidedTogether('since');
    host.answer = answer(decision);
    const [first] = subjects();
    if (first !== undefined) await recordDecision(first, ruling);
    host.written.length = 0;
    await undoLastStep();
    expect([host.written, isOffered(), said()]).toEqual([
      [],
      false,
      'Not undone: something else was decided since. Take decisions back on their objects.',
    ]);
  });

  test('is nothing where none was decided, or in another assessment', async () => {
    const host = await decidedTogether('one');
    host.answer = answer({ decision, decided: [], leftOut: 2 });
    await openSample('other');
    await undoLastStep();
    expect([isOffered(), said()]).toEqual([
      false,
      'Nothing to undo here. A single decision is taken back on its object.',
    ]);
  });
});
