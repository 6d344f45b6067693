import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../electron/cli-arguments.ts';

const plain = { assessor: null, json: false, data: undefined };

describe('a command line that is understood', () => {
  test.each<[string, unknown]>([
    ['', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['assess --help', { kind: 'help' }],
    ['--version', { kind: 'version' }],
    ['assess --practice', { kind: 'assess', source: { kind: 'practice' }, ...plain }],
    [
      'assess --practice --json --data d --assessor Ann',
      { kind: 'assess', source: { kind: 'practice' }, assessor: 'Ann', json: true, data: 'd' },
    ],
    ['assess --ldif a.ldf', { kind: 'assess', source: { kind: 'ldif', file: 'a.ldf' }, ...plain }],
    [
      'assess --host dc1 --account CORP\\ann',
      {
        kind: 'assess',
        source: { kind: 'domain-controller', host: 'dc1', port: null, account: 'CORP\\ann' },
        ...plain,
      },
    ],
    [
      'assess --host dc1 --port 1636 --account a@b',
      {
        kind: 'assess',
        source: { kind: 'domain-controller', host: 'dc1', port: 1636, account: 'a@b' },
        ...plain,
      },
    ],
    ['list --json', { kind: 'list', json: true, data: undefined }],
    ['show 1 --data d', { kind: 'show', id: '1', json: false, data: 'd' }],
  ])('%s', (line, command) => {
    expect(parseCommandLine(line === '' ? [] : line.split(' '))).toEqual(command);
  });
});

describe('a command line that is refused says what is wrong with it', () => {
  test.each([
    ['assess', 'one of --practice, --ldif FILE or --host NAME'],
    ['assess --practice --ldif a.ldf', 'one of --practice'],
    ['assess --practice --account a', '--port and --account go with --host'],
    ['assess --host dc1', '--account'],
    ['assess --host dc1 --account a --password x', "'--password'"],
    ['assess --host dc1 --account a --port 0', 'from 1 to 65535'],
    ['assess --host dc1 --account a --port 0x10', 'from 1 to 65535'],
    ['assess --ldif', "'--ldif"],
    ['assess more --practice', '"more" is one argument too many'],
    ['list --practice', '--practice does not go with list'],
    ['show', 'needs the ID'],
    ['show 1 2', '"2" is one argument too many'],
    ['asses --practice', '"asses" is not a command'],
  ])('%s', (line, words) => {
    expect(() => parseCommandLine(line.split(' '))).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(words) }),
    );
  });
});
