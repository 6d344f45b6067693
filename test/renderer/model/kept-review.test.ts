import { describe, expect, test } from 'vitest';
import { keptReviewOf, parseKeptReview, treeStateOf } from '../../../renderer/model/kept-review.ts';
import { outlineOf } from '../../../renderer/model/outline.ts';
import { expandableNodes } from '../../../renderer/model/tree-rows.ts';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import { sampleTree } from './sample-tree.ts';

const outline = outlineOf(sampleTree);

/** An organisation with so many groups, each with a Servers container with one more node in it. */
function groups(count: number): readonly TreeNode[] {
  const node = (id: number, parent: number | null, kind: TreeNode['kind']) =>
    ({ id, parent, kind, name: `${id}`, distinguishedName: `CN=${id}`, readable: true }) as TreeNode;
  const nodes = [node(0, null, 'organization'), node(1, 0, 'administrative-groups')];
  for (let group = 0; group < count; group += 1) {
    const id = nodes.length;
    nodes.push(
      node(id, 1, 'administrative-group'),
      node(id + 1, id, 'servers'),
      node(id + 2, id + 1, 'connectors'),
    );
  }
  return nodes;
}

describe('a tree that is kept', () => {
  test.each([
    { story: 'with a few nodes expanded', expanded: new Set([0, 1, 3]) },
    { story: 'with nothing expanded', expanded: new Set<number>() },
    { story: 'with everything expanded', expanded: expandableNodes(outline) },
  ])('$story comes back as it was', ({ expanded }) => {
    const state = { expanded, selected: 8, treeTop: 78 };
    const kept = keptReviewOf('a-1', sampleTree, outline, state);
    expect(treeStateOf(parseKeptReview(JSON.parse(JSON.stringify(kept))), 'a-1', outline)).toEqual(state);
  });

  test('of 50,000 nodes with all but a few expanded is a few ids', () => {
    const nodes = groups(16_666);
    const large = outlineOf(nodes);
    const expanded = new Set(expandableNodes(large));
    for (const id of [2, 5, 6]) expanded.delete(id);
    const kept = keptReviewOf('a-1', nodes, large, { expanded, selected: 3, treeTop: 0.4 });
    expect(kept).toEqual({
      assessmentId: 'a-1',
      nodes: nodes.length,
      selected: 3,
      treeTop: 0,
      base: 'everything',
      except: [2, 5, 6],
    });
    expect(treeStateOf(kept, 'a-1', large)?.expanded).toEqual(expanded);
  });

  test('with too much of either keeps the first and the way to the selection', () => {
    const nodes = groups(1_000);
    const large = outlineOf(nodes);
    const expanded = new Set([...expandableNodes(large)].filter((_, index) => index % 2 === 0));
    const kept = keptReviewOf('a-1', nodes, large, { expanded, selected: 2_902, treeTop: 50_000 });
    expect({ ...kept, except: kept.except.length }).toMatchObject({
      base: 'nothing',
      treeTop: 0,
      except: 303,
    });
    expect(kept.except).toEqual(expect.arrayContaining([0, 1, 2_900, 2_901]));
    expect(JSON.stringify(kept).length).toBeLessThan(3_000);
    expect(parseKeptReview(kept)).toEqual(kept);
  });

  test('is not taken for another assessment, or one whose tree has changed', () => {
    const kept = keptReviewOf('a-1', sampleTree, outline, {
      expanded: new Set([0]),
      selected: 0,
      treeTop: 0,
    });
    expect(treeStateOf(kept, 'a-2', outline)).toBeNull();
    expect(treeStateOf(kept, 'a-1', outlineOf(sampleTree.slice(0, 5)))).toBeNull();
    expect(treeStateOf(null, 'a-1', outline)).toBeNull();
  });

  test('whose selection is not there selects nothing', () => {
    const kept = keptReviewOf('a-1', sampleTree, outline, { expanded: new Set(), selected: 99, treeTop: 0 });
    expect(treeStateOf(kept, 'a-1', outline)?.selected).toBeNull();
  });
});

describe('what cannot be used', () => {
  const good = { assessmentId: 'a-1', nodes: 9, selected: null, treeTop: 0, base: 'nothing', except: [] };
  test.each([
    { story: 'nothing', kept: null },
    { story: 'a text', kept: 'text' },
    { story: 'a list', kept: [] },
    { story: 'no assessment', kept: { ...good, assessmentId: 7 } },
    { story: 'a tree of less than nothing', kept: { ...good, nodes: -1 } },
    { story: 'half a node', kept: { ...good, selected: 1.5 } },
    { story: 'a distance that is none', kept: { ...good, treeTop: 'high' } },
    { story: 'neither all nor nothing', kept: { ...good, base: 'something' } },
    { story: 'no ids', kept: { ...good, except: 'all' } },
    { story: 'ids that are texts', kept: { ...good, except: [1, '2'] } },
    { story: 'too many ids', kept: { ...good, except: Array.from({ length: 10_000 }, (_, id) => id) } },
  ])('is not taken: $story', ({ kept }) => {
    expect(parseKeptReview(kept)).toBeNull();
  });
});
