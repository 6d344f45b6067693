import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { formatInstant } from '../../../../renderer/model/format.ts';
import { historyRows } from '../../../../renderer/model/history-rows.ts';
import { cellsOf, sortRows } from '../../../../renderer/model/table-view.ts';
import { historyColumns } from '../../../../renderer/screens/history/history-columns.tsx';
import type { AssessmentSummary } from '../../../../shared/assessment/assessment.ts';
import { sampleOrigin, sampleSummary } from '../../model/sample-summary.ts';

const columnsOf = (summaries: readonly AssessmentSummary[], hasOrganizations = false) =>
  historyColumns(historyRows(summaries, {}), hasOrganizations).map(({ label }) => label);

test('what no assessment has, has no column; the organisation has one where there may be several', () => {
  const usual = ['State', 'Open', 'Not Reviewed', 'Not a Finding', 'Read by', 'Source'];
  expect(columnsOf([sampleSummary()])).toEqual(['Read', ...usual, 'Size']);
  expect(
    columnsOf(
      [sampleSummary({ revision: 2, origin: sampleOrigin }), sampleSummary({ tags: ['north'] })],
      true,
    ),
  ).toEqual(['Read', 'Organisation', ...usual, 'Notes', 'Size']);
});

test('notes say which correction it is, who handed it over and the tags; nothing where there is nothing', () => {
  const rows = historyRows(
    [
      sampleSummary({ revision: 2, origin: sampleOrigin, tags: ['north', '\u202enight'] }),
      sampleSummary({ tags: ['south'] }),
      sampleSummary({ seal: 'b2'.repeat(32) }),
      sampleSummary({ revision: 2, revises: 'b2'.repeat(32), seal: null }),
    ],
    {},
  );
  const notes = historyColumns(rows, false).filter(({ id }) => id === 'notes');
  expect(cellsOf(rows, notes)).toEqual([
    ['Notes'],
    ['Revision 2, Imported from Ben, north, \u202enight'],
    ['south'],
    ['Corrected by revision 2'],
    [`Revision 2, corrects the one completed ${formatInstant('2026-05-02T10:00:00.000Z')}`],
  ]);
  const shown = rows.map((row) => renderToStaticMarkup(notes[0]?.show?.(row)));
  expect(shown[0]).toContain('Revision 2, Imported from Ben');
  expect(shown[0]).not.toContain('\u202e');
  const [alone] = historyRows([sampleSummary()], {});
  expect(alone === undefined ? null : renderToStaticMarkup(notes[0]?.show?.(alone))).toBe('');
});

test('the state has more room where an assessment is incomplete', () => {
  const widthOf = (complete: boolean) =>
    historyColumns(historyRows([sampleSummary({ complete })], {}), false).find(({ id }) => id === 'state')
      ?.width ?? 0;
  expect(widthOf(false)).toBeGreaterThan(widthOf(true));
});

test('every column sorts by what it shows, the size by octets and the date by the instant', () => {
  const rows = historyRows(
    [
      sampleSummary({ id: 'small', finishedAt: '2026-05-03T09:00:00.000Z' }),
      sampleSummary({ id: 'large', finishedAt: '2026-05-02T09:00:00.000Z' }),
    ],
    { small: 900, large: 10_000 },
  );
  const columns = historyColumns(rows, true);
  const order = (column: string) =>
    sortRows(rows, columns, { column, descending: true }).map(({ summary }) => summary.id);
  expect(order('size')).toEqual(['large', 'small']);
  expect(order('read')).toEqual(['small', 'large']);
  expect(cellsOf(rows, columns).map((cells) => cells.at(-1))).toEqual(['Size', '900 bytes', '9.8 KB']);
});
