import { describe, expect, test } from 'vitest';
import { failureText, jsonText, visible } from '../../electron/cli-text.ts';

test('text of others is shown as one line without anything that steers a terminal', () => {
  expect(visible('a\u001b[2J\u009b1m\u007f\r\n\t\u202e\u2028\u2029\u{e0001}é \\ 漢')).toBe(
    'a\\u{1b}[2J\\u{9b}1m\\u{7f}\\u{d}\\u{a}\\u{9}\\u{202e}\\u{2028}\\u{2029}\\u{e0001}é \\ 漢',
  );
});

describe('a failure', () => {
  test.each([
    ['its message', { message: 'No.' }, 'No.\n'],
    ['and its detail', { message: 'No.', detail: 'why\0\n' }, 'No.\n  (why\\u{0})\n'],
    [
      'with further lines, which stand in',
      { message: 'No.\r\nSubject: \u001b[31mCN=x\nVirtual servers  0 Open', detail: 'one\ntwo' },
      'No.\n  Subject: \\u{1b}[31mCN=x\n  Virtual servers  0 Open\n  (one\n  two)\n',
    ],
  ])('is %s', (_, failure, expected) => {
    expect(failureText({ code: 'bad-request', ...failure })).toBe(expected);
  });
});

test('a JSON document keeps its text and steers no terminal', () => {
  const value = { name: 'EX\u001b[2J\u009b1m\u007f\u202e\u{e0001}é', list: ['a\nb'] };
  expect(jsonText(value)).toBe(
    '{\n  "name": "EX\\u001b[2J\\u009b1m\\u007f\\u202e\\udb40\\udc01é",\n  "list": [\n    "a\\nb"\n  ]\n}\n',
  );
  expect(JSON.parse(jsonText(value))).toEqual(value);
});
