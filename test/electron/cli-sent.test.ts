import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../electron/backend/practice/practice-server.ts';
import { runCommandLine } from '../support/command-line.ts';
import { clearText, practiceOrganization, runSigningIn } from '../support/practice-sign-in.ts';

let practice: PracticeServer;
let folder: string;

beforeAll(async () => {
  practice = await startPracticeServer(practiceOrganization);
});
afterAll(() => practice.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The same for every run: times, octets, and what does not change from search to search. */
function outlineOf(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\d+ ms/g, 'N ms')
    .replaceAll(/\d+ octets? sent, \d+ received/g, 'N octets sent, N received')
    .replaceAll(/^ {2}(filter|attributes) .*$/gm, '  $1');
}

describe('sent', () => {
  test('tells what was sent to read an assessment, and nothing of the password', async () => {
    const { output } = await runSigningIn('assess', { practice, folder }, [...clearText, '--json']);
    const { id } = JSON.parse(output) as { readonly id: string };
    const sent = await runCommandLine(['sent', id], { folder });
    const base = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example';
    expect({ ...sent, output: outlineOf(sent.output) }).toEqual({
      status: 0,
      messages: '',
      output: `6 operations: N octets sent, N received

TIME  connection 1  connect  127.0.0.1:${practice.port}
  N ms

TIME  connection 1  search
  base             (the rootDSE)
  scope            base, page 1, 1 entry, 0 references
  filter
  attributes
  N octets sent, N received, result 0, N ms

TIME  connection 1  bind  sign-in with name and password
  N octets sent, N received, result 0, N ms

TIME  connection 1  search
  base             ${base}
  scope            base, page 1, 1 entry, 0 references
  filter
  attributes
  N octets sent, N received, result 0, N ms

TIME  connection 1  search
  base             ${base}
  scope            sub, page 1, 88 entries, 0 references
  filter
  attributes
  N octets sent, N received, result 0, N ms

TIME  connection 1  unbind  says goodbye
  N octets sent, N received
`,
    });
    expect(sent.output).not.toContain(practice.password);
    const document = await runCommandLine(['sent', id, '--json'], { folder });
    expect(JSON.parse(document.output)).toEqual({
      dropped: 0,
      entries: expect.objectContaining({ length: 6 }),
    });
  });
});
