import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EarlierRecord, NewAssessment } from '../../../../electron/backend/store/records.ts';
import type { Draft } from '../../../../shared/assessment/assessment.ts';
import {
  assessmentId,
  complete,
  decision,
  entries,
  failureOf,
  figures,
  figuresAfterOne,
  figuresReadAfterOne,
  firstSubject,
  newAssessment,
  openedStore,
  outcome,
  proposals,
  recordInReview,
  secondSubject,
  temporaryFolder,
  walkInto,
  withdrawal,
  wireLog,
} from './store-fixture.ts';

const { problems } = outcome;
const inReview = recordInReview;
const { subjectKey: _subjectKey, ...decided } = decision();
const emptyDraft: Draft = {
  status: null,
  justification: '',
  comments: '',
  findingDetails: null,
  severityOverride: null,
};

describe('a walk', () => {
  test('is kept whole: the record, the evidence in the order of reading, the problems, the proposals and what was sent', () => {
    const store = openedStore();
    walkInto(store);
    expect({
      record: store.assessment(assessmentId),
      entries: store.entries(assessmentId),
      problems: store.problems(assessmentId),
      proposals: store.proposals(assessmentId),
      wireLog: store.wireLog(assessmentId),
      decisions: store.standingDecisions(assessmentId),
    }).toEqual({ record: inReview, entries, problems, proposals, wireLog, decisions: new Map() });
  });

  test('that sent nothing, or has not ended, has no list of what was sent', () => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    const whileWalking = store.wireLog(assessmentId);
    store.finishWalk(assessmentId, { ...outcome, wireLog: null });
    expect([whileWalking, store.wireLog(assessmentId)]).toEqual([null, null]);
  });

  test('tells of itself that it is going on, until it ends', () => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    expect(store.assessments()).toEqual([
      {
        ...newAssessment,
        state: 'walking',
        organizationName: null,
        organizationDistinguishedName: null,
        finishedAt: null,
        completedAt: null,
        complete: false,
        incompleteReason: null,
        figures: null,
        walk: assessmentId,
        revision: 1,
        revises: null,
        origin: null,
        seal: null,
        tags: [],
      },
    ]);
  });

  test('keeps why it is incomplete', () => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    store.finishWalk(assessmentId, { ...outcome, incompleteReason: 'It was cancelled.' });
    expect(store.assessment(assessmentId)).toEqual({
      ...inReview,
      complete: false,
      incompleteReason: 'It was cancelled.',
    });
  });

  test('that was killed is found after the restart with what it read, and can be ended or discarded', () => {
    const store = openedStore();
    const other = { ...newAssessment, id: '00000000-0000-4000-8000-000000000000' };
    store.beginAssessment(newAssessment);
    store.appendEntries(assessmentId, entries, '2026-03-01T09:00:01.000Z');
    store.beginAssessment(other);
    const found = store.interruptedWalks();
    store.finishWalk(assessmentId, outcome);
    store.discardAssessment(other.id);
    expect([found, store.interruptedWalks(), store.assessments()]).toEqual([
      [
        { id: assessmentId, entryCount: 2 },
        { id: other.id, entryCount: 0 },
      ],
      [],
      [inReview],
    ]);
  });

  test('that is discarded leaves nothing of its evidence, and makes room for another', () => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    store.appendEntries(assessmentId, entries, '2026-03-01T09:00:01.000Z');
    store.discardAssessment(assessmentId);
    store.beginAssessment(newAssessment);
    expect(store.entries(assessmentId)).toEqual([]);
  });

  test('gives 1,203 entries back in order, whatever the pages were', () => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    const many = Array.from({ length: 1_203 }, (_, index) => ({
      distinguishedName: `CN=${index},CN=SMTP`,
      attributes: { cn: [String(index)] },
    }));
    store.appendEntries(assessmentId, many.slice(0, 1_101), '2026-03-01T09:00:01.000Z');
    store.appendEntries(assessmentId, many.slice(1_101), '2026-03-01T09:00:02.000Z');
    expect(store.entries(assessmentId)).toEqual(many);
    expect(store.entry(assessmentId, 'CN=1202,CN=SMTP')).toEqual({
      ...many[1_202],
      readAt: '2026-03-01T09:00:02.000Z',
    });
  });
});

describe('one entry', () => {
  const hostile = [
    String.raw`CN=a\"CN=x,CN=SMTP`,
    'CN=x',
    'CN=nul\0 and <script>,CN=\u202Eright to left,CN=𝄞 é',
    `CN=${'long'.repeat(100_000)}`,
  ];

  test.each(hostile)('is found by its exact name, however hostile: %.40j', (distinguishedName) => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    const kept = hostile.map((name) => ({ distinguishedName: name, attributes: { cn: [name] } }));
    store.appendEntries(assessmentId, kept, '2026-03-01T09:00:01.000Z');
    expect(store.entry(assessmentId, distinguishedName)).toEqual({
      distinguishedName,
      attributes: { cn: [distinguishedName] },
      readAt: '2026-03-01T09:00:01.000Z',
    });
  });

  test('that was not delivered is null', () => {
    const store = openedStore();
    walkInto(store);
    expect(store.entry(assessmentId, 'CN=1')).toBeNull();
  });
});

describe('decisions', () => {
  test('are events: the newest is added to those before and says what counted until then', () => {
    const store = openedStore();
    walkInto(store);
    store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
    store.recordDecisions(assessmentId, [decision({ status: 'not_a_finding' })], figuresAfterOne);
    const history = [
      { ...decided, previousStatus: 'not_a_finding', withdrawn: null },
      { ...decided, status: 'not_a_finding', previousStatus: 'open', withdrawn: null },
    ];
    expect({
      standing: store.standingDecisions(assessmentId),
      first: store.decisionsOn(assessmentId, firstSubject),
      second: store.decisionsOn(assessmentId, secondSubject),
      record: store.assessment(assessmentId),
    }).toEqual({
      standing: new Map([[firstSubject, { ...decided, status: 'not_a_finding' }]]),
      first: history,
      second: [],
      record: { ...inReview, figures: figuresReadAfterOne },
    });
  });

  test('are kept all or none', () => {
    const store = openedStore();
    walkInto(store);
    const unknown = decision({ subjectKey: 'cn=unknown' });
    expect(
      failureOf(() => store.recordDecisions(assessmentId, [decision(), unknown], figuresAfterOne)).code,
    ).toBe('not-found');
    expect([store.standingDecisions(assessmentId), store.assessment(assessmentId)]).toEqual([
      new Map(),
      inReview,
    ]);
  });

  test('replace the draft of their subject and no other', () => {
    const store = openedStore();
    walkInto(store);
    const draft = { ...emptyDraft, justification: 'Because' };
    const savedAt = '2026-03-01T09:30:00.000Z';
    store.saveDraft(assessmentId, { ...draft, subjectKey: firstSubject, savedAt });
    store.saveDraft(assessmentId, { ...draft, subjectKey: secondSubject, savedAt });
    store.saveDraft(assessmentId, { ...draft, subjectKey: secondSubject, savedAt, status: 'open' });
    const before = [firstSubject, secondSubject].map((key) => store.draftOn(assessmentId, key));
    store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
    const after = [firstSubject, secondSubject].map((key) => store.draftOn(assessmentId, key));
    expect({ before, after }).toEqual({
      before: [draft, { ...draft, status: 'open' }],
      after: [null, { ...draft, status: 'open' }],
    });
  });
});

describe('finding details and another severity', () => {
  const severityOverride = { severity: 'low' as const, justification: 'Behind a relay.' };

  test('are kept with a decision and with a draft, as they were given', () => {
    const store = openedStore();
    walkInto(store);
    const words = { findingDetails: '', severityOverride };
    const savedAt = '2026-03-01T09:30:00.000Z';
    store.recordDecisions(assessmentId, [decision(words)], figuresAfterOne);
    store.saveDraft(assessmentId, { ...emptyDraft, ...words, subjectKey: secondSubject, savedAt });
    expect({
      standing: store.standingDecisions(assessmentId),
      history: store.decisionsOn(assessmentId, firstSubject),
      draft: store.draftOn(assessmentId, secondSubject),
    }).toEqual({
      standing: new Map([[firstSubject, { ...decided, ...words }]]),
      history: [{ ...decided, ...words, previousStatus: 'not_a_finding', withdrawn: null }],
      draft: { ...emptyDraft, ...words },
    });
  });

  test.each<[string, Partial<Draft>, boolean]>([
    ['nothing', {}, false],
    ['a status', { status: 'open' }, true],
    ['a justification', { justification: 'x' }, true],
    ['a comment', { comments: 'x' }, true],
    ['finding details, if only emptied', { findingDetails: '' }, true],
    ['another severity', { severityOverride }, true],
  ])('a draft with %s: does it hold anything?', (_, typed, holds) => {
    const store = openedStore();
    walkInto(store);
    const savedAt = '2026-03-01T09:30:00.000Z';
    store.saveDraft(assessmentId, { ...emptyDraft, ...typed, subjectKey: firstSubject, savedAt });
    expect([...store.draftedSubjects(assessmentId)]).toEqual(holds ? [firstSubject] : []);
  });
});

describe('what is typed to decide several alike', () => {
  const savedAt = '2026-03-01T09:30:00.000Z';
  const severityOverride = { severity: 'low' as const, justification: 'Behind a relay.' };
  const typed: Draft = {
    ...emptyDraft,
    status: 'open',
    justification: 'Because',
    findingDetails: '',
    severityOverride,
  };

  test('is kept for its assessment until something newer is typed', () => {
    const store = openedStore();
    walkInto(store);
    const before = store.bulkDraft(assessmentId);
    store.saveBulkDraft(assessmentId, { ...typed, savedAt });
    const first = store.bulkDraft(assessmentId);
    store.saveBulkDraft(assessmentId, { ...emptyDraft, comments: 'Other', savedAt });
    const other = '00000000-0000-4000-8000-000000000009';
    store.beginAssessment({ ...newAssessment, id: other });
    expect([before, first, store.bulkDraft(assessmentId), store.bulkDraft(other)]).toEqual([
      null,
      typed,
      { ...emptyDraft, comments: 'Other' },
      null,
    ]);
  });

  test('is gone when it is emptied', () => {
    const store = openedStore();
    walkInto(store);
    store.saveBulkDraft(assessmentId, { ...typed, savedAt });
    store.saveBulkDraft(assessmentId, { ...emptyDraft, savedAt });
    expect(store.bulkDraft(assessmentId)).toBeNull();
  });

  test('stays beside a decision on one, and goes with the decision on several', () => {
    const store = openedStore();
    walkInto(store);
    store.saveBulkDraft(assessmentId, { ...typed, savedAt });
    store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
    const afterOne = store.bulkDraft(assessmentId);
    store.recordBulkDecision(assessmentId, [decision(), decision({ subjectKey: secondSubject })], figures);
    expect({
      afterOne,
      afterSeveral: store.bulkDraft(assessmentId),
      standing: [...store.standingDecisions(assessmentId).keys()],
    }).toEqual({ afterOne: typed, afterSeveral: null, standing: [firstSubject, secondSubject] });
  });

  test('is still there if the decision on several could not be recorded', () => {
    const store = openedStore();
    walkInto(store);
    store.saveBulkDraft(assessmentId, { ...typed, savedAt });
    const unknown = [decision(), decision({ subjectKey: 'cn=unknown' })];
    expect(failureOf(() => store.recordBulkDecision(assessmentId, unknown, figures)).code).toBe('not-found');
    expect([store.bulkDraft(assessmentId), store.standingDecisions(assessmentId)]).toEqual([
      typed,
      new Map(),
    ]);
  });
});

describe('a withdrawal', () => {
  const withdrawn = { at: withdrawal().withdrawnAt, by: withdrawal().withdrawnBy };

  test('takes the newest standing decision back, and the one before counts again', () => {
    const store = openedStore();
    walkInto(store);
    store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
    store.recordDecisions(assessmentId, [decision({ status: 'not_applicable' })], figuresAfterOne);
    store.withdrawDecision(assessmentId, withdrawal(), figuresAfterOne);
    const afterOne = store.standingDecisions(assessmentId);
    store.withdrawDecision(assessmentId, withdrawal(), figures);
    store.recordDecisions(assessmentId, [decision({ status: 'not_reviewed' })], figuresAfterOne);
    expect({
      afterOne,
      standing: store.standingDecisions(assessmentId),
      history: store.decisionsOn(assessmentId, firstSubject),
      figures: store.assessment(assessmentId).figures,
    }).toEqual({
      afterOne: new Map([[firstSubject, decided]]),
      standing: new Map([[firstSubject, { ...decided, status: 'not_reviewed' }]]),
      history: [
        { ...decided, previousStatus: 'not_a_finding', withdrawn },
        { ...decided, status: 'not_applicable', previousStatus: 'open', withdrawn },
        { ...decided, status: 'not_reviewed', previousStatus: 'not_a_finding', withdrawn: null },
      ],
      figures: figuresReadAfterOne,
    });
  });

  test('takes several back, all or none; what would count then is known before', () => {
    const store = openedStore();
    walkInto(store);
    const [first, second] = [firstSubject, secondSubject].map((subjectKey) => ({ subjectKey }));
    store.recordDecisions(assessmentId, [decision(first)], figuresAfterOne);
    const both = [decision({ ...first, status: 'not_applicable' }), decision(second)];
    store.recordDecisions(assessmentId, both, figuresAfterOne);
    const preceding = store.precedingDecisions(assessmentId);
    const withdrawals = [first, second].map((subject) => ({ ...withdrawal(), ...subject }));
    store.withdrawDecisions(assessmentId, withdrawals, figuresAfterOne);
    const standing = store.standingDecisions(assessmentId);
    // On the second none stands any more.
    const again = () => store.withdrawDecisions(assessmentId, withdrawals, figures);
    expect(failureOf(again).code).toBe('not-found');
    const one = new Map([[firstSubject, decided]]);
    expect({
      preceding,
      standing,
      after: store.standingDecisions(assessmentId),
      precedingAfter: store.precedingDecisions(assessmentId),
      figures: store.assessment(assessmentId).figures,
    }).toEqual({
      preceding: one,
      standing: one,
      after: one,
      precedingAfter: new Map(),
      figures: figuresReadAfterOne,
    });
  });

  test('where no decision stands is refused and changes nothing', () => {
    const store = openedStore();
    walkInto(store);
    store.recordDecisions(assessmentId, [decision({ subjectKey: secondSubject })], figuresAfterOne);
    expect(failureOf(() => store.withdrawDecision(assessmentId, withdrawal(), figures)).code).toBe(
      'not-found',
    );
    expect(store.assessment(assessmentId).figures).toEqual(figuresReadAfterOne);
  });
});

describe('earlier decisions on the same object', () => {
  const [first] = outcome.subjects;
  if (first === undefined) throw new Error('The outcome has a subject.');
  const { objectGuid } = first;
  const anotherGuid = '22222222-2222-4222-8222-222222222222';
  const today = 'aaaaaaaa-0000-4000-8000-000000000000';
  const found = (change: Partial<EarlierRecord> = {}) => ({
    assessmentId,
    finishedAt: outcome.finishedAt,
    distinguishedName: first.distinguishedName,
    proposal: first.proposal,
    decision: decided,
    ...change,
  });

  /** A store with one decided assessment, whose subject has the given GUID, and today's. */
  const decidedBefore = (guid: string | null, before: Partial<NewAssessment> = {}) => {
    const store = openedStore();
    store.beginAssessment({ ...newAssessment, ...before });
    store.finishWalk(assessmentId, { ...outcome, subjects: [{ ...first, objectGuid: guid }] });
    store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
    store.beginAssessment({ ...newAssessment, id: today });
    return store;
  };

  test.each([
    ['the same GUID and another name', objectGuid, 'cn=renamed', objectGuid, true],
    ['the same GUID and name', objectGuid, firstSubject, objectGuid, true],
    ['the same name, where only today’s GUID is known', null, firstSubject, objectGuid, true],
    ['the same name, where only the GUID of then is known', objectGuid, firstSubject, null, true],
    ['the same name and another GUID', anotherGuid, firstSubject, objectGuid, false],
    ['another name, and no GUID', null, 'cn=renamed', objectGuid, false],
  ])('an object with %s', (_, guidThen, subjectKey, guidToday, isSame) => {
    const store = decidedBefore(guidThen);
    expect(store.earlierDecisions(today, { subjectKey, objectGuid: guidToday })).toEqual(
      isSame ? [found()] : [],
    );
  });

  test('are those that stand', () => {
    const store = decidedBefore(objectGuid);
    store.recordDecisions(assessmentId, [decision({ status: 'not_applicable' })], figuresAfterOne);
    const subject = { subjectKey: firstSubject, objectGuid };
    const both = store.earlierDecisions(today, subject);
    store.withdrawDecision(assessmentId, withdrawal(), figuresAfterOne);
    const one = store.earlierDecisions(today, subject);
    store.withdrawDecision(assessmentId, withdrawal(), figures);
    expect([both, one, store.earlierDecisions(today, subject)]).toEqual([
      [found({ decision: { ...decided, status: 'not_applicable' } })],
      [found()],
      [],
    ]);
  });

  test('come from the newest assessment first, and not from a later one', () => {
    const store = decidedBefore(objectGuid);
    store.finishWalk(today, outcome);
    store.recordDecisions(today, [decision({ status: 'not_applicable' })], figuresAfterOne);
    const later = 'bbbbbbbb-0000-4000-8000-000000000000';
    store.beginAssessment({ ...newAssessment, id: later });
    const subject = { subjectKey: firstSubject, objectGuid };
    const ids = (id: string) => store.earlierDecisions(id, subject).map((earlier) => earlier.assessmentId);
    expect([ids(later), ids(today), ids(assessmentId)]).toEqual([[today, assessmentId], [assessmentId], []]);
  });

  test('do not go from practice to a real assessment', () => {
    const store = decidedBefore(objectGuid, { practice: false });
    expect(store.earlierDecisions(today, { subjectKey: firstSubject, objectGuid })).toEqual([]);
  });
});

describe('a call in the wrong state', () => {
  const draft = { ...emptyDraft, subjectKey: firstSubject, savedAt: '2026-03-01T09:30:00.000Z' };
  type Call = (store: ReturnType<typeof openedStore>) => void;
  const ofWalk: readonly (readonly [string, Call])[] = [
    ['appendEntries', (store) => store.appendEntries(assessmentId, entries, '2026-03-01T09:00:01.000Z')],
    ['finishWalk', (store) => store.finishWalk(assessmentId, outcome)],
    ['discardAssessment', (store) => store.discardAssessment(assessmentId)],
  ];
  const ofReview: readonly (readonly [string, Call])[] = [
    ['recordDecisions', (store) => store.recordDecisions(assessmentId, [decision()], figures)],
    ['withdrawDecision', (store) => store.withdrawDecision(assessmentId, withdrawal(), figures)],
    ['withdrawDecisions', (store) => store.withdrawDecisions(assessmentId, [], figures)],
    ['saveDraft', (store) => store.saveDraft(assessmentId, draft)],
    ['saveBulkDraft', (store) => store.saveBulkDraft(assessmentId, draft)],
    ['recordBulkDecision', (store) => store.recordBulkDecision(assessmentId, [decision()], figures)],
    ['complete', (store) => void complete(store)],
  ];

  test.each(ofReview)('%s is refused during the walk', (_, call) => {
    const store = openedStore();
    store.beginAssessment(newAssessment);
    expect(failureOf(() => call(store)).code).toBe('assessment-busy');
  });

  test.each(ofWalk)('%s is refused in review', (_, call) => {
    const store = openedStore();
    walkInto(store);
    expect(failureOf(() => call(store)).code).toBe('assessment-busy');
  });

  test.each([...ofWalk, ...ofReview])('%s is refused once completed, and changes nothing', (_, call) => {
    const store = openedStore();
    walkInto(store);
    const seal = complete(store, figuresAfterOne);
    expect(failureOf(() => call(store)).code).toBe('assessment-completed');
    expect([
      store.assessment(assessmentId),
      store.entries(assessmentId),
      store.standingDecisions(assessmentId),
    ]).toEqual([
      {
        ...inReview,
        state: 'completed',
        completedAt: '2026-03-01T11:00:00.000Z',
        figures: figuresReadAfterOne,
        seal,
      },
      entries,
      new Map(),
    ]);
  });

  const reading: readonly (readonly [string, Call])[] = [
    ['assessment', (store) => store.assessment(assessmentId)],
    ['wireLog', (store) => store.wireLog(assessmentId)],
  ];
  test.each([...ofWalk, ...ofReview, ...reading])('%s is refused for an unknown assessment', (_, call) => {
    expect(failureOf(() => call(openedStore())).code).toBe('not-found');
  });
});

test('History has the newest assessment first', () => {
  const store = openedStore();
  const ids = ['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001'];
  for (const id of ids) store.beginAssessment({ ...newAssessment, id });
  expect(store.assessments().map(({ id }) => id)).toEqual(ids.toReversed());
});

test('everything is there again after closing and opening, and a closed store is one file', () => {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  walkInto(store);
  store.recordDecisions(assessmentId, [decision()], figuresAfterOne);
  store.close();
  const files = readdirSync(folder);
  const again = openedStore(folder);
  expect([
    files,
    again.assessments(),
    again.entries(assessmentId),
    again.wireLog(assessmentId),
    again.decisionsOn(assessmentId, firstSubject),
  ]).toEqual([
    ['hopcheck.db'],
    [{ ...inReview, figures: figuresReadAfterOne }],
    entries,
    wireLog,
    [{ ...decided, previousStatus: 'not_a_finding', withdrawn: null }],
  ]);
});

test.runIf(process.platform !== 'win32')('folder and file are for the user’s own eyes', () => {
  const folder = join(temporaryFolder(), 'new', 'data');
  openedStore(folder);
  const modes = [folder, join(folder, 'hopcheck.db'), join(folder, 'hopcheck.db-wal')].map(
    (path) => statSync(path).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});
