import { describe, expect, test } from 'vitest';
import { sortOffered } from '../../../renderer/model/offered-files.ts';

const [export1, export2, picture, bundle] = ['a.LDF', 'b.ldif', 'c.png', 'd.Hopcheck'].map((name) => ({
  name,
}));
if (!export1 || !export2 || !picture || !bundle) throw new Error('There are four.');

describe('of the files that are offered', () => {
  test('one export is read, and of each other it is said why it is not', () => {
    expect(sortOffered([picture, bundle, export1, export2])).toEqual({
      file: export1,
      bundles: [],
      notTaken: [
        'c.png is not taken: one file is read at a time.',
        'd.Hopcheck is not taken: it is a bundle, and History imports those.',
        'b.ldif is not taken: one file is read at a time.',
      ],
    });
  });

  test('one of any name is read where none is called like an export', () => {
    expect(sortOffered([bundle, picture])).toMatchObject({ file: picture });
  });

  test('bundles alone are for History', () => {
    expect(sortOffered([bundle])).toEqual({ file: null, bundles: [bundle], notTaken: [] });
  });

  test('nothing is nothing', () => {
    expect(sortOffered([])).toEqual({ file: null, bundles: [], notTaken: [] });
  });
});
