import { expect, test } from 'vitest';
import { changedLines } from '../../../renderer/model/changed-lines.ts';

const marks = (lines: ReturnType<typeof changedLines>['before']) =>
  lines.map(({ text, changed }) => `${changed ? '*' : ' '}${text}`);

test('marks the lines that only one text has, on its own side', () => {
  const { before, after } = changedLines('one\ntwo\nthree', 'one\r\n2\r\nthree\r\nfour');
  expect(marks(before)).toEqual([' one', '*two', ' three']);
  expect(marks(after)).toEqual([' one', '*2', ' three', '*four']);
});

test('counts: a line that stands there once more is new once', () => {
  expect(marks(changedLines('a', 'a\na').after)).toEqual([' a', '*a']);
});

test('texts that are the same have no mark', () => {
  expect(marks(changedLines('a\n\nb', 'a\n\nb').before)).toEqual([' a', ' ', ' b']);
});
