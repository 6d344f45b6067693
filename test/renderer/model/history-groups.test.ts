import { expect, test } from 'vitest';
import { organizationGroups } from '../../../renderer/model/history-groups.ts';
import { sampleSummary } from './sample-summary.ts';

const at = (day: string) => ({
  startedAt: `2026-05-${day}T09:00:00.000Z`,
  finishedAt: `2026-05-${day}T09:01:00.000Z`,
});

test('assessments stand by organisation, newest first, and practice stands apart at the end', () => {
  const groups = organizationGroups([
    sampleSummary({ id: 'contoso-old', ...at('01') }),
    sampleSummary({ id: 'practice', organization: 'Abc', practice: true, ...at('09') }),
    sampleSummary({
      id: 'contoso-new',
      organization: 'Contoso Ltd',
      organizationDistinguishedName: 'cn=contoso, cn=Microsoft Exchange,dc=corp',
      ...at('03'),
    }),
    sampleSummary({ id: 'EX10', organization: 'EX10', organizationDistinguishedName: 'CN=EX10' }),
    sampleSummary({ id: 'EX2', organization: 'EX2', organizationDistinguishedName: 'CN=EX2' }),
  ]);
  expect(
    groups.map(({ name, practice, summaries, newest }) => ({
      name,
      practice,
      ids: summaries.map(({ id }) => id),
      newest: newest.id,
    })),
  ).toEqual([
    { name: 'Contoso Ltd', practice: false, ids: ['contoso-new', 'contoso-old'], newest: 'contoso-new' },
    { name: 'EX2', practice: false, ids: ['EX2'], newest: 'EX2' },
    { name: 'EX10', practice: false, ids: ['EX10'], newest: 'EX10' },
    { name: 'Abc', practice: true, ids: ['practice'], newest: 'practice' },
  ]);
});

test('practice data of the same name is never in the group of real data', () => {
  const groups = organizationGroups([sampleSummary(), sampleSummary({ id: 'p', practice: true })]);
  expect(groups.map(({ practice }) => practice)).toEqual([false, true]);
});

test('organisations of one name in two forests are two', () => {
  const elsewhere = sampleSummary({ id: 'b', organizationDistinguishedName: 'CN=Contoso,DC=other' });
  expect(organizationGroups([sampleSummary(), elsewhere])).toHaveLength(2);
});
