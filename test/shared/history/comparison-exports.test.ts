import { expect, test } from 'vitest';
import { comparisonText } from '../../../electron/cli-comparison-text.ts';
import { compareObjects } from '../../../shared/history/compare.ts';
import { comparisonCsv } from '../../../shared/history/comparison-csv.ts';
import { comparisonHtml } from '../../../shared/history/comparison-html.ts';
import type { Comparison, JudgedObject } from '../../../shared/history/comparison.ts';
import {
  completedSummary,
  decidedAs,
  judgedServer,
  judgedVirtualServer,
} from '../../support/judged-objects.ts';

const hostile = '<img src=x onerror="alert(1)">\u202egnp\u0007';

function comparison(
  before: readonly JudgedObject[],
  after: readonly JudgedObject[],
  change: Partial<Comparison> = {},
): Comparison {
  const later = {
    id: '22222222-2222-4222-8222-222222222222',
    finishedAt: '2026-06-01T09:00:05.000Z',
    seal: 'b'.repeat(64),
  };
  return {
    before: completedSummary(),
    after: completedSummary(later),
    ...compareObjects(before, after, {
      isAfterComplete: true,
      mayBeHidden: () => false,
      openEarlier: () => new Set(),
    }),
    ...change,
  };
}

const closed = comparison(
  [decidedAs(judgedVirtualServer('0'), 'open', 'Ann')],
  [judgedVirtualServer('4', { name: 'Partner' })],
);

test('as CSV every pair is a line with both sides', () => {
  const [head, ...lines] = comparisonCsv(closed).slice(1).trimEnd().split('\r\n');
  expect(head).toBe(
    [
      'Data,Outcome,Changes,Kind,Administrative group,Server,Name before,Name after',
      'Distinguished name before,Distinguished name after,Flag before,Flag after',
      'Authentication before,Authentication after,TLS before,TLS after,Version before,Version after',
      'Status before,Status after,Severity before,Severity after,Decided by before,Decided by after',
      'Decided at before,Decided at after,objectGUID',
    ].join(','),
  );
  const name =
    '"CN=1,CN=SMTP,CN=Protocols,CN=EX1,CN=Servers,CN=North,CN=Administrative Groups,CN=Fabrikam,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example"';
  const version = 'Version 6.5 (Build 7638.2: Service Pack 2)';
  expect(lines).toEqual([
    [
      ',Closed,Renamed; Observation differs; Proposal differs,Virtual server,North,EX1',
      `Default SMTP Virtual Server,Partner,${name},${name},0,4,Anonymous,Anonymous,No TLS,TLS`,
      `${version},${version},Open,Not a Finding (proposed),CAT II,CAT II,Ann,`,
      '2026-03-01T10:00:00.000Z,,00000000-0000-4000-8000-000000000002',
    ].join(','),
  ]);
});

test('as CSV, practice data and what was not read whole say so in every line', () => {
  const marked = comparison([judgedServer()], [judgedServer()], {
    before: completedSummary({ practice: true, complete: false }),
    after: completedSummary({ practice: true }),
  });
  expect(comparisonCsv(marked).split('\r\n')[1]).toMatch(/^"PRACTICE, INCOMPLETE BEFORE",Unchanged,/);
});

test('as CSV, a hostile name neither hides nor becomes a formula', () => {
  const named = comparison([], [judgedVirtualServer('4', { name: `=cmd|${hostile}` })]);
  expect(comparisonCsv(named)).toContain('"\'=cmd|<img src=x onerror=""alert(1)"">⟨U+202E⟩gnp⟨U+0007⟩"');
});

test('as a page it says which assessments, their seals and every difference, and needs nothing else', () => {
  const page = comparisonHtml(closed);
  for (const text of [
    '<h1>What changed: <bdi>Fabrikam</bdi></h1>',
    '<dt>Read</dt><dd><bdi>2026-03-01T09:00:05.000Z</bdi></dd>',
    '<dt>Read by</dt><dd><bdi>Ann</bdi></dd>',
    `<dt>Seal</dt><dd><bdi>${'a'.repeat(64)}</bdi></dd>`,
    `<dt>Seal</dt><dd><bdi>${'b'.repeat(64)}</bdi></dd>`,
    '<dt>Closed</dt><dd><bdi>1</bdi></dd>',
    '<td><strong>Closed</strong></td><td>Renamed, Observation differs, Proposal differs</td>',
    'Decided by Ann, 2026-03-01T10:00:00.000Z',
  ])
    expect(page).toContain(text);
  expect(page).not.toMatch(/<script|<link|<img|https?:|class="warning"/i);
});

test('as a page, nothing from outside becomes markup or steers the text', () => {
  const page = comparisonHtml(
    comparison([], [judgedVirtualServer('4', { name: hostile, administrativeGroup: hostile })], {
      after: completedSummary({ organization: hostile, assessor: hostile }),
    }),
  );
  expect(page).not.toContain('<img');
  expect(page).not.toContain('\u202e');
  expect(page.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;⟨U+202E⟩gnp⟨U+0007⟩')).toHaveLength(7);
});

test('as a page it warns of practice data and of what was not read whole', () => {
  const page = comparisonHtml({
    ...closed,
    before: completedSummary({ practice: true }),
    after: completedSummary({ practice: true, complete: false, incompleteReason: 'The line was lost.' }),
  });
  expect(page.match(/<p class="warning">\w+/g)).toEqual([
    '<p class="warning">PRACTICE',
    '<p class="warning">INCOMPLETE',
  ]);
  expect(page).toContain('INCOMPLETE: The line was lost.');
});

test('in a terminal it reads as text, and a finding whose object is gone says so', () => {
  const gone = comparison([judgedVirtualServer('0', { name: 'Old\u001b[31m' })], [], {
    after: completedSummary({
      practice: true,
      complete: false,
      incompleteReason: 'Cancelled.',
      seal: null,
      completedAt: null,
    }),
  });
  const text = comparisonText(gone);
  expect(text).toMatch(/^PRACTICE: .*\n\nINCOMPLETE: .*\n\nWhat changed: Fabrikam\n/);
  expect(text).toContain(
    '  State            In review, 1 of 1 decided: what is not decided counts as proposed\n',
  );
  expect(text).toContain(`  Seal             ${'a'.repeat(64)}\n`);
  expect(text).toContain('\nClosed           1\n');
  expect(text).toMatch(
    /\nObjects listed: all 1\n\nClosed: the object is gone\n {2}before {2}Old\\u\{1b\}\[31m on EX1, North, flag 0, Open \(proposed\)\n$/,
  );
});
