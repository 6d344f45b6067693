import { expect, test } from 'vitest';
import { combine } from '../../../shared/history/combine.ts';
import type { JudgedObject } from '../../../shared/history/comparison.ts';
import {
  completedSummary,
  decidedAs,
  guid,
  judgedServer,
  judgedVirtualServer,
} from '../../support/judged-objects.ts';

const ann = completedSummary();
const bert = completedSummary({
  id: '22222222-2222-4222-8222-222222222222',
  assessor: 'Bert',
  finishedAt: '2026-03-02T09:00:00.000Z',
});

/** Two parts that see these objects. */
function combined(anns: readonly JudgedObject[], berts: readonly JudgedObject[]) {
  return combine([
    { summary: bert, objects: berts },
    { summary: ann, objects: anns },
  ]);
}

/** What counts for the only object, and how the parts agree on it. */
function verdictOn(anns: JudgedObject, berts: JudgedObject) {
  const { objects } = combined([anns], [berts]);
  return objects.map(({ status, overlap }) => [status, overlap]);
}

const open = judgedVirtualServer('0');
const passed = judgedVirtualServer('4');

test('an object that both parts saw is one, with what each says of it, as the newer observed it', () => {
  const { status: _status, decision: _decision, ...observed } = { ...open, name: 'Renamed' };
  expect(combined([decidedAs(open, 'open', 'Ann')], [{ ...open, name: 'Renamed' }])).toEqual({
    parts: [ann, bert],
    counts: { open: 1, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 },
    overlaps: { none: 0, one: 1, agreeing: 0, differing: 0 },
    objects: [
      {
        object: observed,
        verdicts: [
          {
            assessmentId: ann.id,
            status: 'open',
            decided: true,
            decidedBy: 'Ann',
            decidedAt: '2026-03-01T10:00:00.000Z',
          },
          { assessmentId: bert.id, status: 'open', decided: false, decidedBy: null, decidedAt: null },
        ],
        status: 'open',
        overlap: 'one',
      },
    ],
  });
});

test.each([
  ['the worst proposal, if nobody decided', passed, open, 'open', 'none'],
  ['the one decision', decidedAs(open, 'not_a_finding'), open, 'not_a_finding', 'one'],
  [
    'what both decided',
    decidedAs(open, 'not_a_finding'),
    decidedAs(open, 'not_a_finding'),
    'not_a_finding',
    'agreeing',
  ],
  [
    'the worst decision, if they differ',
    decidedAs(open, 'not_a_finding'),
    decidedAs(open, 'open'),
    'open',
    'differing',
  ],
  [
    'a proposal, if it was not seen so when it was decided',
    decidedAs(passed, 'not_a_finding'),
    open,
    'open',
    'one',
  ],
])('what counts is %s', (_, anns, berts, status, overlap) => {
  expect(verdictOn(anns, berts)).toEqual([[status, overlap]]);
});

test('a server on which one part saw virtual servers is listed only if somebody decided on it', () => {
  const blind = judgedServer({
    proposal: { status: 'not_reviewed', reasons: ['no-virtual-server'] },
    status: 'not_reviewed',
  });
  expect(verdictOn(blind, judgedServer())).toEqual([]);
  expect(verdictOn(judgedServer(), blind)).toEqual([]);
  expect(verdictOn(decidedAs(blind, 'open'), judgedServer())).toEqual([['open', 'one']]);
  expect(verdictOn(blind, blind)).toEqual([['not_reviewed', 'none']]);
});

test('an object is found again by the GUID that only an earlier part could see', () => {
  const caro = completedSummary({
    id: '33333333-3333-4333-8333-333333333333',
    finishedAt: '2026-03-03T09:00:00.000Z',
  });
  const { objects } = combine([
    { summary: ann, objects: [open] },
    { summary: bert, objects: [{ ...open, objectGuid: null }] },
    { summary: caro, objects: [{ ...open, key: 'cn=renamed' }] },
  ]);
  expect(objects.map(({ verdicts, object }) => [verdicts.length, object.objectGuid, object.key])).toEqual([
    [3, guid(2), 'cn=renamed'],
  ]);
});

test('parts of different organisations, or of practice and real data, are refused', () => {
  const refused = (change: Parameters<typeof completedSummary>[0]) => () =>
    combine([
      { summary: ann, objects: [] },
      { summary: completedSummary(change), objects: [] },
    ]);
  const refusal = expect.objectContaining({ code: 'not-comparable' });
  expect(refused({ practice: true })).toThrow(refusal);
  expect(refused({ organizationDistinguishedName: 'CN=Contoso' })).toThrow(refusal);
});
