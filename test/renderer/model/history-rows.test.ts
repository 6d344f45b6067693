import { describe, expect, test } from 'vitest';
import {
  assessmentLabel,
  filterHistory,
  freshHistoryView,
  historyRows,
  historyStateText,
  type HistoryFilter,
} from '../../../renderer/model/history-rows.ts';
import { sampleOrigin, sampleSummary } from './sample-summary.ts';

const summaries = [
  sampleSummary({ id: 'sealed', tags: ['Audit 2026', 'north'] }),
  sampleSummary({ id: 'review', state: 'in-review', decided: 3, seal: null, completedAt: null }),
  sampleSummary({ id: 'cut', complete: false, revision: 2, assessor: 'Ben' }),
  sampleSummary({ id: 'walking', state: 'walking', complete: false, finishedAt: null, seal: null }),
  sampleSummary({ id: 'imported', origin: sampleOrigin, organizationDistinguishedName: 'CN=Fabrikam' }),
  sampleSummary({ id: 'practice', practice: true }),
];
const rows = historyRows(summaries, { sealed: 2_048 });

function shown(filter: Partial<HistoryFilter>): readonly string[] {
  return filterHistory(rows, { ...freshHistoryView.filter, ...filter }).map(({ summary }) => summary.id);
}

describe('the list of History', () => {
  test('knows the size of an assessment, or that it does not', () => {
    expect(rows.map(({ bytes }) => bytes)).toEqual([2_048, null, null, null, null, null]);
  });

  test.each([
    ['AUDIT north', ['sealed']],
    ['ben revision', ['cut']],
    ['imported from ben', ['imported']],
    ['contoso.hopcheck', ['imported']],
    ['practice', ['practice']],
    ['a1a1a1a1 audit', ['sealed']],
    ['incomplete', ['cut']],
    ['3 of 12', ['review']],
    ['no such words', []],
  ])('is searched by everything that it says: %s', (text, ids) => {
    expect(shown({ text })).toEqual(ids);
  });

  test('is narrowed by state; what is being read is neither incomplete nor anything else yet', () => {
    expect(shown({ state: 'in-review' })).toEqual(['review']);
    expect(shown({ state: 'incomplete' })).toEqual(['cut']);
    expect(shown({ state: 'imported' })).toEqual(['imported']);
    expect(shown({ state: 'completed' })).toEqual(['sealed', 'cut', 'imported', 'practice']);
  });

  test('is narrowed by organisation, words and state together', () => {
    const organization = rows[4]?.organizationKey ?? '';
    expect(shown({ organization })).toEqual(['imported']);
    expect(shown({ organization, state: 'incomplete' })).toEqual([]);
  });
});

test('the state says whether it is sealed and how far the review is', () => {
  expect(
    [...summaries.slice(0, 2), ...summaries.slice(3, 4), sampleSummary({ seal: null })].map(historyStateText),
  ).toEqual(['Completed, sealed', 'In review, 3 of 12', 'Being read', 'Completed, not sealed']);
});

test('on one line an assessment can be told from others, and nothing in it steers the line', () => {
  const summary = sampleSummary({ assessor: 'A\u202enn', revision: 2, complete: false });
  expect(assessmentLabel(summary).split(' · ').slice(1)).toEqual([
    'read by A⟨U+202E⟩nn',
    'contoso.ldf',
    'Completed, sealed',
    'revision 2',
    'INCOMPLETE',
  ]);
});
