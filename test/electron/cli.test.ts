import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { program, runCommandLine } from '../support/command-line.ts';
import { groupEntries, organizationEntries, serverEntry, wholeServer } from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (line: string, input = '') => runCommandLine(line.split(' '), { folder, input });

async function assessLdif(ldif: string) {
  await writeFile(join(folder, 'export.ldf'), ldif);
  return run('assess --ldif export.ldf --assessor Ann');
}

const main = [...organizationEntries(), ...groupEntries('Main')];

describe('the practice organisation', () => {
  test('is the whole expected document, and leaves something to do', async () => {
    const { status, output, messages } = await run('assess --practice --json --assessor Ann');
    const expected = JSON.parse(
      await readFile(join(import.meta.dirname, 'practice-report.json'), 'utf8'),
    ) as { readonly source: object };
    const report = JSON.parse(output) as { source: object };
    expect({ status, messages, report }).toEqual({
      status: 1,
      messages: '',
      report: {
        ...expected,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        finishedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        source: {
          ...expected.source,
          port: expect.any(Number),
          clockDifferenceMilliseconds: expect.any(Number),
        },
      },
    });
  });

  test('says PRACTICE in the text, too, and is listed and shown again', async () => {
    const { status, output } = await run('assess --practice');
    expect({ status, marked: output.startsWith('PRACTICE') }).toEqual({ status: 1, marked: true });
    const list = JSON.parse((await run('list --json')).output) as { id: string }[];
    const shown = await run(`show ${list[0]?.id}`);
    expect(shown).toEqual({ status: 1, output, messages: '' });
    expect((await run('list')).output).toContain('PRACTICE');
  });
});

describe('the exit status', () => {
  test('is 0 if everything was read and passes', async () => {
    expect((await assessLdif(ldifOf([...main, ...wholeServer('Main', 'EX1', ['4'])]))).status).toBe(0);
  });
  test('is 1 if something is open', async () => {
    expect((await assessLdif(ldifOf([...main, ...wholeServer('Main', 'EX1', ['4', '0'])]))).status).toBe(1);
  });
  test('is 1 if something is not reviewed', async () => {
    expect((await assessLdif(ldifOf([...main, ...wholeServer('Main', 'EX1', ['4', null])]))).status).toBe(1);
  });
  test('is 1 if no server was seen at all', async () => {
    expect((await assessLdif(ldifOf(main))).status).toBe(1);
  });
  test('is 2 if not everything was read, although what was read passes', async () => {
    expect(
      (await assessLdif(`${ldifOf([...main, ...wholeServer('Main', 'EX1', ['4'])])}dn: CN=EX2,`)).status,
    ).toBe(2);
  });
});

test('an LDIF file is told by its size, its age and its hash, and nothing was sent for it', async () => {
  const ldif = ldifOf([...main, ...wholeServer('Main', 'EX1', ['4'])]);
  await writeFile(join(folder, 'export.ldf'), ldif);
  const modified = new Date('2026-01-02T03:04:05.000Z');
  await utimes(join(folder, 'export.ldf'), modified, modified);
  const { output } = await run('assess --ldif export.ldf --assessor Ann --json');
  const { id } = JSON.parse(output) as { readonly id: string };
  const shown = await run(`show ${id}`);
  expect(shown.output.split('\n').slice(2, 5)).toEqual([
    `Source           LDIF file export.ldf, ${Buffer.byteLength(ldif)} octets`,
    'Last changed     2026-01-02T03:04:05.000Z',
    `SHA-256          ${createHash('sha256').update(ldif).digest('hex')}`,
  ]);
  expect(await run(`sent ${id} --json`)).toEqual({ status: 0, output: 'null\n', messages: '' });
});

describe('what cannot be assessed is exit status 2, with a message on standard error and nothing on standard output', () => {
  test.each([
    ['assess --ldif nothing.ldf', 'nothing.ldf'],
    ['assess --ldif .', 'folder'],
    ['assess --host 127.0.0.1 --channel ldaps --port 3268 --account a@b', 'global catalog'],
    ['assess --host 127.0.0.1 --channel ldaps --port 1 --account a@b', '127.0.0.1:1'],
    ['assess --host ldap://dc1 --account a@b', 'name of a computer'],
    ['assess', '--practice'],
    ['show 00000000-0000-4000-8000-000000000000', 'not in the data folder'],
    ['sent 00000000-0000-4000-8000-000000000000', 'not in the data folder'],
    ['show nope', '"nope" is not the ID of an assessment'],
    ['list --data elsewhere', '--data is given twice'],
    ['assess --practice --assessor=', '--assessor is empty'],
  ])('%s', async (line, words) => {
    const { status, output, messages } = await run(line, 'password\n');
    expect({ status, output, messages }).toEqual({
      status: 2,
      output: '',
      messages: expect.stringContaining(words),
    });
    expect(messages).not.toMatch(/\n\s+at /);
  });

  test('an empty password, before anything is sent', async () => {
    expect(await run('assess --host 127.0.0.1 --account a@b')).toMatchObject({
      status: 2,
      messages: expect.stringContaining('Enter the password'),
    });
  });
});

test('directory text cannot steer the terminal', async () => {
  const hostile = 'EX\u001b[2J\u202e1';
  const { output } = await assessLdif(ldifOf([...main, ...wholeServer('Main', hostile, ['0'])]));
  expect(output).toContain('EX\\u{1b}[2J\\u{202e}1');
});

test('directory text cannot pass for a line of the report', async () => {
  const forged = 'EX\nVirtual servers  0 Open';
  const { output } = await assessLdif(ldifOf([...main, serverEntry('Main', forged, {})]));
  const problem = output.slice(output.indexOf('To be looked at:'));
  expect(problem).toContain('\n  CN=EX\\u{a}Virtual servers  0 Open,CN=Servers,');
  expect(output.split('\n').filter((line) => line.startsWith('Virtual servers'))).toEqual([
    'Virtual servers  0 Open, 0 Not Reviewed, 0 Not a Finding, 0 Not Applicable',
  ]);
});

test('a message cannot steer the terminal', async () => {
  const { output, messages } = await run('assess --ldif \u001b[2J\u202e.ldf');
  expect({ output, messages }).toEqual({
    output: '',
    messages: expect.stringContaining('\\u{1b}[2J\\u{202e}.ldf'),
  });
  // oxlint-disable-next-line no-control-regex
  expect(messages).not.toMatch(/[\u001b\u202e]/);
});

describe('standard output', () => {
  /** Runs the command line with its standard output at a file of the system. */
  async function runInto(file: string, line: string) {
    const descriptor = openSync(file, 'w');
    const child = spawn(process.execPath, [program, ...line.split(' ')], {
      stdio: ['ignore', descriptor, 'pipe'],
    });
    closeSync(descriptor);
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    if (child.stderr === null) throw new Error('The program has no standard error.');
    return { messages: await text(child.stderr), status: await closed };
  }

  test.runIf(process.platform === 'linux')('that is full is a message and exit status 2', async () => {
    expect(await runInto('/dev/full', '--help')).toEqual({
      messages: 'The result could not be written to standard output (ENOSPC).\n',
      status: 2,
    });
  });

  test('that nobody reads any more changes nothing', async () => {
    const child = spawn(process.execPath, [program, '--help']);
    child.stdout.destroy();
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    expect({ messages: await text(child.stderr), status: await closed }).toEqual({ messages: '', status: 0 });
  });
});

test('--help explains itself on standard output', async () => {
  const { status, output, messages } = await run('--help');
  expect({ status, messages }).toEqual({ status: 0, messages: '' });
  expect(output).toContain('assess --ldif FILE');
});
