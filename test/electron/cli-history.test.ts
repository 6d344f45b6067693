import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../electron/backend/store/store.ts';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { HistoryEvent } from '../../shared/history/event.ts';
import { runCommandLine, type Run } from '../support/command-line.ts';
import { groupEntries, organizationEntries, wholeServer } from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';

let folder: string;
/** Where a second assessor works. */
let elsewhere: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
  elsewhere = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(elsewhere, { recursive: true, force: true });
});

const run = (line: string, where = folder) => runCommandLine(line.split(' '), { folder: where });

async function done(line: string, where = folder): Promise<string> {
  const { status, output, messages } = await run(line, where);
  expect({ line, status, messages }).toEqual({ line, status: 0, messages: '' });
  return output;
}

const json = async <T>(line: string, where = folder) => JSON.parse(await done(`${line} --json`, where)) as T;

/** Reads a small organisation and returns the id of its assessment. */
async function assess(flags: readonly string[]): Promise<string> {
  const main = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', flags)];
  await writeFile(join(folder, 'export.ldf'), ldifOf(main));
  const { output } = await run('assess --ldif export.ldf --assessor Ann --json');
  return (JSON.parse(output) as { readonly id: string }).id;
}

/** The day on which it was read, as the bundle and the messages have it. */
async function dayOf(id: string): Promise<string> {
  const kept = await json<readonly AssessmentSummary[]>('list');
  return kept.find((summary) => summary.id === id)?.finishedAt?.slice(0, 10) ?? '';
}

const complete = (id: string) => json<AssessmentSummary>(`complete ${id} --accept-proposals --assessor Ann`);

function failed(words: string): Run {
  return { status: 2, output: '', messages: expect.stringContaining(words) as string };
}

test('an assessment is completed and sealed, and verified', async () => {
  const id = await assess(['4', '0']);
  expect(await run(`complete ${id} --assessor Ann`)).toEqual(failed('2 of 2 are not decided yet'));
  const text = await done(`complete ${id} --accept-proposals --assessor Ann`);
  const [kept] = await json<readonly AssessmentSummary[]>('list');
  expect(text.split('\n').slice(0, 2)).toEqual([
    `Completed        Fabrikam, ${kept?.completedAt}`,
    `Seal             ${kept?.seal}`,
  ]);
  const verified = await done(`verify ${id} --assessor Bert`);
  expect(verified.split('\n').slice(0, 6)).toEqual([
    `Assessment       ${id}`,
    'Organisation     Fabrikam',
    'INTACT: everything is as it was sealed',
    `Seal             ${kept?.seal}`,
    `Sealed           ${kept?.completedAt} by Ann`,
    'Hashed anew      8 parts',
  ]);
  const events = await done(`events ${id}`);
  expect(events.split('\n').map((line) => line.split(/ {2,}/).slice(1, 3))).toEqual([
    ['WHAT', 'BY'],
    ['walk ended', 'Ann'],
    ['completed', 'Ann'],
    ['sealed', 'Ann'],
    ['verified', 'Bert'],
    [],
  ]);
  expect(await run(`complete ${id} --accept-proposals`)).toEqual(failed('completed'));
});

test('one that tells of problems is completed only by who says to have read them', async () => {
  await writeFile(
    join(folder, 'export.ldf'),
    `${ldifOf([...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4'])])}dn: CN=EX2,`,
  );
  const { output } = await run('assess --ldif export.ldf --assessor Ann --json');
  const { id, problems } = JSON.parse(output) as {
    readonly id: string;
    readonly problems: readonly unknown[];
  };
  expect(await run(`complete ${id} --accept-proposals`)).toEqual(
    failed(`tells of ${problems.length} things to be looked at`),
  );
  await done(`complete ${id} --accept-proposals --problems-read`);
  const events = await json<readonly { kind: string; detail: object }[]>(`events ${id}`);
  expect(events.find(({ kind }) => kind === 'completed')?.detail).toEqual({ problemsRead: problems.length });
});

test('what was typed in the window and not decided keeps an assessment from being completed here, too', async () => {
  const id = await assess(['4', '0']);
  const words = { status: null, comments: '', findingDetails: null, severityOverride: null };
  const store = openStore(join(folder, 'data'), { toolVersion: 'test' });
  store.saveBulkDraft(id, {
    ...words,
    justification: 'All of them are be',
    savedAt: '2026-03-01T09:30:00.000Z',
  });
  store.close();
  expect(await run(`complete ${id} --accept-proposals`)).toEqual(failed('1 text was typed and not decided'));
  expect(await json<readonly AssessmentSummary[]>('list')).toMatchObject([
    { state: 'in-review', decided: 0 },
  ]);
});

describe('a bundle', () => {
  test('of an assessment in review says that it is a capture, and is imported elsewhere', async () => {
    const id = await assess(['4']);
    const text = await done(`bundle ${id} --assessor Ann`);
    const name = `Fabrikam-${await dayOf(id)}-capture.hopcheck`;
    expect(text.split('\n').map((line) => line.replaceAll(/\d+ octets|[0-9a-f]{64}/g, '#'))).toEqual([
      `Written          ${name}, #`,
      'Holds            a capture: still in review, to go on elsewhere',
      'Seal             none until it is completed',
      'SHA-256          # (of the file)',
      '',
    ]);
    const imported = await done(`import ${join(folder, name)} --assessor Bert`, elsewhere);
    const [there] = await json<readonly AssessmentSummary[]>('list', elsewhere);
    expect(imported).toBe(
      `${join(folder, name)}: imported, Fabrikam, read by Ann, in review\n  Kept as ${there?.id}\n`,
    );
    expect(there?.origin).toMatchObject({ fileName: name, madeBy: 'Ann', importedBy: 'Bert' });
    expect(await run(`verify ${name}`)).toMatchObject({
      status: 2,
      output: expect.stringContaining('\nUNSEALED: still in review'),
    });
  });

  test('of a completed assessment is verified as a file, wherever it is', async () => {
    const id = await assess(['4']);
    const { seal } = await complete(id);
    const made = await json<{ kind: string; seal: string; sha256: string }>(
      `bundle ${id} --output a.hopcheck`,
    );
    expect(made).toMatchObject({ kind: 'assessment', seal });
    const here = await done('verify a.hopcheck');
    expect(here).toContain(`\nINTACT: everything is as it was sealed\nSeal             ${seal}\n`);
    expect(here).toContain(`\nKept here        ${id}, with the same seal\n`);
    expect(here).toContain(`\nSHA-256          ${made.sha256} (of the file)\n`);
    const file = join(folder, 'a.hopcheck');
    const nowhere = await done(`verify ${file}`, elsewhere);
    expect(nowhere).toContain('\nKept here        nothing of the same walk\n');
    expect(existsSync(join(elsewhere, 'data'))).toBe(false);
    // Nothing of it is written down.
    const kinds = (await json<readonly { kind: string }[]>(`events ${id}`)).map(({ kind }) => kind);
    expect(kinds).toEqual(['walk-ended', 'completed', 'sealed', 'bundled']);
  });

  test('is verified where the data folder is in use, and says that it was not compared', async () => {
    const id = await assess(['4']);
    await complete(id);
    await done(`bundle ${id} --output a.hopcheck`);
    const store = openStore(join(folder, 'data'), { toolVersion: 'test' });
    try {
      const output = await done('verify a.hopcheck');
      expect(output).toContain('INTACT');
      expect(output).toContain('It was not compared with what is kept here:\n  The data folder');
    } finally {
      store.close();
    }
  });

  test('that was changed is exit status 1, and one that is none 2', async () => {
    const id = await assess(['4']);
    await complete(id);
    await done(`bundle ${id} --output a.hopcheck`);
    const octets = readFileSync(join(folder, 'a.hopcheck'));
    octets[1_000] = (octets[1_000] ?? 0) ^ 1;
    await writeFile(join(folder, 'b.hopcheck'), octets);
    expect(await run('verify b.hopcheck')).toEqual({
      status: 1,
      output: expect.stringMatching(
        /^File {13}b\.hopcheck\nCHANGED\n {2}This bundle is not as it was made\./,
      ) as string,
      messages: '',
    });
    expect(await run('verify export.ldf')).toMatchObject({
      status: 2,
      output: expect.stringContaining('\nNOT CHECKED\n  This file cannot be read as a bundle') as string,
    });
    expect(await run('verify none.hopcheck --json')).toMatchObject({
      status: 2,
      output: expect.stringContaining('"code": "file-unreadable"') as string,
    });
  });

  test('is never written over a file that is there', async () => {
    const id = await assess(['4']);
    expect(await run(`bundle ${id} --output export.ldf`)).toEqual(failed('There is a file already'));
  });
});

test('of several files each is told, and one that cannot be imported does not keep the others', async () => {
  const first = await assess(['4']);
  await complete(first);
  await done(`bundle ${first} --output a.hopcheck`);
  await done(`bundle ${await assess(['0'])} --output b.hopcheck`);
  const files = ['a', 'a', 'export.ldf', 'b'].map((name) =>
    join(folder, name === 'export.ldf' ? name : `${name}.hopcheck`),
  );
  const { status, output } = await run(`import ${files.join(' ')} --json`, elsewhere);
  const results = JSON.parse(output) as readonly {
    readonly assessment: AssessmentSummary | null;
    readonly failure: { readonly code: string } | null;
  }[];
  expect({ status, told: results.map((one) => one.failure?.code ?? one.assessment?.state) }).toEqual({
    status: 2,
    told: ['completed', 'bad-request', 'bundle-unreadable', 'in-review'],
  });
  const text = (await run(`import ${files[0]}`, elsewhere)).output;
  expect(text).toBe(
    `${files[0]}: not imported\n  Nothing was imported: this assessment is here already, with the same seal. It is the one of Fabrikam, read on ${await dayOf(first)} by Ann.\n`,
  );
});

describe('verify --all', () => {
  test('checks every completed assessment', async () => {
    expect(await done('verify --all')).toBe('No completed assessments are kept here yet.\n');
    const ids = [await assess(['4']), await assess(['0'])];
    for (const id of ids) await complete(id);
    await assess(['4', '4']);
    const results =
      await json<readonly { assessmentId: string; verification: { outcome: string } }[]>('verify --all');
    expect(results.map(({ assessmentId, verification }) => [assessmentId, verification.outcome])).toEqual(
      ids.toReversed().map((id) => [id, 'intact']),
    );
  });
});

test('what was completed before there were seals is sealed before it is verified', async () => {
  await mkdir(join(folder, 'data'));
  const old = join(import.meta.dirname, 'backend/store/databases/version-1.db');
  await copyFile(old, join(folder, 'data', 'hopcheck.db'));
  const results = await json<readonly { verification: { outcome: string } }[]>('verify --all');
  expect(results.map(({ verification }) => verification.outcome)).toEqual(['intact']);
});

test('an assessment in review has no seal to check: exit status 2, and so is one that is not there', async () => {
  const id = await assess(['4']);
  expect(await run(`verify ${id}`)).toMatchObject({
    status: 2,
    output: expect.stringContaining('UNSEALED') as string,
  });
  expect(await run('verify 00000000-0000-4000-8000-000000000000')).toEqual(failed('not in the data folder'));
});

test('two assessments are compared as text, JSON, CSV and HTML', async () => {
  const [before, after] = [await assess(['0']), await assess(['4'])];
  const text = await done(`compare ${before} ${after}`);
  expect(text).toContain('Closed           1');
  expect(await json(`compare ${before} ${after}`)).toMatchObject({ outcomes: { closed: 1 } });
  expect(await done(`compare ${after} ${before} --csv --all`)).toContain('Closed');
  expect(await done(`compare ${before} ${after} --html`)).toMatch(/^<!doctype html>/i);
  expect(await run(`compare ${before} 00000000-0000-4000-8000-000000000000`)).toEqual(
    failed('not in the data folder'),
  );
});

test('what is handed on in a form for others is noted as in the window, what is only shown is not', async () => {
  const [before, after] = [await assess(['0']), await assess(['4'])];
  await done(`compare ${before} ${after}`);
  await done(`compare ${before} ${after} --csv`);
  await done(`compare ${before} ${after} --html`);
  await json(`compare ${before} ${after}`);
  await run(`show ${after} --json`);
  await run(`show ${after}`);
  await done(`sent ${after} --json`);
  const exported = async (id: string) =>
    (await json<readonly HistoryEvent[]>(`events ${id}`)).flatMap(({ kind, detail }) =>
      kind === 'exported' ? [detail['what']] : [],
    );
  const comparisons = ['Comparison as CSV', 'Comparison as HTML', 'Comparison as JSON'];
  expect(await exported(before)).toEqual(comparisons);
  expect(await exported(after)).toEqual([...comparisons, 'Report as JSON', 'List of what was sent, as JSON']);
});

test('the trend lists the assessments of the organisation, of the whole and of each group', async () => {
  const ids = [await assess(['0']), await assess(['4'])];
  await complete(ids[1] ?? '');
  const lines = (await done(`trend ${ids[0]}`)).split('\n').map((line) => line.split(/ {2,}/).slice(1));
  const heading = ['OPEN', 'NOT REVIEWED', 'NOT A FINDING', 'NOT APPLICABLE', 'STATE', 'ASSESSMENT'];
  const rows = [
    ['1', '0', '0', '0', 'in review', ids[0]],
    ['0', '0', '1', '0', 'completed', ids[1]],
  ];
  expect(lines).toEqual([heading, ...rows, [], [], heading, ...rows, []]);
});

test('tags are shown, put in the place of others, and removed', async () => {
  const id = await assess(['4']);
  expect(await done(`tag ${id}`)).toBe('It has no tags.\n');
  expect(await done(`tag ${id} north first north`)).toBe('first\nnorth\n');
  expect(await json(`tag ${id}`)).toEqual(['first', 'north']);
  expect(await done('list')).toContain('first, north');
  expect(await done(`tag ${id} --clear`)).toBe('It has no tags.\n');
});

test('a correction is begun, and says so in the list', async () => {
  const id = await assess(['4']);
  expect(await run(`revise ${id} --reason Wrong`)).toMatchObject({ status: 2 });
  await complete(id);
  const { assessmentId } = await json<{ assessmentId: string }>(
    `revise ${id} --reason Wrong --assessor Bert`,
  );
  const list = await done('list');
  expect(list.split('\n').find((line) => line.startsWith(assessmentId))).toContain('REVISION 2');
});

test('an assessment is deleted for good, and what the folder takes is told', async () => {
  const [id, other] = [await assess(['4']), await assess(['0'])];
  const usage = await json<{ assessments: object }>('usage');
  expect(Object.keys(usage.assessments).toSorted()).toEqual([id, other].toSorted());
  expect(await done('usage')).toMatch(new RegExp(`\\n${id} +\\d+ +Fabrikam\\n`));
  expect(await done(`delete ${id} --yes`)).toBe(`Deleted          ${id}\n`);
  expect(await run(`show ${id}`)).toEqual(failed('not in the data folder'));
  expect(await json<readonly unknown[]>('list')).toHaveLength(1);
  expect(await done('usage')).toMatch(new RegExp(`\\nDELETED ASSESSMENT .*\\n${id} `));
});

test('a backup is a whole data folder in one file, never written over another', async () => {
  const id = await assess(['4']);
  expect(await done('backup copy.db')).toBe('Backup           copy.db\n');
  expect(await run('backup copy.db')).toEqual(failed('There is a file already'));
  await rm(join(folder, 'data'), { recursive: true });
  await mkdir(join(folder, 'data'));
  await copyFile(join(folder, 'copy.db'), join(folder, 'data', 'hopcheck.db'));
  expect(await json<readonly AssessmentSummary[]>('list')).toMatchObject([{ id }]);
});
