import { expect, test } from 'vitest';
import { beside, besideUntil } from './beside.ts';
import {
  assessmentId,
  failureOf,
  firstSubject,
  openedStore,
  pin,
  temporaryFolder,
  walkInto,
} from './store-fixture.ts';

test('a second process is told that the data folder is in use, and gets it once the first has closed', async () => {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  expect(await beside(['open', folder]).end()).toBe('data-folder-in-use\n');
  store.close();
  const second = await besideUntil(['open', folder], (output) => output.endsWith('\n'));
  expect(await second.kill()).toBe('opened\n');
});

test('in one process, too, a data folder is opened once, and the refusal does not loosen the lock', async () => {
  const folder = temporaryFolder();
  openedStore(folder);
  expect(failureOf(() => openedStore(folder))).toEqual({
    code: 'data-folder-in-use',
    message: expect.stringMatching(/already in use.*close it.*--data/),
  });
  expect(await beside(['open', folder]).end()).toBe('data-folder-in-use\n');
});

test('of two processes that start at once on a new folder exactly one gets it', async () => {
  const folder = temporaryFolder();
  const { promise: bothSpoke, resolve } = Promise.withResolvers<undefined>();
  let spoke = 0;
  const onOutput = () => {
    spoke += 1;
    if (spoke === 2) resolve(undefined);
  };
  const pair = [beside(['open', folder], onOutput), beside(['open', folder], onOutput)];
  await bothSpoke;
  const said = await Promise.all(pair.map((process) => process.kill()));
  expect(said.toSorted()).toEqual(['data-folder-in-use\n', 'opened\n']);
});

test('a process killed while it records decisions loses none that it had confirmed', async () => {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  walkInto(store);
  store.close();
  let before = 0;
  for (let round = 1; round <= 10; round += 1) {
    // Each round dies somewhere else in its work.
    const running = await besideUntil(
      ['decide', folder, assessmentId, firstSubject],
      (output) => output.length > round * 37,
    );
    const confirmed = (await running.kill()).split('\n').slice(0, -1);
    const reopened = openedStore(folder);
    const kept = reopened.decisionsOn(assessmentId, firstSubject).slice(before);
    const figures = reopened.assessment(assessmentId).figures;
    reopened.close();
    before += kept.length;
    expect(confirmed.length).toBeGreaterThan(0);
    expect(kept.slice(0, confirmed.length).map(({ justification }) => justification)).toEqual(confirmed);
    expect(figures?.decided).toBe(kept.length);
  }
});

test('a process killed while it pins certificates loses none that it had confirmed', async () => {
  const folder = temporaryFolder();
  const running = await besideUntil(['pin', folder], (output) => output.length > 60);
  const confirmed = (await running.kill()).split('\n').slice(0, -1);
  const kept = openedStore(folder).pins();
  const confirmedPins = confirmed.map((host) => pin({ host }));
  expect(confirmed.length).toBeGreaterThan(0);
  expect(kept.slice(0, confirmed.length).map(({ sha256: _sha256, ...rest }) => rest)).toEqual(confirmedPins);
});
