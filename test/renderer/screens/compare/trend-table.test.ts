import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { formatInstant } from '../../../../renderer/model/format.ts';
import { datedCounts } from '../../../../renderer/model/trend-points.ts';
import { TrendTable } from '../../../../renderer/screens/compare/trend-table.tsx';
import { sampleTrend } from '../../model/trend-samples.ts';

/** The cells of each row, head first, as text. */
function cells(group: string | null): readonly (readonly string[])[] {
  const dated = datedCounts(sampleTrend, group);
  const markup = renderToStaticMarkup(createElement(TrendTable, { dated, subject: 'South' }));
  return [...markup.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]*>/g, '').trim(),
    ),
  );
}

const at = sampleTrend.map(({ finishedAt }) => formatInstant(finishedAt));

test('the table has every figure of the chart, newest first, and says what is in review or incomplete', () => {
  expect(cells(null)).toEqual([
    ['Read', 'Open', 'Not Reviewed', 'Not a Finding', 'Not Applicable', 'State', 'Against the one before'],
    [
      `Open the assessment of ${at[2]}`,
      '0',
      '2',
      '1,201',
      '1',
      'In review INCOMPLETE',
      `What changed until ${at[2]}`,
    ],
    [`Open the assessment of ${at[1]}`, '3', '1', '1,200', '0', 'Completed', `What changed until ${at[1]}`],
    [`Open the assessment of ${at[0]}`, '5', '1', '2', '0', 'Completed', 'The first'],
  ]);
});

test('a group that an assessment did not see has no figures there', () => {
  expect(cells('South').at(-1)).toEqual([
    `Open the assessment of ${at[0]}`,
    'not seen',
    'not seen',
    'not seen',
    'not seen',
    'Completed',
    'The first',
  ]);
});
