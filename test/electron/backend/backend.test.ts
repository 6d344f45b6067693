import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  failedBackend,
  openBackend,
  type Backend,
  type BackendOptions,
} from '../../../electron/backend/backend.ts';
import type {
  AssessmentSummary,
  AssessmentView,
  VirtualServerNode,
} from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Args, Channel, Result } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { BackendEvent } from '../../../shared/events.ts';
import { longestName } from '../../../shared/limits.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  organizationName,
  virtualServerEntry,
  wholeServer,
} from '../../support/exchange-entries.ts';
import { ldifOf } from '../../support/ldif-text.ts';

const practiceOrganization = join(import.meta.dirname, '../../../build/practice-organization.ldif');
const databases = join(import.meta.dirname, 'store/databases');
const organization = [
  ...organizationEntries(),
  ...groupEntries('Main'),
  ...wholeServer('Main', 'EX1', ['4', '0', null]),
];

const nothingMore = { comments: '', findingDetails: null, severityOverride: null };
const emptyDraft = { ...nothingMore, status: null, justification: '' };

/** Who decides: somebody else than the one who walked. */
const assessor = 'Bert';

let folder: string;
let backend: Backend;
const events: BackendEvent[] = [];

const options = (): BackendOptions => ({
  dataFolder: join(folder, 'data'),
  practiceOrganization,
  host: 'command-line',
  version: '0.0.0-test',
});

const open = (): Backend => {
  const opened = openBackend(options());
  opened.subscribe((event) => events.push(event));
  return opened;
};

async function invoke<C extends Channel>(channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw AppError.from(reply.error);
}

/** The end of the walk that is running, or has just ended. */
async function walkEnd(assessmentId: string): Promise<AssessmentSummary> {
  for (;;) {
    const end = events.find((event) => event.kind !== 'walk-progress' && event.assessmentId === assessmentId);
    if (end?.kind === 'walk-finished') return end.summary;
    if (end?.kind === 'walk-failed') throw new AppError(end.failure.code, end.failure.message);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function assessText(text: string): Promise<AssessmentSummary> {
  const file = join(folder, 'export.ldf');
  await writeFile(file, text);
  return walkEnd(await backend.assessLdifFile(file, 'Ann'));
}

const assessed = async (): Promise<AssessmentView> =>
  invoke('assessment.open', { assessmentId: (await assessText(ldifOf(organization))).id });

/** The second virtual server of the sample, whose flag is 0. */
function openVirtualServerOf(view: AssessmentView): VirtualServerNode {
  const found = view.nodes.find((node) => node.kind === 'virtual-server' && node.rawFlag === '0');
  if (found?.kind !== 'virtual-server') throw new Error('The sample has no such virtual server.');
  return found;
}

const subjectsOf = ({ nodes }: AssessmentView) =>
  nodes.filter(({ kind }) => kind === 'virtual-server').map(({ id }) => id);
const idOf = ({ nodes }: AssessmentView, name: string) =>
  nodes.findIndex(({ distinguishedName }) => distinguishedName === name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-backend-'));
  events.length = 0;
  backend = open();
});

afterEach(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

test('an LDIF file becomes an assessment: judged, kept, and there again after a restart', async () => {
  const view = await assessed();
  expect(view.summary).toEqual({
    id: expect.any(String),
    state: 'in-review',
    practice: false,
    organization: 'Fabrikam',
    organizationDistinguishedName: `CN=Fabrikam,${exchangeContainer}`,
    source: {
      kind: 'ldif',
      fileName: 'export.ldf',
      size: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      modifiedAt: expect.any(String),
    },
    assessor: 'Ann',
    startedAt: expect.any(String),
    finishedAt: expect.any(String),
    completedAt: null,
    complete: true,
    incompleteReason: null,
    virtualServers: { open: 1, not_a_finding: 1, not_reviewed: 1, not_applicable: 0 },
    servers: { open: 1, not_a_finding: 0, not_reviewed: 0, not_applicable: 0 },
    toDecide: 3,
    decided: 0,
    walk: view.summary.id,
    revision: 1,
    revises: null,
    seal: null,
    origin: null,
    tags: [],
  });
  await backend.close();
  backend = open();
  expect(await invoke('assessment.list', {})).toEqual([view.summary]);
  expect(await invoke('assessment.open', { assessmentId: view.summary.id })).toEqual(view);
});

test('the practice organisation comes over real LDAP and says that it is practice', async () => {
  const { assessmentId } = await invoke('assessment.startPractice', { assessor: 'Ann' });
  expect(await walkEnd(assessmentId)).toMatchObject({
    practice: true,
    complete: true,
    source: { kind: 'practice', host: '127.0.0.1' },
  });
});

describe('an LDIF file that the interface hands over in pieces', () => {
  const octets = Buffer.from(ldifOf(organization));

  test('is read like one from the disk', async () => {
    const { assessmentId } = await invoke('assessment.startLdif', {
      assessor: 'Ann',
      fileName: 'a.ldf',
      size: octets.length,
      modifiedAt: null,
    });
    for (let offset = 0; offset < octets.length; offset += 1_000) {
      const base64 = octets.subarray(offset, offset + 1_000).toString('base64');
      await invoke('assessment.feedLdif', { assessmentId, offset, base64 });
    }
    await invoke('assessment.endLdif', { assessmentId });
    expect(await walkEnd(assessmentId)).toMatchObject({
      complete: true,
      source: { fileName: 'a.ldf', size: octets.length },
    });
  });

  test('is refused if a piece is missing, and nothing is kept', async () => {
    const { assessmentId } = await invoke('assessment.startLdif', {
      assessor: 'Ann',
      fileName: 'a.ldf',
      size: octets.length,
      modifiedAt: null,
    });
    await expect(
      invoke('assessment.feedLdif', { assessmentId, offset: 5, base64: 'AAAA' }),
    ).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await invoke('assessment.cancel', {});
    await expect(walkEnd(assessmentId)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await invoke('assessment.list', {})).toEqual([]);
  });

  test('that ends before its announced size is refused', async () => {
    const { assessmentId } = await invoke('assessment.startLdif', {
      assessor: 'Ann',
      fileName: 'a.ldf',
      size: octets.length,
      modifiedAt: null,
    });
    await invoke('assessment.feedLdif', {
      assessmentId,
      offset: 0,
      base64: octets.subarray(0, 900).toString('base64'),
    });
    await invoke('assessment.endLdif', { assessmentId });
    await expect(walkEnd(assessmentId)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('keeps every other walk waiting, by an answer that says so', async () => {
    await invoke('assessment.startLdif', {
      assessor: 'Ann',
      fileName: 'a.ldf',
      size: octets.length,
      modifiedAt: null,
    });
    await expect(invoke('assessment.startPractice', { assessor: 'Ann' })).rejects.toMatchObject({
      code: 'assessment-busy',
    });
  });
});

describe('files that are no assessment leave nothing behind', () => {
  test.each<[string, string, string]>([
    ['an empty one', '', 'file-unreadable'],
    [
      'one without Exchange',
      'dn: CN=Users,DC=corp,DC=example\nobjectClass: container\n',
      'exchange-not-found',
    ],
    ['a letter', 'Dear colleague,\nhere is the file.\n', 'ldif-syntax'],
    ['a program', '\u007fELF\0\0\0\0', 'ldif-not-text'],
  ])('%s', async (_name, text, code) => {
    await expect(assessText(text)).rejects.toMatchObject({
      name: 'AppError',
      code: expect.stringMatching(`^(${code}|ldif-empty)$`),
    });
    expect(await invoke('assessment.list', {})).toEqual([]);
  });

  test('one that does not exist', async () => {
    await expect(backend.assessLdifFile(join(folder, 'nothing.ldf'), 'Ann')).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});

test('a file that was cut short is shown, incomplete, and no server passes', async () => {
  const passing = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4'])];
  const summary = await assessText(`${ldifOf(passing)}dn: CN=EX2,CN=Ser`);
  expect(summary).toMatchObject({
    complete: false,
    incompleteReason: expect.any(String),
    virtualServers: { open: 0, not_a_finding: 1, not_reviewed: 0, not_applicable: 0 },
    servers: { open: 0, not_a_finding: 0, not_reviewed: 1, not_applicable: 0 },
  });
});

test('a file without an empty line at its end is whole, and the assessor is told what to check', async () => {
  const file = ldifOf(organization).trimEnd() + '\n';
  const { id } = await assessText(file);
  const { summary, problems } = await invoke('assessment.open', { assessmentId: id });
  expect({ complete: summary.complete, problems }).toEqual({
    complete: true,
    problems: [
      { code: 'unmarked-end', message: expect.stringContaining('empty line'), distinguishedName: null },
    ],
  });
});

describe('a decision', () => {
  const ruling = {
    status: 'not_a_finding' as const,
    justification: 'Set in ESM today.',
    comments: 'Seen with the administrator.',
    findingDetails: 'The dialog shows Anonymous and TLS.',
    severityOverride: { severity: 'low' as const, justification: 'No mail leaves the site.' },
  };

  test('is kept beside the proposal, with who and when, and counts from then on', async () => {
    const view = await assessed();
    const assessmentId = view.summary.id;
    const target = openVirtualServerOf(view);
    const { distinguishedName } = target;
    const decision = await invoke('decision.record', {
      assessmentId,
      distinguishedName,
      assessor,
      ...ruling,
    });
    expect(decision).toEqual({ ...ruling, decidedAt: expect.any(String), decidedBy: assessor });
    const after = await invoke('assessment.open', { assessmentId });
    expect(after.nodes[target.id]).toEqual({ ...target, decision });
    expect(after.summary).toMatchObject({
      decided: 1,
      virtualServers: { open: 0, not_a_finding: 2, not_reviewed: 1 },
    });
    expect((await invoke('assessment.node', { assessmentId, distinguishedName })).decisions).toEqual([
      { ...decision, withdrawn: null },
    ]);
  });

  test('that differs from the proposal needs a reason', async () => {
    const view = await assessed();
    const { distinguishedName } = openVirtualServerOf(view);
    const args = {
      assessmentId: view.summary.id,
      distinguishedName,
      assessor,
      ...ruling,
      justification: ' \n',
    };
    await expect(invoke('decision.record', args)).rejects.toMatchObject({ code: 'justification-required' });
    await expect(invoke('decision.record', { ...args, status: 'open' })).resolves.toMatchObject({
      status: 'open',
    });
  });

  test('on something that is no subject is refused', async () => {
    const view = await assessed();
    const assessmentId = view.summary.id;
    const record = (distinguishedName: string) =>
      invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling });
    await expect(record(exchangeContainer)).rejects.toMatchObject({ code: 'not-found' });
    await expect(record(organizationName)).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('replaces what was typed before it; what is typed survives a restart', async () => {
    const view = await assessed();
    const assessmentId = view.summary.id;
    const { distinguishedName } = openVirtualServerOf(view);
    const draft = { ...emptyDraft, justification: 'Half a sen', findingDetails: '', severityOverride: null };
    await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
    await backend.close();
    backend = open();
    expect((await invoke('assessment.node', { assessmentId, distinguishedName })).draft).toEqual(draft);
    await invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling });
    expect((await invoke('assessment.node', { assessmentId, distinguishedName })).draft).toBeNull();
  });
});

test('what is typed on a decided object is told when the assessment is opened anew, until it is decided', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  const { distinguishedName } = openVirtualServerOf(view);
  const status = 'not_a_finding' as const;
  const decide = (justification: string) =>
    invoke('decision.record', {
      assessmentId,
      distinguishedName,
      assessor,
      ...emptyDraft,
      status,
      justification,
    });
  await decide('Seen in the dialog');
  const draft = { ...emptyDraft, status, justification: 'Seen in the dialog', comments: 'Ask Bert ab' };
  await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
  await backend.close();
  backend = open();
  expect((await invoke('assessment.open', { assessmentId })).drafts).toEqual({ [distinguishedName]: draft });
  await decide('Seen in the dialog, twice');
  expect((await invoke('assessment.open', { assessmentId })).drafts).toEqual({});
});

test('what is typed to decide several alike survives a restart, until they are decided', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  const draft = { ...emptyDraft, status: 'open' as const, justification: 'All are beh' };
  await invoke('decision.saveBulkDraft', { assessmentId, ...draft });
  await backend.close();
  backend = open();
  const reopened = await invoke('assessment.open', { assessmentId });
  const ruling = { ...nothingMore, status: 'open' as const, justification: 'All are behind a relay.' };
  const nodes = subjectsOf(view);
  const reply = await invoke('decision.recordMany', { assessmentId, assessor, nodes, ...ruling });
  const { bulkDraft } = await invoke('assessment.open', { assessmentId });
  expect({ before: view.bulkDraft, reopened: reopened.bulkDraft, reply, after: bulkDraft }).toEqual({
    before: null,
    reopened: draft,
    reply: {
      decision: { ...ruling, decidedAt: expect.any(String), decidedBy: assessor },
      decided: nodes,
      leftOut: 0,
    },
    after: null,
  });
});

test('a decision on several is taken back as it was signed, also after a restart', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  const ruling = { ...nothingMore, status: 'open' as const, justification: 'All are behind a relay.' };
  const nodes = subjectsOf(view);
  const { decision, decided } = await invoke('decision.recordMany', {
    assessmentId,
    assessor,
    nodes,
    ...ruling,
  });
  await backend.close();
  backend = open();
  const { decidedAt, decidedBy } = decision;
  const args = { assessmentId, nodes: [...decided], decidedAt, decidedBy, assessor };
  expect(await invoke('decision.withdrawMany', args)).toEqual([]);
  expect((await invoke('assessment.open', { assessmentId })).nodes).toEqual(view.nodes);
  await expect(invoke('decision.withdrawMany', args)).rejects.toMatchObject({ code: 'decided-since' });
});

test('an object with the longest name that a request carries is decided on like any other', async () => {
  // Escaped in its name, and in a request once more.
  const group = '\\\\'.repeat(44_500);
  const long = [...groupEntries(group), ...wholeServer(group, 'EX1', ['0'])];
  const assessmentId = (await assessText(ldifOf([...organizationEntries(), ...long]))).id;
  const { distinguishedName } = openVirtualServerOf(await invoke('assessment.open', { assessmentId }));
  const draft = { ...emptyDraft, comments: 'Half a sen' };
  await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
  const typed = await invoke('assessment.node', { assessmentId, distinguishedName });
  const decision = await invoke('decision.record', {
    assessmentId,
    distinguishedName,
    assessor,
    ...nothingMore,
    status: 'open',
    justification: '',
  });
  const decided = await invoke('assessment.node', { assessmentId, distinguishedName });
  await backend.close();
  backend = open();
  const after = await invoke('assessment.open', { assessmentId });
  expect(distinguishedName.length).toBeGreaterThan(longestName - 1_000);
  expect({
    flag: typed.attributes['msExchSmtpOutboundSecurityFlag'],
    draft: typed.draft,
    decisions: decided.decisions,
    standing: openVirtualServerOf(after).decision,
    earlier: await invoke('decision.earlier', { assessmentId, distinguishedName }),
    withdrawn: await invoke('decision.withdraw', { assessmentId, distinguishedName, assessor }),
  }).toEqual({
    flag: ['0'],
    draft,
    decisions: [{ ...decision, withdrawn: null }],
    standing: decision,
    earlier: [],
    withdrawn: null,
  });
});

test('accepting all proposals leaves alone what somebody has begun to type', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  const { distinguishedName } = openVirtualServerOf(view);
  const draft = { ...emptyDraft, justification: 'TLS was' };
  await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...draft });
  expect(await invoke('decision.acceptProposals', { assessmentId, assessor })).toEqual({
    decidedAt: expect.any(String),
    decidedBy: assessor,
    decided: subjectsOf(view).filter((node) => node !== idOf(view, distinguishedName)),
    leftOut: 1,
  });
  const { decisions, draft: kept } = await invoke('assessment.node', { assessmentId, distinguishedName });
  expect({ decisions, kept }).toEqual({ decisions: [], kept: draft });
});

test('a virtual server where Exchange keeps none makes the assessment incomplete: nothing passes over it', async () => {
  const stray = virtualServerEntry('Main', 'EX1', '1', { msExchSmtpOutboundSecurityFlag: '0' });
  const passing = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4'])];
  const moved = { ...stray, distinguishedName: stray.distinguishedName.replace('CN=SMTP', 'CN=SMTP2') };
  expect(await assessText(ldifOf([...passing, moved]))).toMatchObject({
    complete: false,
    incompleteReason: expect.stringContaining('One object could not be placed'),
    servers: { open: 0, not_a_finding: 0, not_reviewed: 1, not_applicable: 0 },
  });
});

describe('a walk that was killed with the application', () => {
  const begin = (entries: readonly DirectoryEntry[]) => {
    const store = openStore(join(folder, 'data'), { toolVersion: 'test' });
    const id = randomUUID();
    const source = { kind: 'ldif' as const, fileName: 'a.ldf', size: 1, sha256: '', modifiedAt: null };
    const startedAt = new Date().toISOString();
    store.beginAssessment({
      id,
      practice: false,
      exchangeContainer,
      source,
      assessor,
      startedAt,
      toolVersion: 'test',
      ruleVersion: 1,
      checkId: 'EMG2-803',
    });
    if (entries.length > 0) store.appendEntries(id, entries, startedAt);
    store.close();
  };

  test('is kept at the next start, incomplete, with what it had read', async () => {
    await backend.close();
    begin(organization);
    backend = open();
    expect(await invoke('assessment.list', {})).toMatchObject([
      {
        state: 'in-review',
        organization: 'Fabrikam',
        complete: false,
        incompleteReason: expect.stringContaining('interrupted'),
      },
    ]);
  });

  test('is forgotten if it had read nothing', async () => {
    await backend.close();
    begin([]);
    backend = open();
    expect(await invoke('assessment.list', {})).toEqual([]);
  });
});

test('a listener that fails keeps neither the others nor the walk from going on', async () => {
  backend.subscribe(() => {
    throw new Error('Object has been destroyed');
  });
  expect(await assessText(ldifOf(organization))).toMatchObject({ complete: true });
});

test('a walk can be started right after another was cancelled', async () => {
  await invoke('assessment.startLdif', { assessor, fileName: 'a.ldf', size: 10, modifiedAt: null });
  await invoke('assessment.cancel', {});
  const { assessmentId } = await invoke('assessment.startPractice', { assessor });
  expect(await walkEnd(assessmentId)).toMatchObject({ practice: true });
});

describe('an assessment is completed', () => {
  test('only when everything is decided, and then nothing changes any more', async () => {
    const view = await assessed();
    const assessmentId = view.summary.id;
    const { distinguishedName } = openVirtualServerOf(view);
    await expect(
      invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 }),
    ).rejects.toMatchObject({
      code: 'undecided-remain',
    });
    const ruling = { ...nothingMore, status: 'not_a_finding' as const, justification: 'Fixed.' };
    await invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling });
    expect(await invoke('decision.acceptProposals', { assessmentId, assessor })).toMatchObject({
      decided: subjectsOf(view).filter((node) => node !== idOf(view, distinguishedName)),
      leftOut: 0,
    });
    expect(await invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 })).toMatchObject({
      state: 'completed',
      decided: 3,
      toDecide: 3,
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await expect(
      invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling }),
    ).rejects.toMatchObject({
      code: 'assessment-completed',
    });
    const kept = await invoke('assessment.open', { assessmentId });
    await backend.close();
    backend = open();
    expect(await invoke('assessment.open', { assessmentId })).toEqual(kept);
  });
});

test('a completed assessment is verified, corrected and deleted through the door', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  await invoke('decision.acceptProposals', { assessmentId, assessor });
  await invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 });
  await invoke('history.noteExport', { assessmentId, assessor, what: 'Table' });
  expect(await invoke('history.setTags', { assessmentId, tags: ['west', 'east'] })).toEqual(['east', 'west']);
  expect(await invoke('history.verify', { assessmentId, assessor })).toMatchObject({ outcome: 'intact' });
  const correction = await invoke('assessment.revise', { assessmentId, assessor, reason: 'A slip' });
  expect((await invoke('history.events', { assessmentId })).map(({ kind }) => kind)).toEqual([
    'walk-ended',
    'completed',
    'sealed',
    'exported',
    'verified',
  ]);
  const { databaseBytes, assessments } = await invoke('history.usage', {});
  expect([databaseBytes > 0, Object.keys(assessments)]).toEqual([
    true,
    [assessmentId, correction.assessmentId],
  ]);
  await invoke('history.delete', { assessmentId, assessor });
  expect((await invoke('history.usage', {})).deletions).toMatchObject([
    { assessmentId, organization: 'Fabrikam', deletedBy: assessor },
  ]);
  expect((await invoke('assessment.list', {})).map(({ id }) => id)).toEqual([correction.assessmentId]);
});

test('backups are checked no further when Hopcheck is closed, which nobody is alarmed by', async () => {
  await backend.close();
  const unexpected: unknown[] = [];
  backend = openBackend({ ...options(), onUnexpected: (error) => unexpected.push(error) });
  const backups = join(folder, 'data', 'backups');
  await mkdir(backups);
  await copyFile(join(databases, 'version-3.db'), join(backups, 'mine.db'));
  const usage = invoke('history.usage', {});
  await Promise.all([expect(usage).rejects.toMatchObject({ code: 'cancelled' }), backend.close()]);
  expect([unexpected, await readdir(backups)]).toEqual([[], ['mine.db']]);
});

test('what was completed before there were seals is sealed at the start', async () => {
  const view = await assessed();
  const assessmentId = view.summary.id;
  await invoke('decision.acceptProposals', { assessmentId, assessor });
  await invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 });
  await backend.close();
  const database = new SqliteDatabase(join(folder, 'data', 'hopcheck.db'));
  database.exec('DROP TRIGGER seal_is_kept; DROP TRIGGER event_is_kept; DELETE FROM seal; DELETE FROM event');
  database.close();
  backend = open();
  await expect
    .poll(async () => (await invoke('history.events', { assessmentId })).map(({ kind, by }) => [kind, by]))
    .toEqual([['sealed', 'Hopcheck 0.0.0-test']]);
  expect(await invoke('history.verify', { assessmentId, assessor })).toMatchObject({ outcome: 'intact' });
});

test('the evidence of a node is what was read, attribute for attribute', async () => {
  const view = await assessed();
  const { distinguishedName } = openVirtualServerOf(view);
  expect(await invoke('assessment.node', { assessmentId: view.summary.id, distinguishedName })).toEqual({
    distinguishedName,
    attributes: {
      objectClass: ['top', 'protocolCfgSMTPServer'],
      adminDisplayName: ['SMTP 2'],
      msExchServerBindings: [':25:'],
      msExchSmtpOutboundSecurityFlag: ['0'],
    },
    objectGuid: null,
    whenChanged: null,
    readAt: expect.any(String),
    remoteDomains: [],
    decisions: [],
    draft: null,
  });
});

test('how the window is liked is there again after a restart, as the interface wrote it', async () => {
  expect((await invoke('application.info', {})).preferences).toBeNull();
  for (const text of ['{"theme":"light"}', '{"theme":"dark"}'])
    await invoke('application.keepPreferences', { text });
  await backend.close();
  backend = open();
  expect((await invoke('application.info', {})).preferences).toBe('{"theme":"dark"}');
});

test('an unknown assessment is said to be unknown', async () => {
  const assessmentId = '00000000-0000-4000-8000-000000000000';
  await expect(invoke('assessment.open', { assessmentId })).rejects.toMatchObject({ code: 'not-found' });
});

describe('a backend that could not be opened', () => {
  const failure = { code: 'data-folder-full', message: 'No room.' };
  const full = new AppError('data-folder-full', 'No room.');

  test('answers everything with the reason, and tries again only when it is asked how it is', async () => {
    const failed = failedBackend(full, options());
    expect(await failed.dispatch('assessment.list', {})).toEqual({ ok: false, error: failure });
    const inUse = { ok: false, error: expect.objectContaining({ code: 'data-folder-in-use' }) };
    expect(await failed.dispatch('application.info', {})).toEqual(inUse);
    expect(await failed.dispatch('assessment.list', {})).toEqual(inUse);
    await failed.close();
  });

  test('is that backend once it can be opened, events included', async () => {
    await backend.close();
    const later = failedBackend(full, options());
    const kinds: string[] = [];
    later.subscribe((event) => {
      events.push(event);
      kinds.push(event.kind);
    });
    expect(await later.dispatch('application.info', {})).toMatchObject({ ok: true });
    expect(await later.dispatch('assessment.list', {})).toEqual({ ok: true, value: [] });
    backend = later;
    expect(await assessText(ldifOf(organization))).toMatchObject({ complete: true });
    expect(kinds.at(-1)).toBe('walk-finished');
  });
});
