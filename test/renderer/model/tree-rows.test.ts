import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../../renderer/model/outline.ts';
import {
  expandableNodes,
  initiallyExpanded,
  revealed,
  treeMove,
  typeAhead,
  visibleRows,
  type TreePosition,
} from '../../../renderer/model/tree-rows.ts';
import { sampleTree } from './sample-tree.ts';

const outline = outlineOf(sampleTree);

function at(active: number, expanded: readonly number[]): TreePosition {
  const set = new Set(expanded);
  return { nodes: sampleTree, outline, expanded: set, rows: visibleRows(outline, set), active, page: 2 };
}

describe('the visible rows', () => {
  test.each([
    { expanded: [], rows: [0] },
    { expanded: [0, 1], rows: [0, 1, 2, 3] },
    { expanded: [0, 1, 2, 4], rows: [0, 1, 2, 4, 6, 7, 3] },
    { expanded: [1, 2, 4], rows: [0] },
  ])('with $expanded expanded are $rows', ({ expanded, rows }) => {
    expect(visibleRows(outline, new Set(expanded))).toEqual(rows);
  });

  test('are all nodes when all that can be is expanded', () => {
    expect(visibleRows(outline, expandableNodes(outline))).toEqual(outline.order);
  });

  test('of a small organisation reach down to its virtual servers at first', () => {
    expect(visibleRows(outline, initiallyExpanded(sampleTree, outline))).toEqual(outline.order);
  });

  test('include a node once its ancestors are expanded', () => {
    expect(revealed(sampleTree, new Set([0]), 8)).toEqual(new Set([0, 5, 3, 1]));
  });

  test('are the same object while nothing has to be expanded for a node', () => {
    const expanded = new Set([0, 1, 3, 5]);
    expect(revealed(sampleTree, expanded, 8)).toBe(expanded);
  });
});

describe('the keys of the tree', () => {
  const open = [0, 1, 2, 4];
  test.each([
    { key: 'ArrowDown', active: 4, move: { kind: 'go', id: 6 } },
    { key: 'ArrowDown', active: 3, move: { kind: 'go', id: 3 } },
    { key: 'ArrowUp', active: 3, move: { kind: 'go', id: 7 } },
    { key: 'ArrowUp', active: 0, move: { kind: 'go', id: 0 } },
    { key: 'PageDown', active: 0, move: { kind: 'go', id: 2 } },
    { key: 'PageUp', active: 1, move: { kind: 'go', id: 0 } },
    { key: 'Home', active: 7, move: { kind: 'go', id: 0 } },
    { key: 'End', active: 0, move: { kind: 'go', id: 3 } },
    { key: 'ArrowRight', active: 3, move: { kind: 'expand', ids: [3] } },
    { key: 'ArrowRight', active: 2, move: { kind: 'go', id: 4 } },
    { key: 'ArrowRight', active: 6, move: null },
    { key: 'ArrowLeft', active: 2, move: { kind: 'collapse', id: 2 } },
    { key: 'ArrowLeft', active: 6, move: { kind: 'go', id: 4 } },
    { key: 'ArrowLeft', active: 3, move: { kind: 'go', id: 1 } },
    { key: '*', active: 2, move: { kind: 'expand', ids: [2, 3] } },
    { key: '*', active: 6, move: { kind: 'expand', ids: [] } },
    { key: '*', active: 0, move: { kind: 'expand', ids: [0] } },
    { key: 'x', active: 2, move: null },
  ])('$key on node $active', ({ key, active, move }) => {
    expect(treeMove(at(active, open), key)).toEqual(move);
  });

  test('left on the collapsed organisation is nothing', () => {
    expect(treeMove(at(0, []), 'ArrowLeft')).toBeNull();
  });
});

describe('typing letters', () => {
  const everything = [...expandableNodes(outline)];
  test('goes to the next name that starts with them, round the end', () => {
    expect(typeAhead(at(0, everything), 'ex')).toBe(4);
    expect(typeAhead(at(8, everything), 'n')).toBe(2);
  });

  test('goes on with the same letter, and stays while a word is completed', () => {
    expect(typeAhead(at(6, everything), 'd')).toBe(8);
    expect(typeAhead(at(6, everything), 'de')).toBe(6);
  });

  test('takes the same letter several times for one letter again', () => {
    expect(typeAhead(at(6, everything), 'dd')).toBe(8);
    expect(typeAhead(at(8, everything), 'ddd')).toBe(6);
    expect(typeAhead(at(0, everything), 'xx')).toBeNull();
  });

  test('finds names by what is seen of them', () => {
    const hidden = sampleTree.map((node) =>
      node.id === 7 ? { ...node, name: '   ' } : node.id === 3 ? { ...node, name: '\u202eSouth' } : node,
    );
    const position = { ...at(0, everything), nodes: hidden };
    expect(typeAhead(position, '(empty')).toBe(7);
    expect(typeAhead(position, '⟨u+202e⟩')).toBe(3);
  });

  test('finds only what is visible', () => {
    expect(typeAhead(at(0, [0, 1]), 'ex')).toBeNull();
  });
});
