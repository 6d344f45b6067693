import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { dataFolder } from '../../electron/data-folder.ts';

afterEach(() => vi.unstubAllEnvs());

const everything = { HOPCHECK_DATA: '/environment', PORTABLE_EXECUTABLE_DIR: '/stick' };

test.each([
  ['the one asked for comes first', '/asked', everything, resolve('/asked')],
  ['then the one of the environment', undefined, everything, resolve('/environment')],
  [
    'then the one beside the portable program',
    undefined,
    { PORTABLE_EXECUTABLE_DIR: '/stick' },
    join('/stick', 'data'),
  ],
  ['a relative one is meant from here', 'here', {}, resolve('here')],
])('the data folder: %s', (_name, asked, environment, expected) => {
  expect(dataFolder(asked, environment)).toBe(expected);
});

test('an empty variable of the environment says nothing', () => {
  expect(dataFolder(undefined, { HOPCHECK_DATA: '', PORTABLE_EXECUTABLE_DIR: '' })).toBe(
    dataFolder(undefined, {}),
  );
});

test('the data folder is the platform’s own if nobody asks for another', () => {
  // That of whoever runs the tests may lie elsewhere.
  for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, '');
  expect(dataFolder(undefined, {}).startsWith(homedir())).toBe(true);
  expect(dataFolder(undefined, {})).toContain('Hopcheck');
});

test('an empty choice is refused: it would not be the folder that was meant', () => {
  expect(() => dataFolder('', everything)).toThrow(expect.objectContaining({ code: 'bad-request' }));
});
