import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { compareObjects, inOrder, withoutUnchanged } from '../../../shared/history/compare.ts';
import type { Change, JudgedObject, Outcome } from '../../../shared/history/comparison.ts';
import {
  completedSummary,
  decidedAs,
  guid,
  judgedServer,
  judgedVirtualServer,
} from '../../support/judged-objects.ts';

const open = judgedVirtualServer('0');
const passed = judgedVirtualServer('4');
const unknown = judgedVirtualServer('x');
const notApplicable = decidedAs(open, 'not_applicable');

interface Context {
  readonly isAfterComplete?: boolean;
  readonly openEarlier?: readonly JudgedObject[];
}

function compared(
  before: readonly JudgedObject[],
  after: readonly JudgedObject[],
  { isAfterComplete = true, openEarlier = [] }: Context = {},
) {
  return compareObjects(before, after, {
    isAfterComplete,
    mayBeHidden: () => false,
    openEarlier: (objects) => new Set(objects.filter((object) => openEarlier.includes(object))),
  });
}

/** The outcome of the pair of these two. */
function outcomeOf(before: JudgedObject | null, after: JudgedObject | null, context?: Context): Outcome {
  const { pairs } = compared(before ? [before] : [], after ? [after] : [], context);
  const [pair, ...others] = pairs;
  expect([pair?.before, pair?.after, others]).toEqual([before, after, []]);
  return pair?.outcome ?? 'unchanged';
}

function changesOf(
  before: JudgedObject,
  after: JudgedObject,
  beside: readonly (readonly [JudgedObject, JudgedObject])[] = [],
): readonly Change[] | undefined {
  const { pairs } = compared(
    [...beside.map(([older]) => older), before],
    [...beside.map(([, newer]) => newer), after],
  );
  return pairs.at(-1)?.changes;
}

describe('what became of an object', () => {
  test.each<[string, JudgedObject | null, JudgedObject | null, Outcome]>([
    ['open only now', null, open, 'new'],
    ['passed, then open', passed, open, 'new'],
    ['unknown, then open', unknown, open, 'new'],
    ['open both times', open, open, 'still-open'],
    ['open, then passed', open, passed, 'closed'],
    ['open, then not applicable', open, notApplicable, 'closed'],
    ['open, then not reviewed', open, unknown, 'unclear'],
    ['open, then nothing is decided on it', decidedAs(judgedServer(), 'open'), judgedServer(), 'unclear'],
    ['open, then gone', open, null, 'closed'],
    ['passed, then gone', passed, null, 'gone'],
    ['there only now, passed', null, passed, 'appeared'],
    ['there only now, unknown', null, unknown, 'appeared'],
    ['passed both times', passed, passed, 'unchanged'],
    ['unknown both times', unknown, unknown, 'unchanged'],
    ['passed, then unknown', passed, unknown, 'changed'],
    ['unknown, then passed', unknown, passed, 'changed'],
    ['a server whose virtual servers are decided on', judgedServer(), judgedServer(), 'unchanged'],
  ])('%s', (_, before, after, outcome) => {
    expect(outcomeOf(before, after)).toBe(outcome);
  });

  test('what was open in a still older assessment is reopened, whether it was closed or gone between', () => {
    const context = { openEarlier: [open] };
    expect([outcomeOf(passed, open, context), outcomeOf(null, open, context)]).toEqual([
      'reopened',
      'reopened',
    ]);
  });

  test('what is still open is not asked for in older assessments, and neither is what is not open', () => {
    const asked: JudgedObject[] = [];
    const other = judgedVirtualServer('4', { key: 'cn=other', objectGuid: guid(9) });
    compareObjects([open, other], [open, other], {
      isAfterComplete: true,
      mayBeHidden: () => false,
      openEarlier: (objects) => {
        asked.push(...objects);
        return new Set();
      },
    });
    expect(asked).toEqual([]);
  });

  test('nothing is gone or closed because an incomplete walk did not see it', () => {
    const context = { isAfterComplete: false };
    expect([outcomeOf(open, null, context), outcomeOf(passed, null, context)]).toEqual([
      'unclear',
      'unclear',
    ]);
  });

  test('a virtual server is not gone if the newer walk saw none at all on its server', () => {
    const blind = judgedServer({
      proposal: { status: 'not_reviewed', reasons: ['no-virtual-server'] },
      status: 'not_reviewed',
    });
    const outcomesWith = (server: JudgedObject) =>
      compared([judgedServer(), open], [server]).pairs.map(({ outcome }) => outcome);
    expect(outcomesWith(blind)).toEqual(['changed', 'unclear']);
    expect(outcomesWith({ ...blind, name: 'EX9', server: 'EX9' })).toEqual(['changed', 'unclear']);
    expect(outcomesWith(decidedAs(blind, 'not_a_finding'))).toEqual(['changed', 'closed']);
    expect(outcomesWith(judgedServer())).toEqual(['unchanged', 'closed']);
  });
});

describe('in what an object differs', () => {
  const renamedServer = judgedServer({ name: 'EX9' });

  test.each<[string, JudgedObject, JudgedObject, readonly Change[]]>([
    ['in nothing', open, open, []],
    ['in its name', open, { ...open, name: 'Partner' }, ['renamed']],
    ['in the spelling of its distinguished name only', open, { ...open, distinguishedName: 'cn=1' }, []],
    ['in its distinguished name', judgedServer(), renamedServer, ['renamed']],
    ['in its server', open, judgedVirtualServer('0', { server: 'EX2' }), ['moved']],
    ['in its group', judgedServer(), judgedServer({ administrativeGroup: 'South' }), ['moved']],
    [
      'in its group and its name',
      judgedServer(),
      judgedServer({ administrativeGroup: 'South', name: 'EX9' }),
      ['renamed', 'moved'],
    ],
    [
      'in the name that its group is shown with',
      judgedServer(),
      { ...judgedServer(), administrativeGroup: 'Northern' },
      ['renamed'],
    ],
    ['in its flag', open, passed, ['observation', 'proposal']],
    ['in the flag alone', open, judgedVirtualServer('8'), ['observation', 'proposal']],
    ['in its version', judgedServer(), judgedServer({ version: null }), ['observation']],
    [
      'in what is proposed for the same',
      open,
      { ...open, proposal: { status: 'open', reasons: ['absent'] } },
      ['proposal'],
    ],
    ['in the decision', open, decidedAs(open, 'not_a_finding'), ['decision-alone']],
    ['as the decision is not made yet', decidedAs(open, 'not_a_finding'), open, ['decision-alone']],
    ['in that the proposal was accepted', open, decidedAs(open, 'open'), []],
    ['in who decided', decidedAs(open, 'open', 'Ann'), decidedAs(open, 'open', 'Bob'), []],
    [
      'in observation and decision',
      decidedAs(open, 'not_a_finding'),
      decidedAs(judgedVirtualServer('8'), 'open'),
      ['observation', 'proposal', 'decision'],
    ],
    [
      'as what was decided is proposed now',
      decidedAs(open, 'not_a_finding'),
      decidedAs(passed, 'not_a_finding'),
      ['observation', 'proposal'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesOf(before, after)).toEqual(changes);
  });

  test('in the severity', () => {
    const decided = decidedAs(open, 'open');
    const severe = decidedAs(open, 'open', 'Ann', { severity: 'high', justification: 'Faces the internet.' });
    expect(changesOf(decided, severe)).toEqual(['decision-alone']);
  });

  test('a virtual server of a server that was renamed did not move', () => {
    const after = judgedVirtualServer('0', { server: 'EX9' });
    expect(changesOf(open, after, [[judgedServer(), renamedServer]])).toEqual(['renamed']);
  });

  test('a virtual server moved with its server, or to another one', () => {
    const south = { administrativeGroup: 'South' };
    const beside = [[judgedServer(), judgedServer(south)]] as const;
    expect(changesOf(open, judgedVirtualServer('0', south), beside)).toEqual(['moved']);
    const other = judgedServer({ name: 'EX2', objectGuid: guid(7) });
    const both = [
      [judgedServer(), judgedServer()],
      [other, other],
    ] as const;
    expect(changesOf(open, judgedVirtualServer('0', { server: 'EX2' }), both)).toEqual(['moved']);
  });
});

describe('which objects are the same', () => {
  const pairsOf = (before: readonly JudgedObject[], after: readonly JudgedObject[]) =>
    compared(before, after).pairs.map((pair) => [
      pair.before === null ? null : before.indexOf(pair.before),
      pair.after === null ? null : after.indexOf(pair.after),
    ]);
  const named = (key: string, objectGuid: string | null) => ({ ...open, key, objectGuid });

  test.each<[string, readonly JudgedObject[], readonly JudgedObject[], readonly unknown[]]>([
    ['those with the same GUID under another name', [named('a', guid(1))], [named('b', guid(1))], [[0, 0]]],
    [
      'not those with the same name and other GUIDs',
      [named('a', guid(1))],
      [named('a', guid(2))],
      [
        [null, 0],
        [0, null],
      ],
    ],
    [
      'those with the same name if the older has no GUID',
      [named('a', null)],
      [named('a', guid(1))],
      [[0, 0]],
    ],
    [
      'those with the same name if the newer has no GUID',
      [named('a', guid(1))],
      [named('a', null)],
      [[0, 0]],
    ],
    [
      'the GUID first, whoever has the name now',
      [named('a', guid(1)), named('b', null)],
      [named('b', guid(1))],
      [
        [0, 0],
        [1, null],
      ],
    ],
    [
      'by name if a GUID came twice',
      [named('a', guid(1)), named('b', guid(1))],
      [named('b', guid(1)), named('a', guid(1))],
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'not by a GUID that an object which stayed claims as well',
      [named('a', guid(1)), named('b', guid(1))],
      [named('a', guid(1)), named('c', guid(1))],
      [
        [0, 0],
        [null, 1],
        [1, null],
      ],
    ],
    [
      'one after the other if a name came twice',
      [named('a', null), named('a', null)],
      [named('a', null)],
      [
        [0, 0],
        [1, null],
      ],
    ],
    [
      'not a server and a virtual server, whatever they claim',
      [named('a', guid(1))],
      [{ ...judgedServer(), key: 'a' }],
      [
        [null, 0],
        [0, null],
      ],
    ],
  ])('%s', (_, before, after, pairs) => {
    expect(pairsOf(before, after)).toEqual(pairs);
  });
});

test('all objects are counted, and those that are unchanged in every respect can be left out', () => {
  const renamed = { ...passed, key: 'cn=b', objectGuid: guid(3) };
  const { pairs, outcomes, changes } = compared([passed, renamed], [passed, { ...renamed, name: 'Partner' }]);
  expect({ outcomes, changes, pairs: withoutUnchanged(pairs) }).toEqual({
    outcomes: {
      new: 0,
      reopened: 0,
      'still-open': 0,
      unclear: 0,
      closed: 0,
      gone: 0,
      appeared: 0,
      changed: 0,
      unchanged: 2,
    },
    changes: { renamed: 1, moved: 0, observation: 0, proposal: 0, decision: 0, 'decision-alone': 0 },
    pairs: [pairs[1]],
  });
});

describe('which assessments', () => {
  const later = completedSummary({
    id: '22222222-2222-4222-8222-222222222222',
    finishedAt: '2026-06-01T09:00:00.000Z',
  });

  test('are put in the order of their walks, and those of one walk by revision', () => {
    const first = completedSummary();
    const corrected = completedSummary({ revision: 2 });
    expect([inOrder(later, first), inOrder(first, later), inOrder(corrected, first)]).toEqual([
      [first, later],
      [first, later],
      [first, corrected],
    ]);
  });

  test.each([
    ['another organisation', completedSummary({ organizationDistinguishedName: 'CN=Contoso' })],
    ['practice data', completedSummary({ practice: true })],
  ])('are refused: one and %s', (_, other) => {
    const refused = () => inOrder(later, other);
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(expect.objectContaining({ code: 'not-comparable' }));
  });

  test('are of one organisation however its name is written', () => {
    const other = completedSummary({
      organizationDistinguishedName: 'cn=fabrikam, cn=Microsoft Exchange',
    });
    expect(inOrder(later, other)).toEqual([other, later]);
  });
});
