import { describe, expect, test } from 'vitest';
import { Assessments } from '../../../../electron/backend/assessment/assessments.ts';
import { Decisions } from '../../../../electron/backend/assessment/decisions.ts';
import { OpenedAssessments } from '../../../../electron/backend/assessment/opened-assessments.ts';
import { Seals } from '../../../../electron/backend/history/seals.ts';
import type { Store } from '../../../../electron/backend/store/store.ts';
import { acceptedProposal } from '../../../../shared/assessment/accepted-proposal.ts';
import type {
  AssessmentView,
  Decision,
  Draft,
  Ruling,
  TreeNode,
} from '../../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { DirectorySource } from '../../../../shared/directory/source.ts';
import { figuresOf } from '../../../../shared/stig/roll-up.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  virtualServerEntry,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { failureOf, openedStore } from '../store/store-fixture.ts';

const assessor = 'Bert';
const now = '2026-03-01T10:00:00.000Z';

const asProposed: Ruling = {
  status: 'open',
  justification: '',
  comments: '',
  findingDetails: null,
  severityOverride: null,
};
const emptyDraft: Draft = { ...asProposed, status: null };
const signed = (ruling: Ruling): Decision => ({ ...ruling, decidedAt: now, decidedBy: assessor });

/** The review over a store, as after a start of the application. */
function reviewOver(store: Store) {
  const opened = new OpenedAssessments(store);
  const at = () => new Date(now);
  const onUnexpected = (error: unknown) => {
    throw error;
  };
  const assessments = new Assessments({ store, opened, now: at, toolVersion: '0.1.0', onUnexpected });
  const closing = new AbortController().signal;
  const seals = new Seals({ store, opened, now: at, toolVersion: '0.1.0', closing });
  return { assessments, seals, decisions: new Decisions({ store, opened, now: at }) };
}

const source: DirectorySource = {
  description: { kind: 'ldif', fileName: 'a.ldf', size: 1, sha256: '', modifiedAt: null },
  exchangeContainer,
  cutShort: null,
  warning: null,
  search: () => {
    throw new Error('Nothing is searched here.');
  },
  close: () => Promise.resolve(),
};

let assessmentCount = 0;

/** Keeps an assessment of one group with these entries; returns its id. */
function walked({ assessments }: ReturnType<typeof reviewOver>, entries: readonly DirectoryEntry[]): string {
  assessmentCount += 1;
  const id = `00000000-0000-4000-8000-${String(assessmentCount).padStart(12, '0')}`;
  assessments.begin(id, { assessor: 'Ann', source, startedAt: new Date(now) });
  assessments.keepEntries(id, [...organizationEntries(), ...groupEntries('Main'), ...entries]);
  assessments.concludeWalk(id, { incompleteReason: null, problems: [] });
  return id;
}

/** Two virtual servers that pass, two that fail, and a server on which none was seen. */
const servers = [...wholeServer('Main', 'EX1', ['4', '0']), ...wholeServer('Main', 'EX2', ['4', '0'])];

function reviewOfServers() {
  const store = openedStore();
  const review = reviewOver(store);
  const id = walked(review, [...servers, serverEntry('Main', 'EX3')]);
  const name = (server: string, instance = '1') => virtualServerName('Main', server, instance);
  const idOf = (distinguishedName: string) =>
    review.assessments.open(id).nodes.findIndex((node) => node.distinguishedName === distinguishedName);
  return { store, id, name, idOf, ...review };
}

function decisionsIn({ nodes }: AssessmentView): readonly (Decision | null)[] {
  return nodes.filter((node) => 'decision' in node && isSubject(node)).map(decisionOf);
}
const isSubject = (node: TreeNode) =>
  node.kind === 'virtual-server' || (node.kind === 'server' && node.proposal !== null);
const decisionOf = (node: TreeNode) => ('decision' in node ? node.decision : null);

/** The figures that are kept, beside those of the whole tree. */
function figuresIn({ summary, nodes }: AssessmentView) {
  const { virtualServers, servers: ofServers, toDecide, decided } = summary;
  return [{ virtualServers, servers: ofServers, toDecide, decided }, figuresOf(nodes, true)] as const;
}

describe('another severity', () => {
  const lower = (justification: string): Ruling => ({
    ...asProposed,
    severityOverride: { severity: 'low', justification },
  });

  test('is kept with its reason', () => {
    const { id, name, decisions } = reviewOfServers();
    const ruling = lower('No mail leaves the site.');
    expect(decisions.record(id, name('EX1', '2'), ruling, assessor)).toEqual(signed(ruling));
  });

  test('needs its own reason, whatever the status has', () => {
    const { id, name, decisions, assessments } = reviewOfServers();
    const ruling = { ...lower(' \n'), justification: 'Seen.' };
    expect(failureOf(() => decisions.record(id, name('EX1', '2'), ruling, assessor))).toEqual({
      code: 'justification-required',
      message:
        'The severity differs from the check’s (CAT II): write down why beside it, then save it again.',
    });
    expect(assessments.open(id).summary.decided).toBe(0);
  });

  test('that is the check’s own is none', () => {
    const { id, name, decisions } = reviewOfServers();
    const ruling = { ...asProposed, severityOverride: { severity: 'medium', justification: '' } } as const;
    expect(decisions.record(id, name('EX1', '2'), ruling, assessor)).toEqual(signed(asProposed));
  });
});

describe('the same decision on several', () => {
  test('is made on exactly those, once each, and the figures follow', () => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    const [one, other] = [idOf(name('EX1', '2')), idOf(name('EX2', '2'))];
    const ruling = { ...asProposed, findingDetails: 'Looked at together.' };
    expect(decisions.recordMany(id, [one, other, one], ruling, assessor)).toEqual({
      decision: signed(ruling),
      decided: [one, other],
      leftOut: 0,
    });
    const view = assessments.open(id);
    expect(decisionsIn(view)).toEqual([null, signed(ruling), null, signed(ruling), null]);
    const [kept, whole] = figuresIn(view);
    expect(kept).toEqual(whole);
  });

  test('needs a reason if it differs from the proposal of any, and none is decided without', () => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    const nodes = [name('EX1'), name('EX1', '2'), name('EX2')].map(idOf);
    expect(failureOf(() => decisions.recordMany(id, nodes, asProposed, assessor))).toEqual({
      code: 'justification-required',
      message: 'This differs from what is proposed for 2 of the 3: write down why, then save it again.',
    });
    expect(assessments.open(id).summary.decided).toBe(0);
    const ruling = { ...asProposed, justification: 'Seen in the dialog.' };
    expect(decisions.recordMany(id, nodes, ruling, assessor)).toEqual({
      decision: signed(ruling),
      decided: nodes,
      leftOut: 0,
    });
  });

  test('leaves out what has something typed for it, and takes an empty draft away', () => {
    const { id, store, name, idOf, decisions, assessments } = reviewOfServers();
    const typed = { ...emptyDraft, comments: 'Ask the adm' };
    decisions.saveDraft(id, name('EX1', '2'), typed);
    decisions.saveDraft(id, name('EX2', '2'), emptyDraft);
    const nodes = [name('EX1', '2'), name('EX2', '2')].map(idOf);
    expect(decisions.recordMany(id, nodes, asProposed, assessor)).toEqual({
      decision: signed(asProposed),
      decided: nodes.slice(1),
      leftOut: 1,
    });
    const draft = (instance: string) => assessments.node(id, name(instance, '2')).draft;
    expect([draft('EX1'), draft('EX2'), store.draftedSubjects(id).size]).toEqual([typed, null, 1]);
  });

  test('of which all have something typed for them decides nothing', () => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    decisions.saveDraft(id, name('EX1'), { ...emptyDraft, status: 'open' });
    expect(decisions.recordMany(id, [idOf(name('EX1'))], asProposed, assessor)).toEqual({
      decision: signed(asProposed),
      decided: [],
      leftOut: 1,
    });
    expect(assessments.open(id).summary.decided).toBe(0);
  });

  test('takes with it what was typed for it, once anything is decided by it', () => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    const typed = { ...emptyDraft, comments: 'Looked at tog' };
    decisions.saveDraft(id, name('EX1', '2'), { ...emptyDraft, status: 'open' });
    decisions.saveBulkDraft(id, typed);
    decisions.recordMany(id, [idOf(name('EX1', '2'))], asProposed, assessor);
    const afterNone = assessments.open(id).bulkDraft;
    decisions.record(id, name('EX1', '2'), asProposed, assessor);
    const afterAnother = assessments.open(id).bulkDraft;
    decisions.recordMany(id, [idOf(name('EX2', '2'))], asProposed, assessor);
    expect([afterNone, afterAnother, assessments.open(id).bulkDraft]).toEqual([typed, typed, null]);
  });

  test.each([
    ['is not decided on', 0, 'bad-request'],
    ['does not exist', 9_999, 'not-found'],
  ])('with one that %s is refused as a whole', (_, wrong, code) => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    const nodes = [idOf(name('EX1', '2')), wrong];
    expect(failureOf(() => decisions.recordMany(id, nodes, asProposed, assessor)).code).toBe(code);
    expect(assessments.open(id).summary.decided).toBe(0);
  });
});

test('what could not be written is not shown as decided', () => {
  const store = openedStore();
  const whole = reviewOver(store);
  const id = walked(whole, servers);
  const full = new Error('No room.');
  const failing = reviewOver({
    ...store,
    recordDecisions: () => {
      throw full;
    },
  });
  const before = failing.assessments.open(id);
  const target = virtualServerName('Main', 'EX1', '2');
  expect(() => failing.decisions.record(id, target, asProposed, assessor)).toThrow(full);
  expect(() => failing.decisions.acceptProposals(id, assessor)).toThrow(full);
  expect(failing.assessments.open(id)).toEqual(before);
});

test('all proposals that are accepted are told by id and signature, as they are kept; what is typed for several stays', () => {
  const { id, name, idOf, decisions, assessments } = reviewOfServers();
  const typed = { ...emptyDraft, comments: 'Looked at tog' };
  decisions.saveBulkDraft(id, typed);
  decisions.saveDraft(id, name('EX1'), { ...emptyDraft, status: 'open' });
  decisions.record(id, name('EX1', '2'), asProposed, assessor);
  const accepted = decisions.acceptProposals(id, 'Carla');
  const view = assessments.open(id);
  const server = view.nodes.findIndex((node) => node.kind === 'server' && node.name === 'EX3');
  expect([accepted, view.bulkDraft]).toEqual([
    {
      decidedAt: now,
      decidedBy: 'Carla',
      decided: [server, idOf(name('EX2')), idOf(name('EX2', '2'))].toSorted((one, other) => one - other),
      leftOut: 1,
    },
    typed,
  ]);
  const proposed = accepted.decided.map((nodeId) => {
    const node = view.nodes[nodeId];
    return node !== undefined && 'proposal' in node && node.proposal !== null
      ? acceptedProposal(node.proposal, accepted)
      : null;
  });
  expect(accepted.decided.map((nodeId) => decisionOf(view.nodes[nodeId] as TreeNode))).toEqual(proposed);
});

describe('a decision that is taken back', () => {
  const first = { ...asProposed, comments: 'First.' };
  const second = { ...asProposed, status: 'not_applicable', justification: 'Second.' } as const;
  const withdrawn = { at: now, by: 'Carla' };

  test('leaves the one before standing, then none; tree, history and figures follow', () => {
    const { id, name, decisions, assessments, store } = reviewOfServers();
    const target = name('EX1', '2');
    decisions.record(id, target, first, assessor);
    decisions.record(id, target, second, assessor);
    const steps = [0, 1].map(() => {
      const counting = decisions.withdraw(id, target, 'Carla');
      const view = assessments.open(id);
      const [kept, whole] = figuresIn(view);
      expect(kept).toEqual(whole);
      expect(reviewOver(store).assessments.open(id)).toEqual(view);
      return [counting, decisionsIn(view)[1], kept.decided];
    });
    expect(steps).toEqual([
      [signed(first), signed(first), 1],
      [null, null, 0],
    ]);
    expect(assessments.node(id, target).decisions).toEqual([
      { ...signed(first), withdrawn },
      { ...signed(second), withdrawn },
    ]);
  });

  test('must stand', () => {
    const { id, name, decisions } = reviewOfServers();
    expect(failureOf(() => decisions.withdraw(id, name('EX1'), assessor)).code).toBe('not-found');
  });

  test('stays where the assessment is completed', async () => {
    const { id, name, decisions, assessments, seals } = reviewOfServers();
    decisions.acceptProposals(id, assessor);
    await seals.complete(id, assessor, 0);
    const completed = assessments.open(id);
    expect(failureOf(() => decisions.withdraw(id, name('EX1'), assessor)).code).toBe('assessment-completed');
    expect(assessments.open(id)).toEqual(completed);
  });
});

describe('a step for several that is taken back', () => {
  const step = { decidedAt: now, decidedBy: assessor };
  const withdrawn = { at: now, by: 'Carla' };
  const earlier = { ...asProposed, comments: 'Before.' };
  const together = { ...asProposed, comments: 'Together.' };

  test('leaves on each what stood before or nothing, keeps who took it back, and the figures follow', () => {
    const { id, store, name, idOf, decisions, assessments } = reviewOfServers();
    const [one, other] = [name('EX1', '2'), name('EX2', '2')];
    decisions.record(id, one, earlier, 'Ann');
    const before = assessments.open(id);
    const { decided } = decisions.recordMany(id, [one, other].map(idOf), together, assessor);
    expect(decisions.withdrawMany(id, decided, step, 'Carla')).toEqual([
      { node: idOf(one), decision: { ...signed(earlier), decidedBy: 'Ann' } },
    ]);
    const view = assessments.open(id);
    const [kept, whole] = figuresIn(view);
    expect(kept).toEqual(whole);
    expect([view, reviewOver(store).assessments.open(id)]).toEqual([before, before]);
    expect(assessments.node(id, other).decisions).toEqual([{ ...signed(together), withdrawn }]);
    expect(assessments.node(id, one).decisions).toEqual([
      { ...signed(earlier), decidedBy: 'Ann', withdrawn: null },
      { ...signed(together), withdrawn },
    ]);
  });

  test('may be the acceptance of all proposals', () => {
    const { id, decisions, assessments } = reviewOfServers();
    const before = assessments.open(id);
    const { decided, leftOut: _leftOut, ...signature } = decisions.acceptProposals(id, assessor);
    expect(decisions.withdrawMany(id, decided, signature, 'Carla')).toEqual([]);
    expect(assessments.open(id)).toEqual(before);
  });

  test.each([
    ['decided anew', 'record'],
    ['taken back', 'withdraw'],
  ] as const)('stands as a whole once one of them was %s', (_, then) => {
    const { id, name, idOf, decisions, assessments } = reviewOfServers();
    const names = [name('EX1', '2'), name('EX2', '2')];
    const { decided } = decisions.recordMany(id, names.map(idOf), together, assessor);
    if (then === 'withdraw') decisions.withdraw(id, name('EX1', '2'), 'Carla');
    else decisions.record(id, name('EX1', '2'), asProposed, 'Carla');
    const before = assessments.open(id);
    expect(failureOf(() => decisions.withdrawMany(id, decided, step, 'Carla'))).toEqual({
      code: 'decided-since',
      message:
        '1 of the 2 objects has been decided anew or taken back since. Take back the decisions on the objects themselves.',
    });
    expect(assessments.open(id)).toEqual(before);
  });

  test('stands where the assessment is completed', async () => {
    const { id, decisions, assessments, seals } = reviewOfServers();
    const { decided } = decisions.acceptProposals(id, assessor);
    await seals.complete(id, assessor, 0);
    const completed = assessments.open(id);
    expect(failureOf(() => decisions.withdrawMany(id, decided, step, 'Carla')).code).toBe(
      'assessment-completed',
    );
    expect(assessments.open(id)).toEqual(completed);
  });

  test('is not shown as taken back if that could not be written', () => {
    const store = openedStore();
    const id = walked(reviewOver(store), servers);
    const full = new Error('No room.');
    const withdrawDecisions = () => {
      throw full;
    };
    const failing = reviewOver({ ...store, withdrawDecisions });
    const { decided } = failing.decisions.acceptProposals(id, assessor);
    const before = failing.assessments.open(id);
    expect(() => failing.decisions.withdrawMany(id, decided, step, 'Carla')).toThrow(full);
    expect(failing.assessments.open(id)).toEqual(before);
  });
});

describe('earlier decisions on the same object', () => {
  const guid = '0102030405060708090a0b0c0d0e0f10';
  /** A virtual server of a group of its own server. */
  const one = (change: Readonly<Record<string, string | readonly string[]>> = {}, instance = '1') => [
    ...wholeServer('Main', 'EX1', []),
    virtualServerEntry('Main', 'EX1', instance, {
      objectGUID: guid,
      msExchSmtpOutboundSecurityFlag: '0',
      msExchServerBindings: [':25:', ':587:'],
      ...change,
    }),
  ];
  const target = virtualServerName('Main', 'EX1', '1');

  /** Decides on the virtual server of one assessment, and asks on that of another. */
  function askedAfter(then: readonly DirectoryEntry[], today: readonly DirectoryEntry[], asked = target) {
    const review = reviewOver(openedStore());
    const before = walked(review, then);
    review.decisions.record(before, target, asProposed, assessor);
    const found = review.decisions.earlier(walked(review, today), asked);
    return { before, found };
  }

  test.each([
    ['as it was', one(), false],
    ['with its bindings in another order', one({ msExchServerBindings: [':587:', ':25:'] }), false],
    ['with another flag', one({ msExchSmtpOutboundSecurityFlag: '4' }), true],
    ['with the same number spelt otherwise', one({ msExchSmtpOutboundSecurityFlag: '00' }), true],
    ['with other bindings', one({ msExchServerBindings: [':25:'] }), true],
    [
      'on a server of another version',
      [...one().slice(1), serverEntry('Main', 'EX1', { serialNumber: 'Version 8.3' })],
      true,
    ],
  ])('of an object %s', (_, today, observationChanged) => {
    const { before, found } = askedAfter(one(), today);
    expect(found).toEqual([
      { assessmentId: before, readAt: now, decision: signed(asProposed), observationChanged },
    ]);
  });

  test('are found under another name by the objectGUID, and not under the same name of another object', () => {
    const renamed = askedAfter(one(), one({}, '7'), virtualServerName('Main', 'EX1', '7'));
    const replaced = askedAfter(one(), one({ objectGUID: 'ff'.repeat(16) }));
    expect([renamed.found.length, replaced.found.length]).toEqual([1, 0]);
  });

  test('are not those of another object where only its evidence knows the objectGUID', () => {
    const store = openedStore();
    const review = reviewOver(store);
    const before = walked(review, one({ objectGUID: 'ff'.repeat(16) }));
    const today = walked(review, one());
    // As data from before subjects kept their GUID would be found: by its name.
    const record = {
      assessmentId: before,
      finishedAt: now,
      distinguishedName: target,
      proposal: { status: 'open', reasons: ['no-tls'] },
      decision: signed(asProposed),
    } as const;
    const { decisions } = reviewOver({ ...store, earlierDecisions: () => [record] });
    expect(decisions.earlier(today, target)).toEqual([]);
  });

  test('of a server on which no virtual server was seen are found by its objectGUID, too', () => {
    const review = reviewOver(openedStore());
    const before = walked(review, [serverEntry('Main', 'OLD', { objectGUID: guid })]);
    const nameOf = (id: string) =>
      review.assessments.open(id).nodes.find(({ kind }) => kind === 'server')?.distinguishedName ?? '';
    const ruling = { ...asProposed, status: 'not_reviewed' as const };
    review.decisions.record(before, nameOf(before), ruling, assessor);
    const today = walked(review, [serverEntry('Main', 'NEW', { objectGUID: guid })]);
    expect(review.decisions.earlier(today, nameOf(today))).toEqual([
      { assessmentId: before, readAt: now, decision: signed(ruling), observationChanged: false },
    ]);
  });

  test('are the five newest, the newest first', () => {
    const review = reviewOver(openedStore());
    const ids = Array.from({ length: 7 }, () => walked(review, one()));
    for (const id of ids.slice(0, 6)) review.decisions.record(id, target, asProposed, assessor);
    const found = review.decisions.earlier(ids[6] ?? '', target);
    expect(found.map(({ assessmentId }) => assessmentId)).toEqual(ids.slice(1, 6).toReversed());
  });
});
