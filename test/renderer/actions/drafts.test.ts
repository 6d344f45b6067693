import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import type { Reply } from '../../../shared/contract.ts';
import {
  bulkName,
  discardDraft,
  dropDrafts,
  flushDrafts,
  flushDraftsAtOnce,
  typeDraft,
  unwrittenDrafts,
} from '../../../renderer/actions/drafts.ts';
import { emptyDraft } from '../../../renderer/model/ruling.ts';
import { loadAssessment, select } from '../../../renderer/actions/reviewing.ts';
import { useStore } from '../../../renderer/store.ts';
import { openSample } from './opened-assessment.ts';

const first = 'CN=Default-6';
const second = 'CN=Partner-7';
const words = (comments: string): Draft => ({ ...emptyDraft, comments });
const full: Reply = { ok: false, error: { code: 'data-folder-full', message: 'The disk is full.' } };
const saved = (assessmentId: string, distinguishedName: string, comments: string) =>
  ['decision.saveDraft', { assessmentId, distinguishedName, ...words(comments) }] as const;

describe('what is typed', () => {
  test('is written for the subject it was typed on, and only its form says so', async () => {
    const host = await openSample('one');
    typeDraft(first, words('abc'));
    select(7);
    await flushDrafts();
    expect(host.written).toEqual([saved('one', first, 'abc')]);
    await expect
      .poll(() => useStore.getState().draftSaving)
      .toEqual({ kind: 'saved', distinguishedName: first });
  });

  test('without a pause is written all the same: at once, and during a write with the next', async () => {
    const host = await openSample('unbroken');
    const answers: ((reply: Reply) => void)[] = [];
    host.answer = () => new Promise((resolve) => answers.push(resolve));
    typeDraft(first, words('a'));
    await expect.poll(() => answers).toHaveLength(1);
    typeDraft(first, words('ab'));
    typeDraft(first, words('abc'));
    answers[0]?.({ ok: true, value: null });
    await expect.poll(() => answers).toHaveLength(2);
    answers[1]?.({ ok: true, value: null });
    await flushDrafts();
    expect(host.written).toEqual([saved('unbroken', first, 'a'), saved('unbroken', first, 'abc')]);
  });

  test('is kept for every subject while nothing can be written, and all of it is written once that works', async () => {
    const host = await openSample('two');
    host.answer = () => Promise.resolve(full);
    typeDraft(first, words('abc'));
    await flushDrafts();
    typeDraft(second, words('def'));
    await flushDrafts();
    expect(unwrittenDrafts('two')).toEqual({ [first]: words('abc'), [second]: words('def') });
    expect(useStore.getState().announcement).toBe('Draft not saved. The disk is full.');

    host.written.length = 0;
    host.answer = () => Promise.resolve({ ok: true, value: null });
    await flushDrafts();
    expect(host.written).toEqual([saved('two', first, 'abc'), saved('two', second, 'def')]);
    expect(unwrittenDrafts('two')).toEqual({});
  });

  test('ends what was said before, but not that it could not be saved, until it is', async () => {
    const host = await openSample('said');
    const said = () => useStore.getState().announcement;
    useStore.setState({ announcement: 'Decision saved: Open, EX1 › Default' });
    typeDraft(first, words('a'));
    expect(said()).toBe('');
    await flushDrafts();
    host.answer = () => Promise.resolve(full);
    typeDraft(first, words('ab'));
    await flushDrafts();
    typeDraft(first, words('abc'));
    expect(said()).toBe('Draft not saved. The disk is full.');
    host.answer = () => Promise.resolve({ ok: true, value: null });
    await flushDrafts();
    expect(said()).toBe('');
  });

  test('is back in its form when another assessment was open meanwhile, though it could not be written', async () => {
    const host = await openSample('three');
    host.answer = () => Promise.resolve(full);
    typeDraft(first, words('abc'));
    await loadAssessment('four');
    expect(useStore.getState().drafts).toEqual({});
    await loadAssessment('three');
    expect(useStore.getState().drafts).toEqual({ [first]: words('abc') });
    dropDrafts('three', [first]);
  });

  test('and discarded is discarded on disk as well', async () => {
    const host = await openSample('discarded');
    typeDraft(first, words('abc'));
    await flushDrafts();
    discardDraft(first);
    await flushDrafts();
    expect(host.written).toEqual([saved('discarded', first, 'abc'), saved('discarded', first, '')]);
    expect(useStore.getState().drafts).toEqual({ [first]: emptyDraft });
  });

  test('with its finding details and severity is written as a whole', async () => {
    const host = await openSample('whole');
    const draft: Draft = {
      status: 'open',
      justification: 'why',
      comments: 'seen',
      findingDetails: 'Edited.',
      severityOverride: { severity: 'low', justification: 'Internal only.' },
    };
    typeDraft(first, draft);
    await flushDrafts();
    expect(host.written).toEqual([
      ['decision.saveDraft', { assessmentId: 'whole', distinguishedName: first, ...draft }],
    ]);
  });

  test('to decide several alike is written for the assessment, and is dropped with no draft of a subject', async () => {
    const host = await openSample('bulk');
    typeDraft(first, words('abc'));
    typeDraft(bulkName, words('All of these'));
    await flushDrafts();
    dropDrafts('bulk', [bulkName]);
    expect(host.written).toEqual([
      saved('bulk', first, 'abc'),
      ['decision.saveBulkDraft', { assessmentId: 'bulk', ...words('All of these') }],
    ]);
    expect(useStore.getState().drafts).toEqual({ [first]: words('abc') });
  });

  test('to decide several alike is there when the assessment is opened again', async () => {
    const kept = words('All of these');
    await openSample('bulk-kept', { bulkDraft: kept, drafts: { [first]: words('abc') } });
    expect(useStore.getState().drafts).toEqual({ [first]: words('abc'), [bulkName]: kept });
  });

  test('under the same name in another assessment stays', async () => {
    await openSample('same-name');
    typeDraft(first, words('abc'));
    dropDrafts('another', [first]);
    expect(useStore.getState().drafts).toEqual({ [first]: words('abc') });
    await flushDrafts();
  });

  test('on one subject outlives the decision on another', async () => {
    const host = await openSample('five');
    typeDraft(first, words('abc'));
    typeDraft(second, words('def'));
    dropDrafts('five', [first]);
    await flushDrafts();
    expect(host.written).toEqual([saved('five', second, 'def')]);
  });

  test('last is sent at once when the window closes, though an earlier write has not been answered', async () => {
    const host = await openSample('six');
    let answer: (reply: Reply) => void = () => {};
    host.answer = () => new Promise((resolve) => (answer = resolve));
    typeDraft(first, words('abc'));
    const writing = flushDrafts();
    await Promise.resolve();
    const answerFirst = answer;
    typeDraft(first, words('abc def'));
    flushDraftsAtOnce();
    expect(host.written).toEqual([saved('six', first, 'abc'), saved('six', first, 'abc def')]);
    answer({ ok: true, value: null });
    answerFirst({ ok: true, value: null });
    await writing;
    expect(unwrittenDrafts('six')).toEqual({});
  });
});
