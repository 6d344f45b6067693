import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareObjects, withoutUnchanged } from '../../../shared/history/compare.ts';
import type { ComparedPair, JudgedObject, Outcome } from '../../../shared/history/comparison.ts';
import { fromColumns } from '../../../shared/history/from-columns.ts';
import { observedColumns, toColumns } from '../../../shared/history/observed-columns.ts';
import { twoAssessments } from '../../support/changing-organization.ts';
import { judgedVirtualServer } from '../../support/judged-objects.ts';

const runs = { numRuns: 500 };
const complete = {
  isAfterComplete: true,
  mayBeHidden: () => false,
  openEarlier: () => new Set<JudgedObject>(),
};

/** What a comparison tells of an object; who decided when, and whether the GUID could be seen, it does not call a difference. */
function told({ decision, objectGuid: _objectGuid, ...object }: JudgedObject) {
  return { ...object, severity: decision?.severityOverride?.severity ?? null };
}

/** The older assessment with the differences applied: an object is known by its name in it. */
function applied(before: readonly JudgedObject[], pairs: readonly ComparedPair[]) {
  const objects = new Map(before.map((object) => [object.key, told(object)]));
  for (const pair of pairs) if (pair.before !== null) objects.delete(pair.before.key);
  for (const { after } of pairs) if (after !== null) objects.set(after.key, told(after));
  return objects;
}

test('the reported differences applied to the old give the new', () => {
  fc.assert(
    fc.property(twoAssessments, ({ before, after }) => {
      const { pairs } = compareObjects(before, after, complete);
      const expected = new Map(after.map((object) => [object.key, told(object)]));
      expect(applied(before, withoutUnchanged(pairs))).toEqual(expected);
    }),
    runs,
  );
});

test('every object is in one pair, in the order of the new, and the counts add up', () => {
  fc.assert(
    fc.property(twoAssessments, fc.boolean(), ({ before, after }, isAfterComplete) => {
      const { pairs, outcomes, changes } = compareObjects(before, after, { ...complete, isAfterComplete });
      expectEachOnce(before, after, pairs);
      const count = (matches: (pair: ComparedPair) => boolean) => pairs.filter(matches).length;
      for (const [outcome, number] of Object.entries(outcomes))
        expect([outcome, number]).toEqual([outcome, count((pair) => pair.outcome === outcome)]);
      for (const [change, number] of Object.entries(changes))
        expect([change, number]).toEqual([
          change,
          count((pair) => (pair.changes as readonly string[]).includes(change)),
        ]);
      const openIn = (objects: readonly JudgedObject[]) =>
        objects.filter(({ status }) => status === 'open').length;
      const unclear = count((pair) => pair.outcome === 'unclear' && pair.before?.status === 'open');
      expect(openIn(after)).toBe(outcomes.new + outcomes.reopened + outcomes['still-open']);
      expect(openIn(before)).toBe(outcomes['still-open'] + outcomes.closed + unclear);
      const concludedUnseen = isAfterComplete ? 0 : outcomes.gone + count(isClosedUnseen);
      expect(concludedUnseen).toBe(0);
    }),
    runs,
  );
});

function isClosedUnseen({ outcome, after }: ComparedPair): boolean {
  return outcome === 'closed' && after === null;
}

function expectEachOnce(
  before: readonly JudgedObject[],
  after: readonly JudgedObject[],
  pairs: readonly ComparedPair[],
): void {
  const older = pairs.map((pair) => pair.before).filter((object) => object !== null);
  expect(older).toHaveLength(before.length);
  expect(new Set(older)).toEqual(new Set(before));
  expect(pairs.map((pair) => pair.after)).toEqual([
    ...after,
    ...Array.from({ length: pairs.length - after.length }, () => null),
  ]);
}

test('an assessment compared with itself has nothing but what is unchanged or still open', () => {
  fc.assert(
    fc.property(twoAssessments, ({ after }) => {
      const { pairs } = compareObjects(after, after, complete);
      expect(pairs).toEqual(
        after.map((object) => ({
          before: object,
          after: object,
          outcome: object.status === 'open' ? 'still-open' : 'unchanged',
          changes: [],
        })),
      );
    }),
    runs,
  );
});

/** What an outcome may be the other way round. */
const reversed: Readonly<Record<Outcome, readonly Outcome[]>> = {
  new: ['closed', 'unclear'],
  reopened: [],
  'still-open': ['still-open'],
  unclear: ['new', 'appeared'],
  closed: ['new'],
  gone: ['appeared'],
  appeared: ['gone', 'unclear'],
  changed: ['changed'],
  unchanged: ['unchanged'],
};

test('the other way round the same objects are paired, with the same changes and the reverse outcomes', () => {
  fc.assert(
    fc.property(twoAssessments, ({ before, after }) => {
      const forth = compareObjects(before, after, complete).pairs;
      const back = compareObjects(after, before, complete).pairs;
      expect(back).toHaveLength(forth.length);
      for (const pair of forth) {
        const other = back.find((each) => each.before === pair.after && each.after === pair.before);
        expect(other?.changes).toEqual(pair.changes);
        expect(reversed[pair.outcome]).toContain(other?.outcome);
      }
    }),
    runs,
  );
});

/** Few names and GUIDs for many objects, so that they contradict each other. */
const contradictory = fc
  .array(
    fc.record({ key: fc.constantFrom('a', 'b', 'c'), objectGuid: fc.constantFrom(null, '1', '2', '3') }),
    { maxLength: 8 },
  )
  .map((objects) => objects.map((object) => judgedVirtualServer('0', object)));

test('contradictory GUIDs and names lose no object, and are the same as themselves', () => {
  fc.assert(
    fc.property(contradictory, contradictory, (before, after) => {
      expectEachOnce(before, after, compareObjects(before, after, complete).pairs);
      const { outcomes } = compareObjects(before, before, complete);
      expect(outcomes['still-open']).toBe(before.length);
    }),
    runs,
  );
});

test('observations come back from their columns as they were', () => {
  const anyName = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'CN=a,', ',', 'CN=a,CN=B'));
  const anything = fc
    .array(
      fc.record({
        key: anyName,
        objectGuid: fc.option(fc.string()),
        kind: fc.constantFrom('server' as const, 'virtual-server' as const),
        name: anyName,
        server: anyName,
        administrativeGroup: anyName,
        distinguishedName: anyName,
        version: fc.option(fc.string()),
      }),
    )
    .map((objects) => objects.map((object) => judgedVirtualServer('4', object)));
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        twoAssessments.map(({ after }) => after),
      ),
      (objects) => {
        const observed = objects.map(({ status: _status, decision: _decision, ...object }) => object);
        const columns = observedColumns.parse(JSON.parse(JSON.stringify(toColumns(observed))));
        expect(fromColumns(columns)).toEqual(observed);
      },
    ),
    runs,
  );
});

test('columns that do not fit each other are refused', () => {
  const columns = toColumns([judgedVirtualServer()]);
  expect(observedColumns.safeParse({ ...columns, guids: [] }).success).toBe(false);
  expect(() => fromColumns({ ...columns, names: [7] })).toThrow(RangeError);
});
