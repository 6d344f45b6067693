import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countDomain,
  countTicks,
  spreadLabels,
  timeDomain,
  timeTicks,
} from '../../../renderer/model/trend-layout.ts';

describe('the time axis', () => {
  test('reaches from the first to the last, whatever their order', () => {
    expect(timeDomain([300, 100, 200])).toEqual([100, 300]);
  });

  test('is a day around a single instant', () => {
    const noon = Date.UTC(2026, 0, 5, 12);
    expect(timeDomain([noon, noon])).toEqual([Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 6)]);
  });

  test('is a day long without any', () => {
    const [from, to] = timeDomain([]);
    expect(to - from).toBe(86_400_000);
  });

  test('is labelled by days, and by times of day where they are needed to tell ticks apart', () => {
    const days = [new Date(2026, 0, 5), new Date(2026, 1, 1)];
    const labels = (instants: readonly Date[]) => timeTicks(instants, 1_000).map(({ label }) => label);
    expect(labels(days)).toEqual(['2026-01-05', '2026-02-01']);
    expect(labels([...days, new Date(2026, 1, 1, 6, 30)])).toEqual([
      '2026-01-05 00:00',
      '2026-02-01 00:00',
      '2026-02-01 06:30',
    ]);
    expect(labels([new Date(2026, 1, 1, 6, 30, 9)])).toEqual(['2026-02-01 06:30:09']);
  });

  test('has no more labels than there is room for, evenly left out', () => {
    const days = Array.from({ length: 9 }, (_, index) => new Date(2026, 0, 1 + index));
    expect(timeTicks(days, 300).map(({ label }) => label)).toEqual([
      '2026-01-01',
      '2026-01-04',
      '2026-01-07',
    ]);
    expect(timeTicks(days, 10)).toEqual([{ time: new Date(2026, 0, 1).getTime(), label: '2026-01-01' }]);
  });
});

describe('the axis of counts', () => {
  test('reaches to the greatest count, and to 1 where there is nothing', () => {
    expect(countDomain([3, 12, 0])).toBe(12);
    expect(countDomain([])).toBe(1);
  });

  test.each([
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [14, [0, 5, 10]],
    [47, [0, 10, 20, 30, 40]],
    [50_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
  ])('has whole and round ticks up to %d', (greatest, ticks) => {
    expect(countTicks(greatest, 5)).toEqual(ticks);
  });
});

describe('labels that would stand on each other', () => {
  test('stay where they belong if there is room', () => {
    expect(spreadLabels([200, 20, 100], 18, 0, 250)).toEqual([200, 20, 100]);
  });

  test('are moved apart in their order', () => {
    expect(spreadLabels([100, 101, 100], 18, 0, 250)).toEqual([100, 136, 118]);
    expect(spreadLabels([250, 250], 18, 0, 250)).toEqual([232, 250]);
  });

  test('are spread evenly where there is no room for all', () => {
    expect(spreadLabels([5, 5, 5], 18, 0, 20)).toEqual([0, 10, 20]);
  });

  test('never leave their bounds, never change their order and keep apart', () => {
    const places = fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(places, (wanted) => {
        const placed = spreadLabels(wanted, 18, 0, 250);
        const inOrder = placed
          .map((place, index) => ({ place, wish: wanted[index] ?? 0 }))
          .toSorted((one, other) => one.place - other.place);
        const gaps = inOrder.slice(1).map(({ place }, index) => place - (inOrder[index]?.place ?? 0));
        expect(inOrder.map(({ wish }) => wish)).toEqual(wanted.toSorted((one, other) => one - other));
        expect(Math.min(18, ...gaps)).toBe(18);
        expect(inOrder[0]?.place).toBeGreaterThanOrEqual(0);
        expect(inOrder.at(-1)?.place).toBeLessThanOrEqual(250);
      }),
    );
  });
});
