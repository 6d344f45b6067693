import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  servePractice,
  startPracticeServer,
  type PracticeServer,
} from '../../electron/backend/practice/practice-server.ts';
import type { RawEntry } from '../../shared/directory/entry.ts';
import { readLdif } from '../../shared/ldif/ldif-reader.ts';
import { runCommandLine } from '../support/command-line.ts';
import {
  clearText,
  practiceOrganization,
  practiceSeenText,
  practiceSourceText,
  runSigningIn,
} from '../support/practice-sign-in.ts';
import { startPlainServer } from '../support/tls-server.ts';

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

describe('check', () => {
  test('says who answered, how, and what the account sees', async () => {
    expect(await runSigningIn('check', { practice, folder }, clearText)).toEqual({
      status: 0,
      messages: '',
      output: `${practiceSourceText(practice.port, [
        'Channel          LDAP without encryption',
        'Sign-in          Simple bind: the password is sent',
        'Clear text       the assessor accepted that the password crossed the network readable',
      ])}${practiceSeenText}`,
    });
  });

  test('as a document', async () => {
    const { status, messages, output } = await runSigningIn('check', { practice, folder }, [
      ...clearText,
      '--json',
    ]);
    expect({ status, messages, report: JSON.parse(output) as unknown }).toEqual({
      status: 0,
      messages: '',
      report: {
        description: {
          kind: 'domain-controller',
          host: '127.0.0.1',
          port: practice.port,
          channel: 'clear-text',
          signIn: 'simple',
          account: 'HARBOR\\practice',
          dnsHostName: 'practice-dc.harbor.example',
          site: 'Default-First-Site-Name',
          windowsLevel: 'Windows Server 2003',
          clockDifferenceMilliseconds: expect.any(Number),
          certificateFingerprint: null,
          certificateTrust: null,
          tls: null,
          weaknesses: [],
          ldapsPassedOver: null,
          clearTextConsent: true,
        },
        organization: 'Northwind Harbor',
        administrativeGroups: { count: 3, more: false },
        servers: { count: 15, more: false },
        virtualServers: { count: 20, more: false },
        advice: null,
      },
    });
  });

  test('is exit status 1 if no virtual server is visible, with what to do', async () => {
    const entries: RawEntry[] = [];
    for await (const record of readLdif([await readFile(practiceOrganization)]))
      if (record.kind === 'entry') entries.push(record.entry);
    const bare = await servePractice(
      entries.filter(({ distinguishedName }) => !distinguishedName.includes('CN=Protocols,')),
    );
    const run = await runSigningIn('check', { practice: bare, folder }, clearText);
    await bare.close();
    expect({ ...run, output: run.output.split('\n').slice(5) }).toEqual({
      status: 1,
      messages: '',
      output: [
        'Exchange         Northwind Harbor',
        'Visible          3 administrative groups, 15 servers, 0 SMTP virtual servers',
        'Advice           This account sees servers, but no SMTP virtual servers, so every server would be Not Reviewed. Ask for the role Exchange View-Only Administrator on the organisation, then test again.',
        '',
      ],
    });
  });

  test('without the consent sends no password', async () => {
    expect(await runSigningIn('check', { practice, folder }, ['--channel', 'clear-text'])).toEqual({
      status: 2,
      output: '',
      messages: expect.stringContaining('the password crosses the network'),
    });
  });

  test.each(['check', 'assess'])('a Ctrl-C cancels %s at once', async (command) => {
    let running: ChildProcess | undefined;
    const silent = await startPlainServer(() => running?.kill('SIGINT'));
    const options = ['--host', '127.0.0.1', '--account', practice.account, '--port', String(silent.port)];
    const run = await runCommandLine([command, ...options, '--channel', 'sealed'], {
      folder,
      input: 'password\n',
      onStart: (child) => {
        running = child;
      },
    });
    await silent.close();
    expect(run).toEqual({ status: 2, output: '', messages: expect.stringMatching(/^Cancelled\b.*\n$/) });
  });
});
