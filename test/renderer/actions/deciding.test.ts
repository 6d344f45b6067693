import { describe, expect, test } from 'vitest';
import {
  earlierDecisions,
  recordDecision,
  recordDecisions,
  takeDecisionBack,
} from '../../../renderer/actions/deciding.ts';
import { dropDraft, flushDrafts, typeDraft } from '../../../renderer/actions/drafts.ts';
import { draftOf, emptyDraft } from '../../../renderer/model/ruling.ts';
import { openAssessmentOf, useStore } from '../../../renderer/store.ts';
import type { Decision, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Reply } from '../../../shared/contract.ts';
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
    dropDraft('before', name);
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

test('several subjects are decided by one request, by their ids', async () => {
  const host = await openSample('many');
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann' } }));
  host.answer = answer({ decided: 1 });
  await expect(recordDecisions([subject()], ruling)).resolves.toBe(1);
  expect(host.written).toEqual([
    ['decision.recordMany', { assessmentId: 'many', nodes: [6], assessor: 'Ann', ...ruling }],
  ]);
});

test('earlier decisions are asked for by object', async () => {
  const host = await openSample('earlier');
  host.answer = answer([]);
  await expect(earlierDecisions('earlier', name)).resolves.toEqual([]);
  expect(host.written).toEqual([['decision.earlier', { assessmentId: 'earlier', distinguishedName: name }]]);
});
