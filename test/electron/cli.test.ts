import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { groupEntries, organizationEntries, serverEntry, wholeServer } from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';

const program = join(import.meta.dirname, '../../dist/electron/cli.js');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the built command line on a data folder of its own, with nothing on standard input unless told otherwise. */
async function run(
  line: string,
  input = '',
): Promise<{ status: number | null; output: string; messages: string }> {
  const args = [...line.split(' '), '--data', join(folder, 'data')];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  child.stdin.end(input);
  const [output, messages] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const status =
    child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('close', resolve)));
  return { status, output, messages };
}

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
    ) as object;
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
          kind: 'practice',
          host: '127.0.0.1',
          port: expect.any(Number),
          channel: 'practice',
          account: 'HARBOR\\practice',
          dnsHostName: 'practice-dc.harbor.example',
          windowsLevel: 'Windows Server 2003',
          clockDifferenceMilliseconds: expect.any(Number),
          certificateFingerprint: null,
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

describe('what cannot be assessed is exit status 2, with a message on standard error and nothing on standard output', () => {
  test.each([
    ['assess --ldif nothing.ldf', 'nothing.ldf'],
    ['assess --ldif .', 'folder'],
    ['assess --host 127.0.0.1 --port 3268 --account a', 'global catalog'],
    ['assess --host 127.0.0.1 --port 1 --account a', '127.0.0.1:1'],
    ['assess --host ldap://dc1 --account a', 'name of a computer'],
    ['assess', '--practice'],
    ['show 00000000-0000-4000-8000-000000000000', 'not in the data folder'],
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
    expect(await run('assess --host 127.0.0.1 --port 1 --account a')).toMatchObject({
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
