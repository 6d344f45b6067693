import { describe, expect, test } from 'vitest';

import { Assessments } from '../../../../electron/backend/assessment/assessments.ts';
import { OpenedAssessments } from '../../../../electron/backend/assessment/opened-assessments.ts';
import { walk } from '../../../../electron/backend/assessment/walk.ts';
import { readLdifDirectory } from '../../../../electron/backend/directory/ldif-directory.ts';
import type { AssessmentView, Problem } from '../../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { DirectorySource } from '../../../../shared/directory/source.ts';
import { kindOf } from '../../../../shared/exchange/tree-position.ts';
import { reasonText } from '../../../../shared/stig/reason-texts.ts';
import { rollUp } from '../../../../shared/stig/roll-up.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  organizationName,
  serverName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { LimitedDirectory } from '../../../support/limited-directory.ts';
import { ldifOf } from '../../../support/ldif-text.ts';
import { assessmentId, openedStore } from '../store/store-fixture.ts';

const everything = [
  ...organizationEntries(),
  ...['First', 'Second\\, \\#2'].flatMap((group, at) => [
    ...groupEntries(group),
    ...wholeServer(group, `EX${at}`, ['4', '0']),
  ]),
];

/** What an account without rights sees of it on a domain controller: servers, and of the organisation nothing but its name. */
const visible = everything
  .filter(
    (entry) =>
      kindOf(entry) === 'server' || isName(entry, exchangeContainer) || isName(entry, organizationName),
  )
  .map((entry) => (isName(entry, organizationName) ? { ...entry, attributes: {} } : entry));

function isName({ distinguishedName }: DirectoryEntry, name: string): boolean {
  return distinguishedName === name;
}

const never = new AbortController().signal;

function fileOf(entries: readonly DirectoryEntry[], size: number | null = null): Promise<DirectorySource> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(ldifOf(entries));
  }
  const options = { fileName: 'exchange.ldf', size, modifiedAt: null, signal: never };
  return readLdifDirectory(chunks(), { ...options, onProgress: () => undefined });
}

/** Walks a source and opens what became of it. */
async function viewOf(source: DirectorySource): Promise<AssessmentView> {
  const store = openedStore();
  const assessments = new Assessments({
    store,
    opened: new OpenedAssessments(store),
    now: () => new Date(0),
    toolVersion: '0.1.0',
    onUnexpected: (error) => {
      throw error;
    },
  });
  assessments.begin(assessmentId, { assessor: 'A. Assessor', source, startedAt: new Date(0) });
  const result = await walk(source, {
    signal: never,
    onEntries: (entries) => assessments.keepEntries(assessmentId, entries),
    onProgress: () => undefined,
  });
  assessments.concludeWalk(assessmentId, result);
  return assessments.open(assessmentId);
}

function drawing({ nodes, summary }: AssessmentView): readonly string[] {
  const statuses = rollUp(nodes, summary.complete);
  const depths: number[] = [];
  return nodes.map((node) => {
    const depth = node.parent === null ? 0 : (depths[node.parent] ?? 0) + 1;
    depths.push(depth);
    return `${'  '.repeat(depth)}${node.name}${node.readable ? '' : ' (not readable)'}: ${statuses[node.id] ?? '-'}`;
  });
}

function messagesOf(problems: readonly Problem[], code: Problem['code']): readonly string[] {
  return problems.filter((problem) => problem.code === code).map(({ message }) => message);
}

const theRight = 'Exchange View-Only Administrator on the organisation';

/** From a domain controller, or from a file that the same account exported with its own attributes of the organisation left out. */
const tree = [
  'Fabrikam (Exchange) (not readable): not_reviewed',
  '  Administrative Groups (not readable): not_reviewed',
  '    First (not readable): not_reviewed',
  '      Servers (not readable): not_reviewed',
  '        EX0: not_reviewed',
  '    Second, #2 (not readable): not_reviewed',
  '      Servers (not readable): not_reviewed',
  '        EX1: not_reviewed',
];

describe('an account that sees servers, but no groups and no virtual servers', () => {
  test('gets the tree with its containers built from the names and marked, and no server passes', async () => {
    const view = await viewOf(new LimitedDirectory(visible));
    expect(drawing(view)).toEqual(tree);
    expect(view.nodes.filter(({ kind }) => kind === 'server')).toMatchObject(
      ['First', 'Second\\, \\#2'].map((group, at) => ({
        distinguishedName: serverName(group, `EX${at}`),
        versionFamily: '2003',
        proposal: { status: 'not_reviewed', reasons: ['no-virtual-server'] },
        decision: null,
      })),
    );
    expect(view.summary).toMatchObject({
      organization: 'Fabrikam',
      complete: false,
      servers: { open: 0, not_a_finding: 0, not_reviewed: 2, not_applicable: 0 },
      toDecide: 2,
    });
  });

  test('is told first of all which right to ask for', async () => {
    const { summary, problems } = await viewOf(new LimitedDirectory(visible));
    const sentence = `The account sees 2 servers, but neither administrative groups nor SMTP virtual servers, so nothing can be concluded: the account probably has no right to see more. Ask for the role ${theRight} and walk again.`;
    expect(summary.incompleteReason).toBe(sentence);
    expect(problems[0]).toEqual({ code: 'cut-short', message: sentence, distinguishedName: null });
    expect(problems.slice(1).map(({ code }) => code)).toEqual([
      ...Array(4).fill('not-readable'),
      'no-virtual-server',
      ...Array(2).fill('not-readable'),
      'no-virtual-server',
    ]);
    expect(problems.filter(({ message }) => !message.includes(theRight))).toEqual([]);
    expect(reasonText('no-virtual-server')).toContain(theRight);
  });

  test('gets the same whether or not it is shown the name of the organisation', async () => {
    const unnamed = visible.filter((entry) => kindOf(entry) === 'server');
    expect(drawing(await viewOf(new LimitedDirectory(unnamed)))).toEqual(tree);
  });
});

test('an account that sees groups and servers is told that virtual servers are missing', async () => {
  const entries = everything.filter((entry) => kindOf(entry) !== 'virtual-server');
  const { summary } = await viewOf(new LimitedDirectory(entries));
  expect(summary.incompleteReason).toContain('The account sees 2 servers, but no SMTP virtual servers, so');
});

test('a walk that was cut short before it came to virtual servers does not blame the account alone', async () => {
  const entries = everything.slice(0, 6);
  const source = new LimitedDirectory(entries);
  const search = source.search.bind(source);
  source.search = async function* (request) {
    for await (const page of search(request)) yield { ...page, resultCode: 51 };
  };
  const { summary, problems } = await viewOf(source);
  expect(summary.incompleteReason).toMatch(
    /^The domain controller ended early with busy .* happens again\.$/,
  );
  expect(messagesOf(problems, 'no-virtual-server')).toEqual([
    `No SMTP virtual server of EX0 could be seen: the walk was cut short, or the account has no right to see more. Walk again; if it stays so, ask for the role ${theRight}.`,
  ]);
});

describe('a file that holds servers, but no groups and no virtual servers', () => {
  const servers = visible.filter((entry) => kindOf(entry) === 'server');

  test('is read alike, and nobody but the export is to blame', async () => {
    const view = await viewOf(await fileOf(servers));
    expect(drawing(view)).toEqual(tree);
    expect(view.summary.incompleteReason).toBe(
      `The file holds 2 servers, but neither administrative groups nor SMTP virtual servers, so nothing can be concluded: the export left something out, or whoever exported has no right to see more. Have the export repeated with the command that Hopcheck prints, by an account that has the role ${theRight}.`,
    );
    expect(view.problems.filter(({ message }) => /\bthe account\b|[Ww]alk again/.test(message))).toEqual([]);
  });

  test('and is cut short may lack them for that reason as well', async () => {
    const { problems } = await viewOf(await fileOf(servers, 1_000_000));
    expect(messagesOf(problems, 'no-virtual-server')[0]).toContain(
      'could be seen: the file is not whole, the export left something out, or whoever exported has no right to see more.',
    );
  });

  test('and an object without its class, as such an export writes it, is explained by the same right', async () => {
    const { summary } = await viewOf(await fileOf(visible));
    expect(summary.incompleteReason).toContain(
      `have no objectClass and could not be placed, the first at line`,
    );
    expect(summary.incompleteReason).toContain(theRight);
  });
});
