import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBundle } from '../../../../electron/backend/bundle/make-bundle.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';
import { assessor, at, emptyDatabase, idOf, reviewOfDatabase, walkInto } from '../history/history-fixture.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-make-bundle-');
});
afterEach(() => folder.remove());

test('an assessment stays in memory if it was worked on, and only then', async () => {
  const review = reviewOfDatabase(emptyDatabase());
  const { store, opened } = review;
  walkInto(review, idOf(1));
  const make = (name: string) =>
    makeBundle(
      { store, opened, now: () => new Date(at), toolVersion: '0.1.0' },
      { id: idOf(1), assessor, path: join(folder.path, name) },
    );
  const workedOn = opened.get(idOf(1));
  await make('first.hopcheck');
  expect(opened.has(idOf(1)) && opened.get(idOf(1)) === workedOn).toBe(true);
  opened.forget(idOf(1));
  await make('second.hopcheck');
  expect(opened.has(idOf(1))).toBe(false);
});
