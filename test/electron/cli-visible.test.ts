import { expect, test } from 'vitest';
import { jsonText, tableLines, visible } from '../../electron/cli-visible.ts';

test('text of others is shown as one line without anything that steers a terminal', () => {
  expect(visible('a\u001b[2J\u009b1m\u007f\r\n\t\u202e\u2028\u2029\u{e0001}é \\ 漢')).toBe(
    'a\\u{1b}[2J\\u{9b}1m\\u{7f}\\u{d}\\u{a}\\u{9}\\u{202e}\\u{2028}\\u{2029}\\u{e0001}é \\ 漢',
  );
});

test('a JSON document keeps its text and steers no terminal', () => {
  const value = { name: 'EX\u001b[2J\u009b1m\u007f\u202e\u{e0001}é', list: ['a\nb'] };
  expect(jsonText(value)).toBe(
    '{\n  "name": "EX\\u001b[2J\\u009b1m\\u007f\\u202e\\udb40\\udc01é",\n  "list": [\n    "a\\nb"\n  ]\n}\n',
  );
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

test('a table is aligned by what is shown, and has no spaces at the end of a line', () => {
  expect(
    tableLines([
      ['A', 'LONGER', 'C'],
      ['a\n', 'b', ''],
      ['aaaa', '', 'c'],
    ]),
  ).toEqual(['A       LONGER  C', 'a\\u{a}  b', 'aaaa            c']);
});
