import { createHash, randomUUID } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Assessments } from '../../../../electron/backend/assessment/assessments.ts';
import { Decisions } from '../../../../electron/backend/assessment/decisions.ts';
import { OpenedAssessments } from '../../../../electron/backend/assessment/opened-assessments.ts';
import { Comparisons } from '../../../../electron/backend/history/comparisons.ts';
import { History } from '../../../../electron/backend/history/history.ts';
import { Seals } from '../../../../electron/backend/history/seals.ts';
import { databaseFileName } from '../../../../electron/backend/store/store.ts';
import { packedPage } from '../../../../electron/backend/store/walk-outcome.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { SourceDescription } from '../../../../shared/directory/source.ts';
import type { Comparison } from '../../../../shared/history/comparison.ts';
import type { Status } from '../../../../shared/stig/status.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { failureOf, newAssessment, openedStore, temporaryFolder } from '../store/store-fixture.ts';

const file: SourceDescription = {
  kind: 'ldif',
  fileName: 'fabrikam.ldf',
  size: 1,
  sha256: 'ab',
  modifiedAt: null,
};

interface Visit {
  readonly practice?: boolean;
  readonly incompleteReason?: string;
  /** How the name begins of an object that is not delivered. */
  readonly without?: string;
}

/** A data folder with assessments of one organisation, an hour apart. */
function fixture(folder = temporaryFolder()) {
  const store = openedStore(folder);
  const opened = new OpenedAssessments(store);
  let hour = 0;
  const now = () => new Date(Date.UTC(2026, 2, 1, (hour += 1)));
  const closing = new AbortController().signal;
  const onUnexpected = (error: unknown) => {
    throw error;
  };
  const assessments = new Assessments({ store, opened, now, toolVersion: '0.1.0', onUnexpected });
  const decisions = new Decisions({ store, opened, now });
  const begin = (practice: boolean): string => {
    const id = randomUUID();
    const source = {
      description: practice ? newAssessment.source : file,
      exchangeContainer,
      cutShort: null,
      warning: null,
      search: () => {
        throw new Error('Nothing is searched here.');
      },
      close: () => Promise.resolve(),
    };
    assessments.begin(id, { assessor: 'Ann', source, startedAt: now() });
    return id;
  };
  return {
    store,
    decisions,
    begin,
    comparisons: new Comparisons({ store }),
    history: new History({ store, opened, now, closing }),
    seals: new Seals({ store, opened, now, toolVersion: '0.1.0', closing }),
    /** Keeps a walk that read these servers of a group, each with a virtual server for each flag. */
    walked: (
      servers: Readonly<Record<string, readonly string[]>>,
      { practice = false, incompleteReason, without }: Visit = {},
    ): string => {
      const id = begin(practice);
      const delivered = entriesOf(servers).filter(
        ({ distinguishedName }) => without === undefined || !distinguishedName.startsWith(without),
      );
      assessments.keepEntries(id, delivered);
      assessments.concludeWalk(id, { incompleteReason: incompleteReason ?? null, problems: [] });
      return id;
    },
    decide: (id: string, server: string, instance: string, status: Status) =>
      decisions.record(
        id,
        virtualServerName('Main', server, instance),
        { status, justification: 'Seen.', comments: '', findingDetails: null, severityOverride: null },
        'Bert',
      ),
  };
}

function entriesOf(servers: Readonly<Record<string, readonly string[]>>): DirectoryEntry[] {
  return [
    ...organizationEntries(),
    ...groupEntries('Main'),
    ...Object.entries(servers).flatMap(([name, flags]) => wholeServer('Main', name, flags)),
  ].map(({ distinguishedName, attributes }) => ({
    distinguishedName,
    attributes: { ...attributes, objectGUID: [guidOf(distinguishedName)] },
  }));
}

function guidOf(distinguishedName: string): string {
  return createHash('sha256').update(distinguishedName).digest('hex').slice(0, 32);
}

/** What is reported, in short. */
function reported({ pairs }: Comparison) {
  return pairs.map(({ before, after, outcome, changes }) => [
    `${(after ?? before)?.server} ${(after ?? before)?.name}`,
    outcome,
    changes,
  ]);
}

describe('a comparison', () => {
  test('tells what changed between two assessments, whichever is named first', () => {
    const { walked, comparisons } = fixture();
    const first = walked({ EX1: ['0', '4'], EX2: ['0'], EX3: ['4'] });
    const second = walked({ EX1: ['4', '0'], EX2: ['0'], EX4: ['4'] });
    const comparison = comparisons.compare(second, first, false);
    expect([comparison.before.id, comparison.after.id]).toEqual([first, second]);
    expect(reported(comparison)).toEqual([
      ['EX1 Default SMTP Virtual Server', 'closed', ['observation', 'proposal']],
      ['EX1 SMTP 2', 'new', ['observation', 'proposal']],
      ['EX2 Default SMTP Virtual Server', 'still-open', []],
      ['EX4 EX4', 'appeared', []],
      ['EX4 Default SMTP Virtual Server', 'appeared', []],
      ['EX3 EX3', 'gone', []],
      ['EX3 Default SMTP Virtual Server', 'gone', []],
    ]);
    expect(comparisons.compare(first, second, true).pairs).toHaveLength(9);
  });

  test('knows what was decided, and not what was taken back', () => {
    const { walked, decide, decisions, comparisons } = fixture();
    const first = walked({ EX1: ['0', '0'] });
    decide(first, 'EX1', '1', 'open');
    decide(first, 'EX1', '1', 'not_a_finding');
    decide(first, 'EX1', '2', 'not_applicable');
    decisions.withdraw(first, virtualServerName('Main', 'EX1', '2'), 'Bert');
    const second = walked({ EX1: ['0', '0'] });
    const { pairs } = comparisons.compare(first, second, false);
    expect(
      pairs.map(({ before, outcome, changes }) => [before?.status, before?.decision, outcome, changes]),
    ).toEqual([
      [
        'not_a_finding',
        {
          status: 'not_a_finding',
          severityOverride: null,
          decidedAt: '2026-03-01T05:00:00.000Z',
          decidedBy: 'Bert',
        },
        'new',
        ['decision-alone'],
      ],
      ['open', null, 'still-open', []],
    ]);
  });

  test('tells that a finding came back, by assessments older than both', () => {
    const { walked, decide, comparisons } = fixture();
    const oldest = walked({ EX1: ['0', '4', '0'] });
    decide(oldest, 'EX1', '3', 'not_a_finding');
    const older = walked({ EX1: ['4', '4', '4'] });
    const newer = walked({ EX1: ['0', '0', '0'] });
    const outcomes = (one: string, other: string) =>
      comparisons.compare(one, other, false).pairs.map(({ outcome }) => outcome);
    expect(outcomes(older, newer)).toEqual(['reopened', 'new', 'new']);
    expect(outcomes(oldest, newer)).toEqual(['still-open', 'new', 'new']);
  });

  test('does not take what an incomplete walk did not see for gone', () => {
    const { walked, comparisons } = fixture();
    const first = walked({ EX1: ['0'], EX2: ['4'] });
    const second = walked({ EX1: ['0'] }, { incompleteReason: 'The connection was lost.' });
    expect(reported(comparisons.compare(first, second, false))).toEqual([
      ['EX1 Default SMTP Virtual Server', 'still-open', []],
      ['EX2 EX2', 'unclear', []],
      ['EX2 Default SMTP Virtual Server', 'unclear', []],
    ]);
  });

  test('does not take for gone what may be hidden in a container that could not be read', () => {
    const { walked, comparisons } = fixture();
    const first = walked({ EX1: ['0', '0'], EX2: ['0', '0'] });
    const second = walked({ EX1: ['0'], EX2: ['0'] }, { without: 'CN=SMTP,CN=Protocols,CN=EX2,' });
    expect(reported(comparisons.compare(first, second, false))).toEqual([
      ['EX1 Default SMTP Virtual Server', 'still-open', []],
      ['EX2 Default SMTP Virtual Server', 'still-open', []],
      ['EX1 SMTP 2', 'closed', []],
      ['EX2 SMTP 2', 'unclear', []],
    ]);
  });

  test('with itself has nothing to report but what is still open', () => {
    const { walked, comparisons } = fixture();
    const id = walked({ EX1: ['0', '4'] });
    expect(reported(comparisons.compare(id, id, false))).toEqual([
      ['EX1 Default SMTP Virtual Server', 'still-open', []],
    ]);
  });

  test('is refused between practice and real data, during a walk, and for what is not there', () => {
    const { walked, begin, comparisons } = fixture();
    const id = walked({ EX1: ['0'] });
    const codes = [walked({ EX1: ['0'] }, { practice: true }), begin(false), randomUUID()].map(
      (other) => failureOf(() => comparisons.compare(id, other, false)).code,
    );
    expect(codes).toEqual(['not-comparable', 'assessment-busy', 'not-found']);
  });

  test('makes what an older version did not keep, with what was proposed at the time', () => {
    const folder = temporaryFolder();
    const { walked, store } = fixture(folder);
    const id = walked({ EX1: ['0', '4'] });
    const kept = store.observed(id);
    store.close();
    const database = new SqliteDatabase(join(folder, databaseFileName));
    database.exec('DROP TRIGGER observed_is_kept; DROP TRIGGER subject_is_fixed; DELETE FROM observed');
    database.exec(
      `UPDATE subject SET status = 'not_reviewed', reasons = '["absent"]' WHERE key LIKE 'cn=2,%'`,
    );
    database.exec('UPDATE assessment SET group_figures = NULL');
    database.close();
    const again = fixture(folder);
    const { pairs } = again.comparisons.compare(id, id, true);
    const then = kept?.map((object) =>
      object.key.startsWith('cn=2,')
        ? { ...object, proposal: { status: 'not_reviewed', reasons: ['absent'] } }
        : object,
    );
    expect(again.store.observed(id)).toEqual(then);
    expect(pairs.map(({ after }) => after?.status)).toEqual([null, 'open', 'not_reviewed']);
    expect(again.comparisons.trend(id)[0]?.groups).toEqual([
      {
        administrativeGroup: 'Main',
        counts: { open: 1, not_reviewed: 1, not_a_finding: 0, not_applicable: 0 },
      },
    ]);
  });
});

test('several assessments are read as one, each once, in the order of their walks', () => {
  const { walked, decide, comparisons } = fixture();
  const first = walked({ EX1: ['0'], EX2: ['4'] });
  const second = walked({ EX1: ['0'], EX3: ['0'] });
  decide(first, 'EX1', '1', 'open');
  decide(second, 'EX1', '1', 'not_a_finding');
  const { parts, counts, overlaps, objects } = comparisons.combine([second, first, second]);
  expect(parts.map(({ id }) => id)).toEqual([first, second]);
  expect(counts).toEqual({ open: 2, not_reviewed: 0, not_a_finding: 1, not_applicable: 0 });
  expect(overlaps).toEqual({ none: 2, one: 0, agreeing: 0, differing: 1 });
  expect(objects.map(({ object, status }) => [object.server, status])).toEqual([
    ['EX1', 'open'],
    ['EX2', 'not_a_finding'],
    ['EX3', 'open'],
  ]);
});

describe('a trend', () => {
  test('has a point for each assessment of the organisation, oldest first, with the figures of now', () => {
    const { walked, begin, decide, comparisons } = fixture();
    const first = walked({ EX1: ['0', '4'] });
    const second = walked({ EX1: ['4', '4'] }, { incompleteReason: 'The connection was lost.' });
    walked({ EX1: ['0'] }, { practice: true });
    begin(false);
    decide(first, 'EX1', '1', 'not_applicable');
    const counts = { open: 0, not_reviewed: 0, not_a_finding: 1, not_applicable: 1 };
    const later = { open: 0, not_reviewed: 0, not_a_finding: 2, not_applicable: 0 };
    expect(comparisons.trend(second)).toEqual([
      {
        assessmentId: first,
        finishedAt: '2026-03-01T03:00:00.000Z',
        completed: false,
        complete: true,
        counts,
        groups: [{ administrativeGroup: 'Main', counts }],
      },
      {
        assessmentId: second,
        finishedAt: '2026-03-01T06:00:00.000Z',
        completed: false,
        complete: false,
        counts: later,
        groups: [{ administrativeGroup: 'Main', counts: later }],
      },
    ]);
  });

  test('has a completed correction in the place of what it corrects', async () => {
    const { walked, decide, decisions, comparisons, history, seals } = fixture();
    const wrong = walked({ EX1: ['0'] });
    decisions.acceptProposals(wrong, 'Bert');
    await seals.complete(wrong, 'Bert', 0);
    const correction = history.revise(wrong, 'Bert', 'The wrong dialog.');
    const ids = () => comparisons.trend(wrong).map(({ assessmentId }) => assessmentId);
    expect(ids()).toEqual([wrong]);
    decide(correction, 'EX1', '1', 'not_a_finding');
    await seals.complete(correction, 'Bert', 0);
    expect(ids()).toEqual([correction]);
    expect(reported(comparisons.compare(correction, wrong, false))).toEqual([
      ['EX1 Default SMTP Virtual Server', 'closed', ['decision-alone']],
    ]);
    const next = walked({ EX1: ['4'] });
    const last = walked({ EX1: ['0'] });
    expect(reported(comparisons.compare(next, last, false))).toEqual([
      ['EX1 Default SMTP Virtual Server', 'new', ['observation', 'proposal']],
    ]);
  });

  test('counts a walk once, though it is here twice: in review, and completed elsewhere', async () => {
    const { walked, decide, decisions, comparisons, seals, store } = fixture();
    const here = walked({ EX1: ['0'] });
    const elsewhere = randomUUID();
    const pages = store.evidencePages(here).map((page) => packedPage(store.evidencePage(here, page)));
    const origin = {
      fileName: 'a',
      sha256: 'b',
      madeAt: 'c',
      madeBy: 'd',
      toolVersion: 'e',
      importedAt: 'f',
      importedBy: 'g',
    };
    store.importDocument(elsewhere, {
      parts: store.documentOf(here),
      pages,
      origin,
      seal: null,
      event: { kind: 'imported', at: '2026-03-02T08:00:00.000Z', by: 'Bert', detail: {} },
      observed: store.observed(here),
      groups: null,
    });
    const ids = () => comparisons.trend(here).map(({ assessmentId }) => assessmentId);
    expect(ids()).toEqual([elsewhere]);
    decisions.acceptProposals(here, 'Ann');
    await seals.complete(here, 'Ann', 0);
    expect(ids()).toEqual([here]);
    decide(elsewhere, 'EX1', '1', 'not_a_finding');
    await seals.complete(elsewhere, 'Bert', 0);
    expect(ids()).toEqual([elsewhere]);
  });
});
