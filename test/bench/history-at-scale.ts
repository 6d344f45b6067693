// How long the history takes on this machine: 1,000 assessments in it, and two of 50,000 virtual servers, each on a server of its own.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Assessments } from '../../electron/backend/assessment/assessments.ts';
import { Decisions } from '../../electron/backend/assessment/decisions.ts';
import { newSubjects } from '../../electron/backend/assessment/new-subjects.ts';
import { OpenedAssessments } from '../../electron/backend/assessment/opened-assessments.ts';
import { Comparisons } from '../../electron/backend/history/comparisons.ts';
import { databaseFileName, openStore, type Store } from '../../electron/backend/store/store.ts';
import { matchesQuery } from '../../renderer/model/text-filter.ts';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import type { DirectorySource } from '../../shared/directory/source.ts';
import { readOrganization } from '../../shared/exchange/organization.ts';
import { observedObjects } from '../../shared/history/observed-objects.ts';
import { RunningFigures } from '../../shared/stig/running-figures.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  wholeServer,
} from '../support/exchange-entries.ts';

const large = { groups: 50, serversPerGroup: 1_000 };
const small = { groups: 2, serversPerGroup: 5 };
const kept = 1_000;
const entriesPerPage = 1_000;
const assessor = 'Ann';

/** As a domain controller sends it: with an objectGUID that stays, and the time of the last change. */
function organization({ groups, serversPerGroup }: typeof large, visit: number): DirectoryEntry[] {
  const entries = [...organizationEntries()];
  for (let group = 1; group <= groups; group += 1) {
    entries.push(...groupEntries(`Group ${group}`));
    for (let server = 1; server <= serversPerGroup; server += 1) {
      // From visit to visit some findings close and some are new.
      const isFinding = (server % 3 === 0 && server % 10 !== visit) || server % 50 === visit;
      const flag = isFinding ? '0' : '4';
      entries.push(...wholeServer(`Group ${group}`, `EX${group}-${server}`, [flag]));
    }
  }
  return entries.map(({ distinguishedName, attributes }, at) => ({
    distinguishedName,
    attributes: {
      ...attributes,
      objectGUID: [at.toString(16).padStart(32, '0')],
      whenChanged: ['20041231235959.0Z'],
    },
  }));
}

const clock = { at: Date.parse('2026-01-01T00:00:00.000Z') };
const now = () => new Date((clock.at += 1_000));

/** What the application would put together after a start, over the same store. */
function started(store: Store) {
  const opened = new OpenedAssessments(store);
  const onUnexpected = (error: unknown) => {
    throw error;
  };
  return {
    assessments: new Assessments({ store, opened, now, toolVersion: 'bench', onUnexpected }),
    decisions: new Decisions({ store, opened, now }),
    comparisons: new Comparisons({ store }),
  };
}

const source: DirectorySource = {
  description: { kind: 'ldif', fileName: 'bench.ldf', size: 0, sha256: '', modifiedAt: null },
  exchangeContainer,
  cutShort: null,
  warning: null,
  search: () => {
    throw new Error('Nothing is searched here.');
  },
  close: () => Promise.resolve(),
};

/** How long something took, and how much of that the processor worked for it; the rest it waited. Milliseconds. */
interface Time {
  readonly all: number;
  readonly processor: number;
}

function measured(run: () => unknown): Time {
  const begin = performance.now();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return { all: performance.now() - begin, processor: (user + system) / 1_000 };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** The median and the worst of several runs, against the goal in milliseconds. */
function show(what: string, goal: number, times: readonly Time[]): void {
  const median = medianOf(times.map(({ all }) => all));
  const processor = medianOf(times.map((time) => time.processor));
  const worst = Math.max(...times.map(({ all }) => all));
  const verdict = median <= goal ? '' : 'above the goal';
  console.log(
    `${what.padEnd(48)} ${median.toFixed(1).padStart(8)} ms  processor ${processor.toFixed(1).padStart(8)} ms  goal ${String(goal).padStart(5)} ms  worst of ${times.length}: ${worst.toFixed(1)} ms  ${verdict}`,
  );
}

function repeated(what: string, goal: number, rounds: number, run: (round: number) => unknown): void {
  show(
    what,
    goal,
    Array.from({ length: rounds }, (_, round) => measured(() => run(round))),
  );
}

/** Writes a walk page after page and ends it, as the store is asked to; answers with its id and how long the store took. */
function walked(
  store: Store,
  entries: readonly DirectoryEntry[],
): { readonly id: string; readonly time: Time } {
  const id = randomUUID();
  started(store).assessments.begin(id, { assessor, source, startedAt: now() });
  const reading = { source: 'ldif', isCutShort: false } as const;
  const tree = readOrganization(entries, exchangeContainer, reading);
  const running = new RunningFigures(tree.nodes, true);
  const outcome = {
    finishedAt: now().toISOString(),
    organizationName: tree.name,
    organizationDistinguishedName: tree.distinguishedName,
    incompleteReason: null,
    problems: tree.problems,
    subjects: newSubjects(tree, entries),
    figures: { ...running.figures, groups: running.groups },
    wireLog: null,
    observed: observedObjects(tree, entries),
    endedBy: assessor,
  };
  const time = measured(() => {
    for (let at = 0; at < entries.length; at += entriesPerPage)
      store.appendEntries(id, entries.slice(at, at + entriesPerPage), outcome.finishedAt);
    store.finishWalk(id, outcome);
  });
  return { id, time };
}

function withStore(run: (store: Store) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));
  const store = openStore(folder, { toolVersion: 'bench' });
  try {
    run(store);
  } finally {
    store.close();
    const mebibytes = Math.round(statSync(join(folder, databaseFileName)).size / 2 ** 20);
    console.log(`database: ${mebibytes} MiB`);
    rmSync(folder, { recursive: true, force: true });
  }
}

withStore((store) => {
  const entries = organization(small, 1);
  const ids = Array.from({ length: kept }, () => walked(store, entries).id);
  const { assessments, comparisons } = started(store);
  const summaries = assessments.list();
  console.log(
    `${summaries.length.toLocaleString('en')} assessments of ${small.groups * small.serversPerGroup} virtual servers`,
  );
  repeated('list them', 100, 20, () => assessments.list());
  repeated('search them', 100, 20, (round) =>
    summaries.filter(({ organization: name, assessor: who, startedAt, tags }) =>
      matchesQuery(`fabrikam ann ${round}`, [name, who, startedAt, ...tags]),
    ),
  );
  repeated('open each', 100, kept, (round) => assessments.open(ids[round] ?? ''));
  repeated('compare two neighbours', 500, 100, (round) =>
    comparisons.compare(ids[round] ?? '', ids[round + 1] ?? '', false),
  );
  repeated('the trend of their organisation', 500, 5, () => comparisons.trend(ids[0] ?? ''));
});

withStore((store) => {
  const size = (large.groups * large.serversPerGroup).toLocaleString('en');
  console.log(`\n${size} virtual servers in ${large.groups} groups, a server each`);
  const visits = [1, 2, 3].map((visit) => walked(store, organization(large, visit)));
  show(
    'save the walk: every page, and its end',
    1_500,
    visits.map(({ time }) => time),
  );
  for (const { id } of visits) started(store).decisions.acceptProposals(id, assessor);
  const { comparisons } = started(store);
  const [, second = '', third = ''] = visits.map(({ id }) => id);
  repeated('compare two, all decided', 500, 7, () => comparisons.compare(second, third, false));
  repeated('the same, with what is unchanged', 500, 7, () => comparisons.compare(second, third, true));
  repeated('read two as one', 1_000, 5, () => comparisons.combine([second, third]));
  repeated('the trend of their organisation', 500, 5, () => comparisons.trend(third));
});
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 2 ** 10)} MiB`);
