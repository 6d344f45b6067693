import { describe, expect, test } from 'vitest';
import {
  clickGesture,
  selectionExtent,
  selectionKey,
  selectRow,
  type SelectionGesture,
} from '../../../renderer/model/row-selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

function selected(
  gesture: SelectionGesture,
  key: string,
  keys: readonly string[],
  anchor: string | null,
): readonly [readonly string[], string | null] {
  const after = selectRow(order, { keys: new Set(keys), anchor }, gesture, key);
  return [[...after.keys], after.anchor];
}

describe('selecting rows', () => {
  test.each([
    { story: 'only this one', gesture: 'only', key: 'c', keys: ['a', 'b'], anchor: 'a', after: [['c'], 'c'] },
    {
      story: 'this one too',
      gesture: 'toggle',
      key: 'c',
      keys: ['a'],
      anchor: 'a',
      after: [['a', 'c'], 'c'],
    },
    {
      story: 'this one not',
      gesture: 'toggle',
      key: 'a',
      keys: ['a', 'c'],
      anchor: 'c',
      after: [['c'], 'a'],
    },
    { story: 'down', gesture: 'range', key: 'd', keys: ['b'], anchor: 'b', after: [['b', 'c', 'd'], 'b'] },
    { story: 'up', gesture: 'range', key: 'a', keys: ['c'], anchor: 'c', after: [['a', 'b', 'c'], 'c'] },
    {
      story: 'less far',
      gesture: 'range',
      key: 'c',
      keys: ['b', 'c', 'd'],
      anchor: 'b',
      after: [['b', 'c'], 'b'],
    },
    { story: 'from nowhere', gesture: 'range', key: 'c', keys: [], anchor: null, after: [['c'], 'c'] },
    { story: 'from a hidden row', gesture: 'range', key: 'c', keys: ['x'], anchor: 'x', after: [['c'], 'c'] },
  ] as const)('$story', ({ gesture, key, keys, anchor, after }) => {
    expect(selected(gesture, key, keys, anchor)).toEqual(after);
  });
});

const free = { shiftKey: false, ctrlKey: false, metaKey: false };

test.each([
  { held: free, onTick: false, gesture: 'only' },
  { held: free, onTick: true, gesture: 'toggle' },
  { held: { ...free, ctrlKey: true }, onTick: false, gesture: 'toggle' },
  { held: { ...free, metaKey: true }, onTick: false, gesture: 'toggle' },
  { held: { ...free, shiftKey: true }, onTick: false, gesture: 'range' },
  { held: { ...free, shiftKey: true }, onTick: true, gesture: 'range' },
])('a click with $held, on the tick box: $onTick, is $gesture', ({ held, onTick, gesture }) => {
  expect(clickGesture(held, onTick)).toBe(gesture);
});

test.each([
  { pressed: { ...free, key: ' ' }, means: 'toggle' },
  { pressed: { ...free, shiftKey: true, key: ' ' }, means: 'range' },
  { pressed: { ...free, key: 'Escape' }, means: 'clear' },
  { pressed: { ...free, ctrlKey: true, key: 'a' }, means: 'all' },
  { pressed: { ...free, ctrlKey: true, key: 'A' }, means: 'all' },
  { pressed: { ...free, metaKey: true, key: 'c' }, means: 'copy' },
  { pressed: { ...free, key: 'a' }, means: null },
  { pressed: { ...free, ctrlKey: true, key: 'x' }, means: null },
])('$pressed means $means', ({ pressed, means }) => {
  expect(selectionKey(pressed)).toBe(means);
});

test.each([
  { keys: [], extent: 'none' },
  { keys: ['hidden'], extent: 'none' },
  { keys: ['a', 'hidden'], extent: 'some' },
  { keys: ['a', 'b', 'c', 'd', 'hidden'], extent: 'some' },
  { keys: [...order, 'hidden'], extent: 'all' },
])('with $keys selected, $extent of the rows are', ({ keys, extent }) => {
  expect(selectionExtent(order, new Set(keys))).toBe(extent);
});

test('of no rows, none is selected', () => {
  expect(selectionExtent([], new Set(['a']))).toBe('none');
});
