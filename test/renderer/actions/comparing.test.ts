import { beforeEach, describe, expect, test } from 'vitest';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { Comparison } from '../../../shared/history/comparison.ts';
import { compare, filterComparisonBy, openComparison } from '../../../renderer/actions/comparing.ts';
import { noComparisonFilter } from '../../../renderer/model/comparison-filter.ts';
import { useStore } from '../../../renderer/store.ts';
import { completedSummary } from '../../support/judged-objects.ts';
import { closed, comparisonOf, unchanged } from '../model/comparison-samples.ts';
import { scriptedBridge, settled, type PendingRequest } from './scripted-bridge.ts';

const older = completedSummary({ id: 'older', walk: 'one', finishedAt: '2026-03-01T09:00:00.000Z' });
const newer = completedSummary({ id: 'newer', walk: 'two', finishedAt: '2026-11-01T09:00:00.000Z' });

/** What the backend answers without what is unchanged, and with it. */
const whole = comparisonOf([closed, unchanged], { before: older, after: newer });
const part: Comparison = { ...whole, pairs: [closed] };

let requests: readonly PendingRequest[] = [];
let history: readonly AssessmentSummary[] = [];

beforeEach(() => {
  requests = scriptedBridge();
  history = [older, newer];
  useStore.setState({ history: { kind: 'ready', value: history } });
});

/** The requests for a comparison. */
function asked(): readonly PendingRequest[] {
  return requests.filter(({ channel }) => channel === 'history.compare');
}

describe('comparing two assessments', () => {
  test('goes to the comparison at once and shows it when it is there', async () => {
    void openComparison('older', 'newer');
    expect(useStore.getState()).toMatchObject({
      screen: 'compare',
      comparing: { before: 'older', after: 'newer' },
      comparison: { kind: 'loading' },
    });
    await asked()[0]?.succeed(part);
    expect(asked().map(({ args }) => args)).toEqual([
      { before: 'older', after: 'newer', includeUnchanged: false },
    ]);
    expect(useStore.getState().comparison).toEqual({ kind: 'ready', value: part });
  });

  test('puts the older one first, however they are named', async () => {
    void openComparison('newer', 'older');
    await settled();
    expect(asked()[0]?.args).toMatchObject({ before: 'older', after: 'newer' });
  });

  test('takes the order from the answer while History is not known', async () => {
    useStore.setState({ history: { kind: 'idle' } });
    void openComparison('newer', 'older');
    await asked()[0]?.succeed(part);
    expect(useStore.getState().comparing).toEqual({ before: 'older', after: 'newer' });
  });

  test('drops an answer that another question overtook', async () => {
    void compare('older', 'newer');
    void compare('older', 'third');
    await asked()[0]?.succeed(part);
    expect(useStore.getState()).toMatchObject({
      comparing: { before: 'older', after: 'third' },
      comparison: { kind: 'loading' },
    });
  });

  test('says why it cannot be', async () => {
    void compare('older', 'newer');
    await asked()[0]?.fail({ code: 'not-comparable', message: 'Different organisations.' });
    expect(useStore.getState().comparison).toEqual({
      kind: 'failed',
      failure: { code: 'not-comparable', message: 'Different organisations.' },
    });
  });

  test('reads what is unchanged if that is asked for while an answer without it is on its way', async () => {
    void compare('older', 'newer');
    await asked()[0]?.succeed(whole);
    void compare('older', 'newer');
    void filterComparisonBy({ outcome: 'unchanged' });
    await asked()[1]?.succeed(part);
    expect(asked().map(({ args }) => args)[2]).toMatchObject({ includeUnchanged: true });
    await asked()[2]?.succeed(whole);
    expect(asked()).toHaveLength(3);
    expect(useStore.getState().comparison).toEqual({ kind: 'ready', value: whole });
  });

  test('keeps the same two on the screen, with their filter, until they are compared anew', async () => {
    void compare('older', 'newer');
    await asked()[0]?.succeed(part);
    void filterComparisonBy({ outcome: 'closed' });
    void compare('older', 'newer');
    expect(useStore.getState()).toMatchObject({
      comparison: { kind: 'ready' },
      comparisonFilter: { outcome: 'closed' },
    });
    void compare('older', 'third');
    expect(useStore.getState().comparisonFilter).toEqual(noComparisonFilter);
  });
});

describe('the filter', () => {
  test('asks for what is unchanged when it is wanted, and once', async () => {
    void compare('older', 'newer');
    await asked()[0]?.succeed(part);
    void filterComparisonBy({ outcome: 'unchanged' });
    await settled();
    expect(asked()[1]?.args).toEqual({ before: 'older', after: 'newer', includeUnchanged: true });
    expect(useStore.getState().comparison).toEqual({ kind: 'ready', value: part });
    await asked()[1]?.succeed(whole);
    expect(useStore.getState().comparison).toEqual({ kind: 'ready', value: whole });
    void filterComparisonBy({ outcome: null });
    void filterComparisonBy({ outcome: 'unchanged' });
    await settled();
    expect(asked()).toHaveLength(2);
  });

  test('asks for nothing where only the text changes', async () => {
    void compare('older', 'newer');
    await asked()[0]?.succeed(part);
    void filterComparisonBy({ text: 'ex1' });
    await settled();
    expect(asked()).toHaveLength(1);
    expect(useStore.getState().comparisonFilter).toEqual({ ...noComparisonFilter, text: 'ex1' });
  });
});
