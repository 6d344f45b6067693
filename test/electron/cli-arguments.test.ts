import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../electron/cli-arguments.ts';

const id = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
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
    [`show ${id} --data d`, { kind: 'show', id, json: false, data: 'd' }],
  ])('%s', (line, command) => {
    expect(parseCommandLine(line === '' ? [] : line.split(' '))).toEqual(command);
  });

  test('the name of the assessor without the spaces around it', () => {
    const longest = 'x'.repeat(200);
    expect(parseCommandLine(['assess', '--practice', '--assessor', `  ${longest} `])).toEqual({
      kind: 'assess',
      source: { kind: 'practice' },
      ...plain,
      assessor: longest,
    });
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
    ['show nope', '"nope" is not the ID of an assessment: "list" prints them.'],
    ['asses --practice', '"asses" is not a command'],
    ['assess --ldif a.ldf --ldif b.ldf', '--ldif is given twice'],
    ['assess --practice --data a --assessor Ann --data=a', '--data is given twice'],
    ['list --json --json', '--json is given twice'],
    ['-h --help', '--help is given twice'],
    ['list --data=', '--data is empty'],
    ['assess --ldif=', '--ldif is empty'],
    ['assess --practice --assessor=', '--assessor is empty'],
    [`assess --practice --assessor ${'x'.repeat(201)}`, '--assessor is longer than 200 characters'],
  ])('%s', (line, words) => {
    expect(() => parseCommandLine(line.split(' '))).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(words) }),
    );
  });

  test.each(['data', 'assessor'])('--%s that is spaces alone', (name) => {
    expect(() => parseCommandLine(['assess', '--practice', `--${name}`, '  '])).toThrow(`--${name} is empty`);
  });
});
