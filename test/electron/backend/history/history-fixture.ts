import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Assessments } from '../../../../electron/backend/assessment/assessments.ts';
import { Decisions } from '../../../../electron/backend/assessment/decisions.ts';
import { OpenedAssessments } from '../../../../electron/backend/assessment/opened-assessments.ts';
import { History } from '../../../../electron/backend/history/history.ts';
import { Seals } from '../../../../electron/backend/history/seals.ts';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import { storeOver, type Store } from '../../../../electron/backend/store/store.ts';
import type { Ruling } from '../../../../shared/assessment/assessment.ts';
import type { DirectorySource } from '../../../../shared/directory/source.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { newAssessment, wireLog } from '../store/store-fixture.ts';

export const at = '2026-03-01T11:00:00.000Z';
export const assessor = 'Bert';
export const closing = new AbortController().signal;

/** An empty database in memory, without what keeps its tables from being changed. */
export function unprotectedDatabase(): Database {
  return unprotected(emptyDatabase());
}

export function emptyDatabase(): Database {
  const database = new SqliteDatabase(':memory:');
  for (const { sql } of migrations) database.exec(sql);
  database.pragma('foreign_keys = ON');
  return database;
}

/** The same database as a copy whose tables anybody can change. */
export function unprotected(original: Database): Database {
  const database = new SqliteDatabase(original.serialize());
  const triggers = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck();
  for (const name of triggers.all()) database.exec(`DROP TRIGGER ${name}`);
  database.pragma('ignore_check_constraints = ON');
  database.pragma('foreign_keys = OFF');
  return database;
}

/** The whole of a review over a store. */
export function reviewOver(store: Store) {
  const opened = new OpenedAssessments(store);
  const now = () => new Date(at);
  const onUnexpected = (error: unknown) => {
    throw error;
  };
  return {
    store,
    opened,
    assessments: new Assessments({ store, opened, now, toolVersion: '0.1.0', onUnexpected }),
    decisions: new Decisions({ store, opened, now }),
    seals: new Seals({ store, opened, now, toolVersion: '0.1.0', closing }),
    history: new History({ store, opened, now, closing }),
  };
}
export type Review = ReturnType<typeof reviewOver>;

export function reviewOfDatabase(database: Database): Review {
  return reviewOver(storeOver(database));
}

export const ruling: Ruling = {
  status: 'open',
  justification: 'Seen in the dialog.',
  comments: 'Ask “Ann” — 𝄞',
  findingDetails: 'What was seen.',
  severityOverride: { severity: 'low', justification: 'Behind a relay.' },
};

const source: DirectorySource = {
  description: newAssessment.source,
  exchangeContainer,
  cutShort: null,
  warning: null,
  search: () => {
    throw new Error('Nothing is searched here.');
  },
  close: () => Promise.resolve(),
};

export const idOf = (count: number) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;

/** Keeps a small assessment: two pages of evidence, a problem, what was sent. */
export function walkInto({ assessments }: Review, id: string): void {
  assessments.begin(id, { assessor: 'Ann', source, startedAt: new Date('2026-03-01T09:00:00.000Z') });
  assessments.keepEntries(id, [...organizationEntries(), ...groupEntries('Main')]);
  assessments.keepEntries(id, wholeServer('Main', 'EX1', ['4', '0', null]));
  assessments.concludeWalk(id, {
    incompleteReason: null,
    problems: [{ code: 'referral', message: 'A part is elsewhere.', distinguishedName: 'DC=other' }],
    wireLog,
  });
}

/** Decides on everything: two decisions on one subject, of which one is taken back, and something typed that is left. */
export function decide({ decisions }: Review, id: string): void {
  const target = virtualServerName('Main', 'EX1', '2');
  decisions.record(id, target, ruling, assessor);
  decisions.record(id, target, { ...ruling, status: 'not_applicable' }, assessor);
  decisions.withdraw(id, target, assessor);
  decisions.acceptProposals(id, assessor);
  decisions.saveDraft(id, target, { ...ruling, status: null, justification: 'Half a sen' });
  decisions.saveBulkDraft(id, { ...ruling, status: null, justification: 'Half of anoth' });
}

/** The same, completed and sealed. */
export async function sealInto(review: Review, id: string): Promise<void> {
  walkInto(review, id);
  decide(review, id);
  await review.seals.complete(id, assessor, 1);
}
