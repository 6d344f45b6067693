import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseFileName } from '../../../../electron/backend/store/store.ts';
import { idOf, reviewOver, sealInto } from '../history/history-fixture.ts';
import { openedStore, temporaryFolder } from './store-fixture.ts';

test('a deletion takes the octets out of the file and its log, not only the rows', async () => {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  const review = reviewOver(store);
  await sealInto(review, idOf(1));
  const octets = () =>
    [databaseFileName, `${databaseFileName}-wal`]
      .map((name) => join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file).toString('latin1'))
      .join('');
  const traces = ['CN=EX1', 'Seen in the dialog.', 'Half a sen'];
  const found = () => traces.filter((trace) => octets().includes(trace));
  expect(found()).toEqual(traces);
  review.history.delete(idOf(1), 'Bert');
  expect(found()).toEqual([]);
  store.close();
});
