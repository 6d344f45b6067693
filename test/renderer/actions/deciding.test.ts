import { describe, expect, test } from 'vitest';
import {
  acceptAllProposals,
  earlierDecisions,
  recordDecision,
  recordDecisions,
  takeDecisionBack,
} from '../../../renderer/actions/deciding.ts';
import { bulkName, dropDrafts, flushDrafts, typeDraft } from '../../../renderer/actions/drafts.ts';
import { select } from '../../../renderer/actions/reviewing.ts';
import { isSubject } from '../../../renderer/model/bulk.ts';
import { draftOf, emptyDraft } from '../../../renderer/model/ruling.ts';
import { openAssessmentOf, useStore } from '../../../renderer/store.ts';
import type { Decision, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Reply } from '../../../shared/contract.ts';
import type { Status } from '../../../shared/stig/status.ts';
import { openSample } from './opened-assessment.ts';

const name = 'CN=Default-6';
const ruling = { ...emptyDraft, status: 'not_a_finding', justification: 'Seen in ESM.' } as const;
const decision: Decision = { ...ruling, decidedAt: '2026-05-02T09:12:00Z', decidedBy: 'Ann' };
const locked: Reply = { ok: false, error: { code: 'data-folder-full', message: 'The disk is full.' } };
const answer = (value: unknown) => () => Promise.resolve<Reply>({ ok: true, value });

function subject(): VirtualServerNode {
  const node = openAssessmentOf(useStore.getState())?.nodes[6];
  if (node?.kind !== 'virtual-server') throw new Error('The sample has changed.');
  return node;
}

async function openDecided(id: string) {
  const host = await openSample(id);
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann' } }));
  host.answer = answer(decision);
  await recordDecision(subject(), ruling);
  host.written.length = 0;
  return host;
}

describe('a decision that is taken back', () => {
  test('does not count any more, and its words are in the form again', async () => {
    const host = await openDecided('back');
    expect(subject().decision).toEqual(decision);
    host.answer = answer(null);
    await takeDecisionBack(subject());
    await flushDrafts();
    expect(subject().decision).toBeNull();
    expect(host.written).toEqual([
      ['decision.withdraw', { assessmentId: 'back', distinguishedName: name, assessor: 'Ann' }],
      ['decision.saveDraft', { assessmentId: 'back', distinguishedName: name, ...ruling }],
    ]);
    expect(useStore.getState().announcement).toBe('Taken back: Not a Finding, EX1 › Default');
  });

  test('gives way to the one before it', async () => {
    const host = await openDecided('before');
    const before: Decision = { ...decision, status: 'open', decidedAt: '2026-05-01T09:12:00Z' };
    host.answer = answer(before);
    await takeDecisionBack(subject());
    expect(subject().decision).toEqual(before);
    dropDrafts('before', [name]);
  });

  test('overwrites nothing that was typed since', async () => {
    const host = await openDecided('since');
    const typed = { ...draftOf(decision), comments: 'One more thing' };
    typeDraft(name, typed);
    host.answer = answer(null);
    await takeDecisionBack(subject());
    expect(useStore.getState().drafts).toEqual({ [name]: typed });
    await flushDrafts();
  });

  test('stands if that fails', async () => {
    const host = await openDecided('failing');
    host.answer = () => Promise.resolve(locked);
    await expect(takeDecisionBack(subject())).rejects.toThrow('The disk is full.');
    expect(subject().decision).toEqual(decision);
  });
});

describe('many subjects at once', () => {
  async function opened(id: string) {
    const host = await openSample(id);
    useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann' } }));
    return host;
  }
  const decisions = () =>
    [6, 7, 8].map((id) => {
      const node = openAssessmentOf(useStore.getState())?.nodes[id];
      return node?.kind === 'virtual-server' ? node.decision : undefined;
    });
  const figures = () => {
    const { toDecide, decided } = openAssessmentOf(useStore.getState())?.summary ?? {};
    return { toDecide, decided };
  };
  const everything = () => {
    const nodes = openAssessmentOf(useStore.getState())?.nodes ?? [];
    return [6, 7].flatMap((id) => nodes[id] ?? []).filter(isSubject);
  };

  test('are decided by one request, by their ids, and shown by what it answers: nothing is read again', async () => {
    const host = await opened('many');
    host.answer = answer({ decision, decided: [6], leftOut: 1 });
    await expect(recordDecisions(everything(), ruling)).resolves.toBe(1);
    expect(host.written).toEqual([
      ['decision.recordMany', { assessmentId: 'many', nodes: [6, 7], assessor: 'Ann', ...ruling }],
    ]);
    expect({ decisions: decisions(), ...figures(), opened: host.opened }).toEqual({
      decisions: [decision, null, null],
      toDecide: 2,
      decided: 1,
      opened: 1,
    });
  });

  test('take with them what was typed for them, but no draft of what was left out', async () => {
    const host = await opened('many-typed');
    const draft = { ...emptyDraft, comments: 'Half a' };
    typeDraft('CN=Partner-7', draft);
    typeDraft(bulkName, { ...ruling });
    await flushDrafts();
    host.answer = answer({ decision, decided: [6], leftOut: 1 });
    await recordDecisions(everything(), ruling);
    expect(useStore.getState().drafts).toEqual({ 'CN=Partner-7': draft });
  });

  test.each([
    ['alike', () => recordDecisions(everything(), ruling)],
    ['as proposed', () => acceptAllProposals()],
  ])('end what was said before, also where they cannot be decided %s', async (_, decide) => {
    const host = await opened('said');
    host.answer = () => Promise.resolve(locked);
    useStore.setState({ announcement: 'Decision saved: Open, EX1 › Default' });
    await expect(decide()).rejects.toThrow('The disk is full.');
    expect(useStore.getState().announcement).toBe('');
  });

  test('keep what was typed for them if none could be decided', async () => {
    const host = await opened('none');
    typeDraft(bulkName, { ...ruling });
    await flushDrafts();
    host.answer = answer({ decision, decided: [], leftOut: 2 });
    await expect(recordDecisions(everything(), ruling)).resolves.toBe(0);
    expect([useStore.getState().drafts, decisions()]).toEqual([{ [bulkName]: ruling }, [null, null, null]]);
  });

  test('are decided each as proposed, and nothing is read again', async () => {
    const host = await opened('accepted');
    const signature = { decidedAt: '2026-05-02T09:12:00Z', decidedBy: 'Ann' };
    host.answer = answer({ ...signature, decided: [6, 7], leftOut: 0 });
    await acceptAllProposals();
    expect(host.written).toEqual([
      ['decision.acceptProposals', { assessmentId: 'accepted', assessor: 'Ann' }],
    ]);
    const proposed = (status: Status): Decision => ({ ...emptyDraft, ...signature, status });
    expect({ decisions: decisions(), ...figures(), opened: host.opened }).toEqual({
      decisions: [proposed('open'), proposed('not_a_finding'), null],
      toDecide: 2,
      decided: 2,
      opened: 1,
    });
    expect(useStore.getState().announcement).toBe('2 proposals accepted');
  });

  test('show the history of the one that is on the screen', async () => {
    const host = await opened('shown');
    select(6);
    await expect.poll(() => useStore.getState().detail.kind).toBe('ready');
    host.details = { distinguishedName: name, decisions: [{ ...decision, withdrawn: null }], draft: null };
    useStore.setState({ detail: { kind: 'ready', value: { ...host.details, decisions: [] } as never } });
    host.answer = answer({ decision, decided: [6], leftOut: 0 });
    await recordDecisions([subject()], ruling);
    expect(useStore.getState().detail).toEqual({ kind: 'ready', value: host.details });
  });
});

test('earlier decisions are asked for by object', async () => {
  const host = await openSample('earlier');
  host.answer = answer([]);
  await expect(earlierDecisions('earlier', name)).resolves.toEqual([]);
  expect(host.written).toEqual([['decision.earlier', { assessmentId: 'earlier', distinguishedName: name }]]);
});
