import { expect, test } from 'vitest';
import { eventLines, lastEvent } from '../../../renderer/model/history-events.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';

const completed: HistoryEvent = {
  kind: 'completed',
  at: '2026-05-02T10:00:00.000Z',
  by: 'A\u202enn',
  detail: { problemsRead: 3, reason: null, isWhole: true, 'file-name': 'a\u0000b' },
  sha256: 'ab',
};

test('an event is a line with its details in words, and nothing in it can hide', () => {
  expect(eventLines([completed])).toEqual([
    {
      title: 'Completed',
      at: '2026-05-02T10:00:00.000Z',
      by: 'A⟨U+202E⟩nn',
      facts: [
        { label: 'Problems read', value: '3' },
        { label: 'Reason', value: 'none' },
        { label: 'Is whole', value: 'yes' },
        { label: 'File name', value: 'a⟨U+0000⟩b' },
      ],
    },
  ]);
});

test('what the record calls otherwise is said in the words of the screen', () => {
  const ended = {
    ...completed,
    kind: 'walk-ended',
    detail: { complete: true, problems: 0, subjects: 9, sha256: 'ab' },
  } as const;
  expect(eventLines([ended])[0]?.facts).toEqual([
    { label: 'Went to its end', value: 'yes' },
    { label: 'Problems', value: '0' },
    { label: 'Objects judged', value: '9' },
    { label: 'SHA-256', value: 'ab' },
  ]);
});

test('the last event of a kind is found, if there is one', () => {
  const later = { ...completed, at: '2026-05-03T10:00:00.000Z' };
  expect(lastEvent([completed, later], 'completed')).toBe(later);
  expect(lastEvent([completed], 'sealed')).toBeNull();
});
