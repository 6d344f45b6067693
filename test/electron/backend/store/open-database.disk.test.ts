import { expect, test } from 'vitest';
import { openStore } from '../../../../electron/backend/store/store.ts';
import { smallDisk } from '../../../support/small-disk.ts';
import { assessmentId, decision, failureOf, figures, walkInto } from './store-fixture.ts';

const open = (folder: string) => openStore(folder, { toolVersion: '0.1.0' });

test('a read-only disk is told as unwritable, with an old database as with none', () => {
  const { folder, remount } = smallDisk('4m');
  remount('ro');
  const withNone = failureOf(() => open(folder)).code;
  remount('rw');
  open(folder).close();
  remount('ro');
  expect([withNone, failureOf(() => open(folder)).code]).toEqual([
    'data-folder-unwritable',
    'data-folder-unwritable',
  ]);
});

test('a full disk is told as such, keeps what was saved before, and lets work go on when there is room again', () => {
  const { folder, fill, free } = smallDisk('4m');
  const store = open(folder);
  let saved = 0;
  walkInto(store);
  fill(1_000_000);
  const write = () => {
    for (;;) {
      store.recordDecisions(
        assessmentId,
        [decision({ comments: `${saved} ${'x'.repeat(20_000)}` })],
        figures,
      );
      saved += 1;
    }
  };
  const failure = failureOf(write);
  const keptAtFailure = store.decisionsOn(assessmentId, decision().subjectKey).length;
  free();
  store.recordDecisions(assessmentId, [decision()], figures);
  store.close();
  const again = open(folder);
  const keptInTheEnd = again.decisionsOn(assessmentId, decision().subjectKey).length;
  again.close();
  expect({ failure, keptAtFailure, keptInTheEnd }).toEqual({
    failure: {
      code: 'data-folder-full',
      message: expect.stringMatching(/no room left.*hopcheck\.db.*was not saved.*Free some space/),
    },
    keptAtFailure: saved,
    keptInTheEnd: saved + 1,
  });
});

test('a disk that is full from the start is told as such', () => {
  const { folder } = smallDisk('16k');
  expect(failureOf(() => open(folder)).code).toBe('data-folder-full');
});
