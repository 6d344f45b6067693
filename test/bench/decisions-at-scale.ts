// How long the steps of a review take on this machine with 50,000 virtual servers in 50 groups, each on a server of its own.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Assessments } from '../../electron/backend/assessment/assessments.ts';
import { Decisions } from '../../electron/backend/assessment/decisions.ts';
import { OpenedAssessments } from '../../electron/backend/assessment/opened-assessments.ts';
import { Seals } from '../../electron/backend/history/seals.ts';
import { databaseFileName, openStore } from '../../electron/backend/store/store.ts';
import type { Ruling, TakenSubjects, VirtualServerNode } from '../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import type { DirectorySource } from '../../shared/directory/source.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  wholeServer,
} from '../support/exchange-entries.ts';

const groups = 50;
const serversPerGroup = 1_000;
const entriesPerPage = 1_000;
const rounds = 100;
const assessor = 'Ann';
const ruling: Ruling = {
  status: 'open',
  justification: 'Seen in the dialog.',
  comments: '',
  findingDetails: null,
  severityOverride: null,
};

const guids = { next: 0 };
/** As a domain controller sends it: with an objectGUID and the time of the last change. */
function asSent({ distinguishedName, attributes }: DirectoryEntry): DirectoryEntry {
  guids.next += 1;
  const objectGUID = [guids.next.toString(16).padStart(32, '0')];
  return { distinguishedName, attributes: { ...attributes, objectGUID, whenChanged: ['20041231235959.0Z'] } };
}

function* organization(): Generator<DirectoryEntry> {
  guids.next = 0;
  yield* organizationEntries().map(asSent);
  for (let group = 1; group <= groups; group += 1) {
    yield* groupEntries(`Group ${group}`).map(asSent);
    for (let server = 1; server <= serversPerGroup; server += 1) {
      const flag = server % 3 === 0 ? '0' : '4';
      yield* wholeServer(`Group ${group}`, `EX${group}-${server}`, [flag]).map(asSent);
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));
const store = openStore(folder, { toolVersion: 'bench' });

/** What the application would put together after a start, over the same store. */
function started() {
  const opened = new OpenedAssessments(store);
  const now = () => new Date();
  const onUnexpected = (error: unknown) => {
    throw error;
  };
  return {
    assessments: new Assessments({ store, opened, now, toolVersion: 'bench', onUnexpected }),
    decisions: new Decisions({ store, opened, now }),
    seals: new Seals({ store, opened, now, toolVersion: 'bench', closing: new AbortController().signal }),
  };
}

function show(what: string, milliseconds: number, note = ''): void {
  const figure = milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString('en');
  console.log(`${what.padEnd(52)} ${figure.padStart(9)} ms  ${note}`);
}

function timed<T>(what: string, run: () => T, note: (result: T) => string = () => ''): T {
  const begin = performance.now();
  const result = run();
  show(what, performance.now() - begin, note(result));
  return result;
}

/** How many were decided, and how much the interface is told of it. */
function answerText(answer: TakenSubjects): string {
  const octets = Buffer.byteLength(JSON.stringify(answer));
  return `${answer.decided.length.toLocaleString('en')} decided, ${answer.leftOut} left out, ${(octets / 2 ** 10).toFixed(1)} KiB for the interface`;
}

/** With the longest time in which nothing else got its turn. */
async function timedWithPauses(what: string, run: () => Promise<unknown>): Promise<void> {
  const begin = performance.now();
  let [last, longest] = [begin, 0];
  const turn = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const turns = setInterval(turn, 1);
  await run();
  turn();
  clearInterval(turns);
  show(what, performance.now() - begin, `longest without a turn: ${Math.round(longest)} ms`);
}

/** The median and the worst of many calls. */
function repeated(what: string, run: (round: number) => unknown): void {
  const times = Array.from({ length: rounds }, (_, round) => {
    const begin = performance.now();
    run(round);
    return performance.now() - begin;
  }).toSorted((one, other) => one - other);
  show(what, times[rounds / 2] ?? NaN, `worst of ${rounds}: ${(times.at(-1) ?? NaN).toFixed(1)} ms`);
}

function walked({ assessments }: ReturnType<typeof started>): string {
  const id = randomUUID();
  const description = { kind: 'ldif', fileName: 'bench.ldf', size: 0, sha256: '', modifiedAt: null } as const;
  const source: DirectorySource = {
    description,
    exchangeContainer,
    cutShort: null,
    warning: null,
    search: () => {
      throw new Error('Nothing is searched here.');
    },
    close: () => Promise.resolve(),
  };
  assessments.begin(id, { assessor, source, startedAt: new Date() });
  let entryCount = 0;
  let keeping = 0;
  for (let page: DirectoryEntry[] = [], entries = organization(); ;) {
    const { done, value } = entries.next();
    if (value) page.push(value);
    if (page.length === entriesPerPage || done) {
      entryCount += page.length;
      const begin = performance.now();
      assessments.keepEntries(id, page);
      keeping += performance.now() - begin;
      page = [];
    }
    if (done) break;
  }
  show(`keep the evidence, ${entryCount.toLocaleString('en')} entries`, keeping);
  timed('put it together, propose, and end the walk', () =>
    assessments.concludeWalk(id, { incompleteReason: null, problems: [] }),
  );
  return id;
}

console.log(
  `${(groups * serversPerGroup).toLocaleString('en')} virtual servers in ${groups} groups, a server each`,
);
try {
  const first = started();
  const earlier = walked(first);
  timed('open it right after', () => first.assessments.open(earlier));
  const accept = () => first.decisions.acceptProposals(earlier, assessor);
  const { decided, ...accepted } = timed('accept all proposals', accept, answerText);
  timed(
    'take that back as a whole',
    () => first.decisions.withdrawMany(earlier, decided, accepted, assessor),
    (restored) => `${decided.length.toLocaleString('en')} taken back, ${restored.length} count again`,
  );
  accept();

  const id = walked(first);
  const { assessments, decisions, seals } = started();
  const view = timed('open it after a restart', () => assessments.open(id));
  timed('open it again', () => assessments.open(id));
  timed(
    'as text for the interface',
    () => JSON.stringify(view),
    ({ length }) => `${(length / 2 ** 20).toFixed(1)} MiB`,
  );
  const virtualServers = view.nodes.filter(
    (node): node is VirtualServerNode => node.kind === 'virtual-server',
  );
  const nameOf = (round: number) =>
    virtualServers[(round * 7_919) % virtualServers.length]?.distinguishedName ?? '';

  repeated('one virtual server with its evidence', (round) => assessments.node(id, nameOf(round)));
  repeated('earlier decisions on it', (round) => decisions.earlier(id, nameOf(round)));
  repeated('save what is being typed', (round) => {
    const draft = { ...ruling, justification: 'x'.repeat(round) };
    decisions.saveDraft(id, nameOf(round), draft);
  });
  repeated('one decision', (round) => decisions.record(id, nameOf(round), ruling, assessor));
  repeated('take one back', (round) => decisions.withdraw(id, nameOf(round), assessor));
  const selection = virtualServers.slice(0, 10_000).map((node) => node.id);
  timed(
    'the same decision on 10,000',
    () => decisions.recordMany(id, selection, ruling, assessor),
    answerText,
  );
  timed('accept all proposals', () => decisions.acceptProposals(id, assessor), answerText);
  timed('open it after a restart, all decided', () => started().assessments.open(id));
  await timedWithPauses('complete and seal it', () => seals.complete(id, assessor, 0));
  await timedWithPauses('verify it', () => seals.verify(id, assessor));
  timed('list the assessments', () => assessments.list());
} finally {
  store.close();
  console.log(
    `database: ${Math.round(statSync(join(folder, databaseFileName)).size / 2 ** 20)} MiB, peak memory: ${Math.round(process.resourceUsage().maxRSS / 2 ** 10)} MiB`,
  );
  rmSync(folder, { recursive: true, force: true });
}
