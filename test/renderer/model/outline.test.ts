import { describe, expect, test } from 'vitest';
import {
  ancestor,
  isBelow,
  listedBelow,
  nextUndecided,
  outlineOf,
  pathTo,
  undecidedCounts,
} from '../../../renderer/model/outline.ts';
import { decided, sampleTree } from './sample-tree.ts';

const outline = outlineOf(sampleTree);

describe('the outline of a tree', () => {
  test('orders the nodes as a fully expanded tree shows them, whatever their order in the list', () => {
    expect({ order: outline.order, end: outline.end, depth: outline.depth }).toEqual({
      order: [0, 1, 2, 4, 6, 7, 3, 5, 8],
      end: [9, 9, 6, 9, 6, 9, 5, 6, 9],
      depth: [0, 1, 2, 2, 3, 3, 4, 4, 4],
    });
  });

  test('knows the place of each node among its siblings and how many virtual servers lie below it', () => {
    expect({ place: outline.place, virtualServers: outline.virtualServers }).toEqual({
      place: [1, 1, 1, 2, 1, 1, 1, 2, 1],
      virtualServers: [3, 3, 2, 1, 2, 1, 1, 1, 1],
    });
  });

  test('knows the server and the groups around each node', () => {
    const none = undefined;
    expect(outline.within).toEqual({
      server: [none, none, none, none, 4, 5, 4, 4, 5],
      'administrative-group': [none, none, 2, 3, 2, 3, 2, 2, 3],
      'routing-group': Array.from(sampleTree, () => none),
    });
  });

  test.each([
    { below: 0, kind: 'virtual-server', ids: [6, 7, 8] },
    { below: 2, kind: 'virtual-server', ids: [6, 7] },
    { below: 3, kind: 'virtual-server', ids: [8] },
    { below: 7, kind: 'virtual-server', ids: [7] },
    { below: 0, kind: 'server', ids: [4, 5] },
    { below: 5, kind: 'server', ids: [5] },
    { below: 8, kind: 'server', ids: [] },
    { below: 0, kind: 'smtp-connector', ids: [] },
  ] as const)('lists what is $kind at or below node $below: $ids', ({ below, kind, ids }) => {
    expect(listedBelow(outline, below, kind)).toEqual(ids);
  });

  test.each([
    { id: 6, above: 2, is: true },
    { id: 6, above: 6, is: true },
    { id: 2, above: 6, is: false },
    { id: 8, above: 2, is: false },
  ])('knows whether node $id lies at or below node $above: $is', ({ id, above, is }) => {
    expect(isBelow(outline, id, above)).toBe(is);
  });

  test('finds nodes by distinguished name without regard to case', () => {
    expect(outline.byName.get('cn=partner-7')).toBe(7);
  });

  test('knows the path to a node and the ancestor of a kind', () => {
    expect(pathTo(sampleTree, 6).map(({ name }) => name)).toEqual([
      'Contoso',
      'Groups',
      'North',
      'EX1',
      'Default',
    ]);
    expect(ancestor(sampleTree, 6, 'server')?.name).toBe('EX1');
    expect(ancestor(sampleTree, 1, 'server')).toBeUndefined();
  });

  test('an empty list has an empty outline', () => {
    expect(outlineOf([]).order).toEqual([]);
  });
});

describe('what is undecided', () => {
  test('is counted upwards, without what is not applicable anyway', () => {
    expect(undecidedCounts(sampleTree)).toEqual([2, 2, 2, 0, 2, 0, 1, 1, 0]);
    expect(undecidedCounts(decided(6))).toEqual([1, 1, 1, 0, 1, 0, 0, 1, 0]);
  });

  test.each([
    { story: 'nothing is selected: the first', from: null, step: 1, to: 6 },
    { story: 'nothing is selected, backwards: the last', from: null, step: -1, to: 7 },
    { story: 'the next one', from: 6, step: 1, to: 7 },
    { story: 'round from the last to the first', from: 7, step: 1, to: 6 },
    { story: 'backwards, round from the first to the last', from: 6, step: -1, to: 7 },
    { story: 'from a container into it', from: 2, step: 1, to: 6 },
  ] as const)('$story', ({ from, step, to }) => {
    expect(nextUndecided(sampleTree, outline, from, step)).toBe(to);
  });

  test('the only undecided one follows itself, and nothing follows when all are decided', () => {
    expect(nextUndecided(decided(6), outline, 7, 1)).toBe(7);
    expect(nextUndecided(decided(6, 7), outline, 6, 1)).toBeNull();
  });
});
