import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../electron/cli-arguments.ts';

const id = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
const other = '00000000-0000-4000-8000-000000000000';
const common = { json: false, data: undefined };
const plain = { ...common, assessor: null };

describe('a command line about kept assessments that is understood', () => {
  test.each<[string, unknown]>([
    [`bundle ${id}`, { kind: 'bundle', id, output: null, ...plain }],
    [
      `bundle ${id} --output a.hopcheck --assessor Ann --json --data d`,
      { kind: 'bundle', id, output: 'a.hopcheck', assessor: 'Ann', json: true, data: 'd' },
    ],
    ['import a.hopcheck', { kind: 'import', files: ['a.hopcheck'], ...plain }],
    ['import a b --assessor Ann', { kind: 'import', files: ['a', 'b'], ...plain, assessor: 'Ann' }],
    [`verify ${id}`, { kind: 'verify', target: { kind: 'assessment', id }, ...plain }],
    ['verify a.hopcheck', { kind: 'verify', target: { kind: 'file', path: 'a.hopcheck' }, ...plain }],
    [`verify ./${id}`, { kind: 'verify', target: { kind: 'file', path: `./${id}` }, ...plain }],
    ['verify --all', { kind: 'verify', target: { kind: 'all' }, ...plain }],
    [`events ${id}`, { kind: 'events', id, ...common }],
    [`trend ${id} --json`, { kind: 'trend', id, ...common, json: true }],
    [
      `compare ${id} ${other}`,
      { kind: 'compare', before: id, after: other, format: 'text', includeUnchanged: false, ...common },
    ],
    [
      `compare ${id} ${other} --csv --all`,
      { kind: 'compare', before: id, after: other, format: 'csv', includeUnchanged: true, ...common },
    ],
    [
      `compare ${id} ${other} --html`,
      { kind: 'compare', before: id, after: other, format: 'html', includeUnchanged: false, ...common },
    ],
    [
      `compare ${id} ${other} --json`,
      {
        kind: 'compare',
        before: id,
        after: other,
        format: 'json',
        includeUnchanged: false,
        ...common,
        json: true,
      },
    ],
    [`tag ${id}`, { kind: 'tag', id, tags: null, ...common }],
    [`tag ${id} north first`, { kind: 'tag', id, tags: ['north', 'first'], ...common }],
    [`tag ${id} --clear`, { kind: 'tag', id, tags: [], ...common }],
    [`complete ${id}`, { kind: 'complete', id, acceptProposals: false, problemsRead: false, ...plain }],
    [
      `complete ${id} --accept-proposals --problems-read --assessor Ann`,
      { kind: 'complete', id, acceptProposals: true, problemsRead: true, ...plain, assessor: 'Ann' },
    ],
    [`revise ${id} --reason Wrong`, { kind: 'revise', id, reason: 'Wrong', ...plain }],
    [`delete ${id} --yes`, { kind: 'delete', id, ...plain }],
    ['backup a.db', { kind: 'backup', file: 'a.db', ...common }],
    ['usage', { kind: 'usage', ...common }],
  ])('%s', (line, command) => {
    expect(parseCommandLine(line.split(' '))).toEqual(command);
  });
});

describe('a command line about kept assessments that is refused says what is wrong with it', () => {
  test.each([
    ['bundle', 'bundle needs the ID of an assessment'],
    ['bundle nope', '"nope" is not the ID of an assessment'],
    [`bundle ${id} a.hopcheck`, '"a.hopcheck" is one argument too many'],
    [`bundle ${id} --yes`, '--yes does not go with bundle'],
    [`bundle ${id} --output=`, '--output is empty'],
    ['import', 'import needs one or more files'],
    ['import a --output b', '--output does not go with import'],
    ['verify', 'verify needs one of the ID of an assessment, the path of a bundle, or --all'],
    [`verify ${id} --all`, 'verify needs one of'],
    ['verify a b', '"b" is one argument too many'],
    [`events ${id} --assessor Ann`, '--assessor does not go with events'],
    ['compare', 'compare needs the ID'],
    [`compare ${id}`, 'compare needs the ID'],
    [`compare ${id} ${other} ${id}`, 'one argument too many'],
    [`compare ${id} ${other} --csv --html`, '--csv and --html do not go together'],
    [`compare ${id} ${other} --html --json`, '--html and --json do not go together'],
    ['tag', 'tag needs the ID'],
    [`tag ${id} north --clear`, 'give either it or tags'],
    ['complete', 'complete needs the ID'],
    [`complete ${id} --reason x`, '--reason does not go with complete'],
    [`revise ${id}`, 'revise needs --reason TEXT'],
    [`delete ${id}`, 'if that is meant, say --yes'],
    ['delete --yes', 'delete needs the ID'],
    ['backup', 'backup needs the path'],
    ['backup a b', '"b" is one argument too many'],
    ['usage a', '"a" is one argument too many'],
    ['assess --practice --yes', '--yes does not go with assess'],
    ['show --all', '--all does not go with show'],
    [
      'bundel a',
      '"bundel" is not a command: use assess, check, find, list, show, sent, bundle, import, verify, events, trend, compare, tag, complete, revise, delete, backup, usage or rescue.',
    ],
  ])('%s', (line, words) => {
    expect(() => parseCommandLine(line.split(' '))).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(words) }),
    );
  });
});
