import { expect, test } from 'vitest';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import { serverRows, virtualServerRows } from '../../../renderer/model/result-rows.ts';
import { textsOfServer, textsOfVirtualServer } from '../../../renderer/model/result-texts.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { sampleTree } from './sample-tree.ts';

const data = {
  nodes: sampleTree,
  outline: outlineOf(sampleTree),
  statuses: rollUp(sampleTree, true),
  undecided: undecidedCounts(sampleTree),
};

test('a server is found by what its row shows, and by its whole version', () => {
  expect(serverRows(data, 2).map(textsOfServer)).toEqual([
    ['EX1', 'North', null, 'Version 6.5 (Build 7638.2: Service Pack 2)', 'Exchange 2003', null, 'Open'],
  ]);
});

test('a virtual server is found by what its row shows, and by whether it is decided', () => {
  expect(virtualServerRows(data, 0).map(textsOfVirtualServer)).toEqual([
    ['Default', 'EX1', 'North', '0', 'Anonymous', 'No TLS', 'Open', 'undecided'],
    ['Partner', 'EX1', 'North', '0', 'Anonymous', 'No TLS', 'Not a Finding', 'undecided'],
    ['Default', 'EX2', 'South', '0', 'Anonymous', 'No TLS', 'Not Applicable', null],
  ]);
});
