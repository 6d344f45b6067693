import { describe, expect, test } from 'vitest';
import { csv, csvLines, tabSeparated } from '../../shared/csv.ts';

test('a table is UTF-8 with a mark that says so, lines ended as RFC 4180 has it, and empty cells for nothing', () => {
  expect(
    csv([
      ['Name', 'Count'],
      ['Größe', 3],
      ['', null],
    ]),
  ).toBe('\ufeffName,Count\r\nGröße,3\r\n,\r\n');
});

test.each([
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  [' kept ', '" kept "'],
])('%j is quoted', (value, cell) => {
  expect(csv([[value]])).toBe(`\ufeff${cell}\r\n`);
});

test.each([
  '=1+1',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1+1',
  '\u00a0=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠1',
])('%j does not become a formula of a spreadsheet', (value) => {
  const cell = csv([[value]]).slice(1, -2);
  expect(cell.replace(/^"/, '').replace(/"$/, '')).toBe(`'${value}`);
});

test.each(['CN=Default', '(objectClass=*)', 'a-b', '1.2.840.113556', '-2147483644', '-0.5'])(
  '%j stays as it is',
  (value) => {
    expect(csv([[value]])).toBe(`\ufeff${value}\r\n`);
  },
);

test('a negative number stays a number', () => {
  expect(csv([[-5]])).toBe('\ufeff-5\r\n');
});

describe('a table for the clipboard', () => {
  const rows = [
    ['Name', 'Flag'],
    ['two\r\nlines\tand a tab', 4],
    ['=1+1', null],
    ['say "no"', '-'],
  ];

  test('as text has a tab between its cells and one line for each row, and no formula', () => {
    expect(tabSeparated(rows)).toBe('Name\tFlag\r\ntwo lines and a tab\t4\r\n\'=1+1\t\r\nsay "no"\t\'-\r\n');
  });

  test('as CSV is the file without its byte order mark', () => {
    expect(`\ufeff${csvLines(rows)}`).toBe(csv(rows));
  });
});
