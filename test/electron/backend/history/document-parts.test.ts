import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalPieces,
  canonicalText,
  canonicalTextInTurns,
  sha256Of,
} from '../../../../electron/backend/canonical-json.ts';
import { documentPart, hashedPart } from '../../../../electron/backend/history/document-parts.ts';
import type { NewImport } from '../../../../electron/backend/store/history-records.ts';
import { packedPage } from '../../../../electron/backend/store/walk-outcome.ts';
import { virtualServerName } from '../../../support/exchange-entries.ts';
import { evidencePart, singleParts, type SinglePartName } from '../../../../shared/history/document.ts';
import { statuses } from '../../../../shared/stig/status.ts';
import { failureOf } from '../store/store-fixture.ts';
import {
  assessor,
  at,
  emptyDatabase,
  idOf,
  reviewOfDatabase,
  ruling,
  sealInto,
  walkInto,
  type Review,
} from './history-fixture.ts';

describe('canonical JSON', () => {
  test('is that of the example of RFC 8785', () => {
    const example = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as unknown;
    expect(canonicalText(example)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('orders names by their UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    expect(
      Object.keys(JSON.parse(canonicalText(Object.fromEntries(names.map((name) => [name, 0])))) as object),
    ).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
  });

  test('has half a surrogate pair as the replacement character, as the database has', () => {
    expect(canonicalText({ 'a\ud800': ['\udc00b', '𝄞'] })).toBe('{"a\ufffd":["\ufffdb","𝄞"]}');
  });

  test('is refused for what is no JSON', () => {
    expect(() => canonicalText(undefined)).toThrow(TypeError);
  });

  test.each([0, 1, 999, 1_000, 1_001, 2_000, 2_345])(
    'of a list of %i items is the same in pieces',
    (length) => {
      const list = Array.from({ length }, (_, place) => ({
        b: [place],
        a: place % 700 === 0 ? '\ud800' : 'x',
      }));
      expect([...canonicalPieces(list)].join('')).toBe(canonicalText(list));
    },
  );

  test.each([{ b: 1, a: [2] }, 'text', null, [[], [1_000]]])('of %j is the same in pieces', (value) => {
    expect([...canonicalPieces(value)].join('')).toBe(canonicalText(value));
  });

  test('lets others have their turn while a long list is written', async () => {
    const list = Array.from({ length: 5_000 }, (_, place) => place);
    let turns = 0;
    const count = setInterval(() => (turns += 1), 0);
    const text = await canonicalTextInTurns(Array.from({ length: 60 }, () => list).flat());
    clearInterval(count);
    expect(text).toHaveLength(60 * canonicalText(list).length - 60 + 1);
    expect(turns).toBeGreaterThan(1);
  });

  test('is given up when nobody waits for it any more', async () => {
    const leaving = new AbortController();
    const writing = canonicalTextInTurns(
      Array.from({ length: 5_000 }, (_, place) => place),
      leaving.signal,
    );
    leaving.abort();
    await expect(writing).rejects.toThrow('aborted');
  });

  test('is hashed in UTF-8', () => {
    expect([sha256Of('abc'), hashedPart({ name: 'a', text: '€' }).bytes]).toEqual([
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      3,
    ]);
  });
});

const origin = {
  fileName: 'Fabrikam.hopcheck',
  sha256: 'ab'.repeat(32),
  madeAt: at,
  madeBy: 'Ann',
  toolVersion: '0.1.0',
  importedAt: at,
  importedBy: 'Carl',
};

/** The document of an assessment as a bundle would carry it. */
function carried({ store }: Review, id: string): NewImport {
  return {
    parts: store.documentOf(id),
    pages: store.evidencePages(id).map((page) => packedPage(store.evidencePage(id, page))),
    origin,
    seal: store.sealOf(id),
    event: { kind: 'imported', at, by: 'Carl', detail: {} },
    observed: store.observed(id),
    groups: null,
  };
}

function everyPart({ store }: Review, id: string) {
  return {
    single: Object.entries(store.documentOf(id)).map(([name, content]) =>
      hashedPart(documentPart(name, content)),
    ),
    evidence: store.evidencePages(id).map((page) => canonicalText(store.evidencePage(id, page))),
  };
}

describe('a document', () => {
  test('is what the schemas of a bundle demand', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    await sealInto(review, idOf(1));
    const parts = review.store.documentOf(idOf(1));
    for (const name of Object.keys(singleParts) as SinglePartName[])
      expect(singleParts[name].parse(parts[name])).toEqual(parts[name]);
    for (const page of review.store.evidencePages(idOf(1)))
      expect(evidencePart.parse(review.store.evidencePage(idOf(1), page))).toEqual(
        review.store.evidencePage(idOf(1), page),
      );
  });

  test('of a completed assessment is imported with equal parts and the same seal, and can be verified there', async () => {
    const here = reviewOfDatabase(emptyDatabase());
    await sealInto(here, idOf(1));
    const there = reviewOfDatabase(emptyDatabase());
    walkInto(there, idOf(7));
    there.store.importDocument(idOf(2), carried(here, idOf(1)));
    const seal = here.store.sealOf(idOf(1));
    expect(everyPart(there, idOf(2))).toEqual(everyPart(here, idOf(1)));
    expect(there.store.sealOf(idOf(2))).toMatchObject({
      sha256: seal?.sha256,
      manifest: seal?.manifest,
      position: null,
    });
    expect(there.assessments.summary(idOf(2))).toEqual({
      ...here.assessments.summary(idOf(1)),
      id: idOf(2),
      origin,
    });
    expect(there.assessments.open(idOf(2)).nodes).toEqual(here.assessments.open(idOf(1)).nodes);
    expect(await there.seals.verify(idOf(2), 'Carl')).toMatchObject({
      outcome: 'intact',
      seal: seal?.sha256,
      chainedHere: false,
      differences: [],
    });
    expect(there.history.events(idOf(2)).map(({ kind }) => kind)).toEqual([
      'walk-ended',
      'completed',
      'imported',
      'verified',
    ]);
  });

  test('that was imported has no part in the chain: its seal goes with it, and its correction is chained', async () => {
    const here = reviewOfDatabase(emptyDatabase());
    await sealInto(here, idOf(1));
    const there = reviewOfDatabase(emptyDatabase());
    there.store.importDocument(idOf(2), carried(here, idOf(1)));
    const corrected = there.history.revise(idOf(2), 'Carl', 'A slip');
    await there.seals.complete(corrected, 'Carl', 0);
    there.history.delete(idOf(2), 'Carl');
    expect(there.store.sealOf(idOf(2))).toBeNull();
    expect(await there.seals.verify(corrected, 'Carl')).toMatchObject({
      outcome: 'intact',
      previousSeal: null,
      chainedHere: true,
    });
  });

  test('of an assessment in review goes on there, and is sealed there', async () => {
    const here = reviewOfDatabase(emptyDatabase());
    walkInto(here, idOf(1));
    here.decisions.record(idOf(1), virtualServerName('Main', 'EX1', '2'), ruling, assessor);
    here.decisions.saveDraft(idOf(1), virtualServerName('Main', 'EX1', '1'), { ...ruling, status: null });
    const there = reviewOfDatabase(emptyDatabase());
    there.store.importDocument(idOf(2), carried(here, idOf(1)));
    expect(there.assessments.open(idOf(2)).drafts).toEqual(here.assessments.open(idOf(1)).drafts);
    there.decisions.record(idOf(2), virtualServerName('Main', 'EX1', '1'), ruling, 'Carl');
    there.decisions.acceptProposals(idOf(2), 'Carl');
    await there.seals.complete(idOf(2), 'Carl', 1);
    expect(await there.seals.verify(idOf(2), 'Carl')).toMatchObject({ outcome: 'intact', chainedHere: true });
  });

  test.each<[string, (document: NewImport) => NewImport]>([
    [
      'a decision on what is not decided on',
      ({ parts, ...rest }) => ({ ...rest, parts: { ...parts, 'subjects.json': [] } }),
    ],
    [
      'events that do not follow each other',
      ({ parts, ...rest }) => ({
        ...rest,
        parts: { ...parts, 'events.json': parts['events.json'].slice(1) },
      }),
    ],
    [
      'the same object twice',
      ({ parts, ...rest }) => ({
        ...rest,
        parts: { ...parts, 'subjects.json': [...parts['subjects.json'], ...parts['subjects.json']] },
      }),
    ],
    [
      'a reason for being incomplete although it is complete',
      ({ parts, ...rest }) => ({
        ...rest,
        parts: { ...parts, 'assessment.json': { ...parts['assessment.json'], incompleteReason: 'Cut.' } },
      }),
    ],
    [
      'a source of no known kind',
      ({ parts, ...rest }) => ({
        ...rest,
        parts: { ...parts, 'assessment.json': { ...parts['assessment.json'], source: { kind: 'hearsay' } } },
      }),
    ],
  ])('with %s is not imported, and nothing of it is kept', async (_, change) => {
    const here = reviewOfDatabase(emptyDatabase());
    await sealInto(here, idOf(1));
    const database = emptyDatabase();
    const there = reviewOfDatabase(database);
    const document = change(carried(here, idOf(1)));
    expect(failureOf(() => there.store.importDocument(idOf(2), document)).code).toBe('bundle-unreadable');
    expect(there.store.assessments()).toEqual([]);
    expect(database.prepare('SELECT count(*) FROM event').pluck().get()).toBe(0);
  });

  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const rulings = fc.record({
    status: fc.constantFrom(...statuses),
    justification: text.map((words) => `x${words}`),
    comments: text,
    findingDetails: fc.option(text),
    severityOverride: fc.option(
      fc.record({
        severity: fc.constantFrom('high' as const, 'low' as const),
        justification: text.map((words) => `x${words}`),
      }),
    ),
  });
  const step = fc.record({
    ruling: rulings,
    place: fc.constantFrom('1', '2', '3'),
    after: fc.constantFrom('decide', 'draft', 'withdraw'),
  });

  test('is the same after any number of imports, whatever was decided', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const here = reviewOfDatabase(emptyDatabase());
        walkInto(here, idOf(1));
        for (const { ruling: said, place, after } of steps) {
          const target = virtualServerName('Main', 'EX1', place);
          if (after === 'draft') here.decisions.saveDraft(idOf(1), target, said);
          else here.decisions.record(idOf(1), target, said, assessor);
          if (after === 'withdraw') here.decisions.withdraw(idOf(1), target, assessor);
        }
        const there = reviewOfDatabase(emptyDatabase());
        there.store.importDocument(idOf(2), carried(here, idOf(1)));
        const { 'events.json': events, ...first } = here.store.documentOf(idOf(1));
        const { 'events.json': later, ...second } = there.store.documentOf(idOf(2));
        expect(second).toEqual(first);
        expect(later.slice(0, -1)).toEqual(events);
        expect(there.assessments.open(idOf(2)).nodes).toEqual(here.assessments.open(idOf(1)).nodes);
      }),
      { numRuns: 30 },
    );
  });
});
