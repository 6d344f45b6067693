import { describe, expect, test } from 'vitest';
import { parsePreferences } from '../../renderer/preferences.ts';

const defaults = { theme: 'system', assessor: '', treeWidth: 340, singleKeys: true };

describe('kept preferences', () => {
  test('are taken as they were', () => {
    const kept = { theme: 'dark', assessor: 'J. Miller', treeWidth: 400, singleKeys: false };
    expect(parsePreferences(kept)).toEqual(kept);
  });

  test.each([null, 'text', 7, [], {}, { theme: 'pink', assessor: 1, treeWidth: 'wide', singleKeys: 'no' }])(
    'that cannot be used are the defaults: %j',
    (kept) => {
      expect(parsePreferences(kept)).toEqual(defaults);
    },
  );

  test('keep the tree within its bounds', () => {
    expect([
      parsePreferences({ treeWidth: 1 }).treeWidth,
      parsePreferences({ treeWidth: 9_999 }).treeWidth,
    ]).toEqual([220, 640]);
  });
});
