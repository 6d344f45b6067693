import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { organizationGroups } from '../../../../renderer/model/history-groups.ts';
import { OrganizationList } from '../../../../renderer/screens/history/organization-list.tsx';
import { sampleSummary } from '../../model/sample-summary.ts';

test('each organisation says how many assessments it has and what the last one found; practice is marked', () => {
  // The day is local.
  const finishedAt = new Date(2026, 4, 2, 9, 1).toISOString();
  const groups = organizationGroups([
    sampleSummary({ finishedAt }),
    sampleSummary({ finishedAt, id: 'b', practice: true, organization: 'Harbor' }),
  ]);
  const markup = renderToStaticMarkup(
    createElement(OrganizationList, { groups, chosen: groups[0]?.key ?? null, choose: () => {} }),
  );
  const options = [...markup.matchAll(/aria-selected="(\w+)" class="organization"[^>]*>(.*?)<\/div>/gs)].map(
    ([, isChosen, content = '']) => [
      isChosen,
      content
        .replace(/<svg.*?<\/svg>/gs, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ],
  );
  expect(options).toEqual([
    ['false', 'All organisations 2 organisations'],
    ['true', 'Contoso 1 assessment, last 2026-05-02 2 Open 10 Not a Finding'],
    ['false', 'Harbor PRACTICE 1 assessment, last 2026-05-02 2 Open 10 Not a Finding'],
  ]);
});
