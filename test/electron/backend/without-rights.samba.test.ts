import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBackend } from '../../../electron/backend/backend.ts';
import type { Backend } from '../../../electron/backend/backend.ts';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import type { Args, Channel, Result } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { BackendEvent } from '../../../shared/events.ts';
import { sambaAccount, sambaPassword, sambaNote, skipsSamba, startSamba } from '../../support/samba.ts';
import type { SambaBed } from '../../support/samba.ts';

const practiceOrganization = join(import.meta.dirname, '../../../build/practice-organization.ldif');
const rightToAskFor = 'Exchange View-Only Administrator on the organisation';

describe.skipIf(skipsSamba)(`An account without rights on a real Samba domain controller${sambaNote}`, () => {
  let bed: SambaBed;
  let folder: string;
  let backend: Backend;

  beforeAll(async () => {
    bed = await startSamba();
    folder = await mkdtemp(join(tmpdir(), 'hopcheck-backend-'));
    const dataFolder = join(folder, 'data');
    backend = openBackend({
      dataFolder,
      practiceOrganization,
      host: 'command-line',
      version: '0.0.0-test',
    });
  });
  afterAll(async () => {
    await backend?.close();
    await bed?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  const target = () => ({
    host: bed.host,
    port: null,
    dnsServer: null,
    channel: 'automatic' as const,
    signIn: 'automatic' as const,
    legacyTls: false,
    clearTextConsent: false,
    account: sambaAccount('stranger'),
    password: sambaPassword,
  });

  test('gets a tree of what it may see, with what is above it marked, and no server passes', async () => {
    const ended = nextEnd(backend);
    const { assessmentId } = await invoke(backend, 'assessment.startDomainController', {
      assessor: 'Ann',
      ...target(),
    });
    expect(await ended).toMatchObject({ kind: 'walk-finished', assessmentId });
    const { summary, nodes, problems } = await invoke(backend, 'assessment.open', { assessmentId });
    // The two of other versions are none of this check's business, whoever reads.
    expect(summary.servers).toEqual({ ...none, not_reviewed: 13, not_applicable: 2 });
    expect(summary.virtualServers).toEqual(none);
    expect(summary).toMatchObject({
      organization: 'Northwind Harbor',
      complete: false,
      incompleteReason: `The account sees 13 servers, but neither administrative groups nor SMTP virtual servers, so nothing can be concluded: the account probably has no right to see more. Ask for the role ${rightToAskFor} and walk again.`,
    });
    expect(outline(nodes)).toEqual(visibleTree);
    expect(problems.filter(({ code }) => code === 'not-readable').map(subjectOf)).toEqual(
      nodes.filter(({ readable }) => !readable).map(subjectOf),
    );
    expect(problems.filter(({ code }) => code === 'no-virtual-server')).toHaveLength(13);
  });

  test('is told by a test of the connection which right to ask for', async () => {
    const report = await invoke(backend, 'connection.test', target());
    expect(report).toMatchObject({
      organization: 'Northwind Harbor',
      administrativeGroups: { count: 0, more: false },
      servers: { count: 15, more: false },
      virtualServers: { count: 0, more: false },
      advice: `This account sees servers, but neither administrative groups nor SMTP virtual servers, so every server would be Not Reviewed. Ask for the role ${rightToAskFor}, then test again.`,
    });
  });
});

const none = { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 };

const visibleTree = [
  '[Northwind Harbor (Exchange)]',
  '  [Administrative Groups]',
  '    [Headquarters]',
  '      [Servers]',
  ...['HQ-BH01', 'HQ-EVS01', 'HQ-FE01', 'HQ-MBX01', 'HQ-MBX02'].map(server),
  '    [Ports, North]',
  '      [Servers]',
  ...['NQ-BH01', 'NQ-EX2K', 'NQ-MBX01', 'NQ-MBX02', 'NQ-MBX03'].map(server),
  '    [Überseehafen Süd]',
  '      [Servers]',
  ...['SUD-EX07', 'SUD-MBX01', 'SUD-MBX02', 'SUD-MBX03', 'SUD-OLD01'].map(server),
];

function server(name: string): string {
  return `        ${name}`;
}

function subjectOf({ distinguishedName }: { readonly distinguishedName: string | null }): string | null {
  return distinguishedName;
}

/** The tree as a person reads it: a line for each node, indented, with what was not readable in brackets. */
function outline(nodes: readonly TreeNode[]): readonly string[] {
  const depth = (node: TreeNode): number =>
    node.parent === null ? 0 : 1 + depth(nodes.find(({ id }) => id === node.parent) ?? node);
  return nodes.map((node) => `${'  '.repeat(depth(node))}${node.readable ? node.name : `[${node.name}]`}`);
}

async function invoke<C extends Channel>(backend: Backend, channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw AppError.from(reply.error);
}

/** How the walk that is about to start ends. */
function nextEnd(backend: Backend): Promise<BackendEvent> {
  return new Promise((resolve) => {
    const unsubscribe = backend.subscribe((event) => {
      if (event.kind === 'walk-progress') return;
      unsubscribe();
      resolve(event);
    });
  });
}
