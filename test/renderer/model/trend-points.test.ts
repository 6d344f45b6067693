import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../renderer/model/format.ts';
import {
  datedCounts,
  drawnStatuses,
  groupsOf,
  trendDescription,
} from '../../../renderer/model/trend-points.ts';
import { counts, sampleTrend } from './trend-samples.ts';

describe('an organisation over time', () => {
  test('has the counts of the whole at the time of each walk', () => {
    expect(datedCounts(sampleTrend, null)[2]).toEqual({
      assessmentId: 'third',
      finishedAt: '2026-11-05T09:00:00.000Z',
      time: Date.UTC(2026, 10, 5, 9),
      completed: false,
      complete: false,
      counts: counts(0, 2, 1_201, 1),
    });
  });

  test('has no counts of a group where an assessment did not see it', () => {
    expect(datedCounts(sampleTrend, 'South').map((point) => point.counts)).toEqual([
      null,
      counts(1, 1, 0),
      counts(0, 2, 1, 1),
    ]);
    expect(datedCounts(sampleTrend, 'nowhere').map((point) => point.counts)).toEqual([null, null, null]);
  });

  test('has every group that any assessment saw', () => {
    expect(groupsOf(sampleTrend)).toEqual(['North', 'South']);
  });
});

test('Not Applicable is drawn only where it occurs, the others always', () => {
  expect(drawnStatuses(datedCounts(sampleTrend, 'North'))).toEqual(['open', 'not_reviewed', 'not_a_finding']);
  expect(drawnStatuses(datedCounts(sampleTrend, null))).toEqual([
    'open',
    'not_reviewed',
    'not_a_finding',
    'not_applicable',
  ]);
});

describe('the name of the chart', () => {
  const at = (index: number) => formatInstant(sampleTrend[index]?.finishedAt ?? null);

  test('tells of what, of when, and where each line begins and ends', () => {
    expect(trendDescription(datedCounts(sampleTrend, null), 'Whole organisation')).toBe(
      `Whole organisation: virtual servers by status in 3 assessments, ${at(0)} to ${at(2)}. ` +
        'Open 5, at last 0; Not Reviewed 1, at last 2; Not a Finding 2, at last 1,201; Not Applicable 0, at last 1. ' +
        'The table below has every figure.',
    );
  });

  test('counts only the assessments that saw the group', () => {
    expect(trendDescription(datedCounts(sampleTrend.slice(0, 2), 'South'), 'South')).toBe(
      `South: virtual servers by status in 1 assessment, ${at(1)}. ` +
        'Open 1; Not Reviewed 1; Not a Finding 0. The table below has every figure.',
    );
    expect(trendDescription(datedCounts(sampleTrend, 'nowhere'), 'nowhere')).toBe(
      'nowhere: no assessment saw it',
    );
  });
});
