import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalText, sha256Of } from '../../../../electron/backend/canonical-json.ts';
import type { AssessmentSummary } from '../../../../shared/assessment/assessment.ts';
import { ldifChunkBytes } from '../../../../shared/limits.ts';
import type { EvidencePage, SingleParts } from '../../../../shared/history/document.ts';
import {
  groupEntries,
  organizationEntries,
  virtualServerEntry,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { openedBackend, type OpenedBackend } from '../../../support/opened-backend.ts';
import { changeJson, remakeBundle, resealed, type Texts } from '../../../support/remade-bundle.ts';
import { hash, smallBundle, writeSmallBundle } from '../../../support/small-bundle.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

const organization = [
  ...organizationEntries(),
  ...groupEntries('Main'),
  ...wholeServer('Main', 'EX1', ['4', '0']),
];

let folder: TemporaryFolder;
let maker: OpenedBackend;
let taker: OpenedBackend;
let assessment: AssessmentSummary;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-bundles-');
  maker = openedBackend(folder.path, 'maker');
  taker = openedBackend(folder.path, 'taker');
  assessment = await maker.assess(organization, 'Ann');
  path = join(folder.path, 'a.hopcheck');
});
afterEach(async () => {
  await Promise.all([maker.backend.close(), taker.backend.close()]);
  await folder.remove();
});

const make = () => maker.backend.bundleFiles.makeFile(assessment.id, path, 'Ann');
async function makeCompleted() {
  assessment = await maker.complete(assessment.id, 'Ann');
  return make();
}

/** What the folder for temporary files of a backend holds. */
function temporaryFiles({ dataFolder }: OpenedBackend): readonly string[] {
  const temporary = join(dataFolder, 'temporary');
  return existsSync(temporary) ? readdirSync(temporary) : [];
}

async function kept(): Promise<number> {
  return (await taker.invoke('assessment.list', {})).length;
}

describe('a bundle that is made', () => {
  test('is told with its hash, and noted as an event', async () => {
    const made = await make();
    const octets = readFileSync(path);
    expect(made).toEqual({
      path,
      fileName: 'a.hopcheck',
      size: octets.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      kind: 'capture',
      seal: null,
    });
    const events = await maker.invoke('history.events', { assessmentId: assessment.id });
    const day = assessment.finishedAt?.slice(0, 10);
    expect(events.at(-1)).toMatchObject({
      kind: 'bundled',
      by: 'Ann',
      detail: { kind: 'capture', fileName: `Fabrikam-${day}-capture.hopcheck`, sha256: made.sha256 },
    });
    expect(temporaryFiles(maker)).toEqual([]);
  });

  test('holds what a person and other programs read', async () => {
    await makeCompleted();
    let texts: Texts = {};
    await remakeBundle(path, (members) => {
      texts = { ...members };
    });
    expect(Object.keys(texts)).toEqual([
      'READ-ME.txt',
      'seal.json',
      'record/assessment.json',
      'record/decisions.json',
      'record/drafts.json',
      'record/events.json',
      'record/problems.json',
      'record/subjects.json',
      'record/wire-log.json',
      'record/evidence/00000.json',
      'exports/report.json',
      'exports/virtual-servers.csv',
    ]);
    expect(texts['READ-ME.txt']).toContain(`the SHA-256 of seal.json is the seal:\r\n${assessment.seal}`);
    expect(sha256Of(texts['seal.json'] ?? '')).toBe(assessment.seal);
    expect(JSON.parse(texts['exports/report.json'] ?? '')).toMatchObject({
      id: assessment.id,
      state: 'completed',
      servers: [{ name: 'EX1' }],
    });
    const lines = (texts['exports/virtual-servers.csv'] ?? '').split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 7))).toEqual([
      [
        '\ufeffMarking',
        'Check',
        'Organisation',
        'Administrative group',
        'Server',
        'Virtual server',
        'Instance',
      ],
      ['', 'EMG2-803', 'Fabrikam', 'Main', 'EX1', 'Default SMTP Virtual Server', '1'],
      ['', 'EMG2-803', 'Fabrikam', 'Main', 'EX1', 'SMTP 2', '2'],
      [''],
    ]);
  });

  test('is the same file again if nothing happened in between', async () => {
    const at = new Date('2026-03-01T08:00:00.000Z');
    const steady = openedBackend(folder.path, 'steady', { now: () => at });
    const { id } = await steady.assess(organization, 'Ann');
    await steady.complete(id, 'Ann');
    const { bundleFiles } = steady.backend;
    const one = await bundleFiles.makeFile(id, join(folder.path, 'one'), 'Ann');
    const two = await bundleFiles.makeFile(id, join(folder.path, 'two'), 'Ann');
    await steady.backend.close();
    expect(two.sha256).toBe(one.sha256);
  });

  test('is never written in the place of a file that is there, nor where there is no folder', async () => {
    writeFileSync(path, 'mine');
    expect(await failureOf(make())).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('There is a file already'),
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    path = join(folder.path, 'none', 'a');
    expect(await failureOf(make())).toMatchObject({ code: 'file-unreadable' });
    expect(temporaryFiles(maker)).toEqual([]);
  });

  test('is refused of an assessment that is not as it was sealed', async () => {
    await maker.complete(assessment.id, 'Ann');
    await maker.backend.close();
    const database = new SqliteDatabase(join(maker.dataFolder, 'hopcheck.db'));
    database.exec("DROP TRIGGER decision_is_fixed; UPDATE decision SET decided_by = 'Eve'");
    database.close();
    maker = openedBackend(folder.path, 'maker');
    expect(await failureOf(make())).toEqual({
      code: 'bundle-changed',
      message:
        'This assessment is not as Hopcheck kept it, so no bundle was made of it. Verify it in History to see what was changed.',
      detail: expect.stringContaining('decisions.json: '),
    });
    expect({ made: existsSync(path), left: temporaryFiles(maker) }).toEqual({ made: false, left: [] });
  });

  test('is refused of an assessment that is not there', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const failure = await failureOf(maker.invoke('bundle.make', { assessmentId: unknown, assessor: 'Ann' }));
    expect(failure.code).toBe('not-found');
    expect(temporaryFiles(maker)).toEqual([]);
  });
});

describe('a bundle that is here already', () => {
  test('is refused if it has the same seal', async () => {
    await makeCompleted();
    await taker.backend.bundleFiles.importFile(path, 'Bert');
    const [there] = await taker.invoke('assessment.list', {});
    for (const one of [taker, maker]) {
      const failure = await failureOf(one.backend.bundleFiles.importFile(path, 'Bert'));
      expect(failure).toEqual({
        code: 'bad-request',
        message: `Nothing was imported: this assessment is here already, with the same seal. It is the one of Fabrikam, read on ${assessment.finishedAt?.slice(0, 10)} by Ann.`,
        detail: `id ${one === taker ? there?.id : assessment.id}`,
      });
    }
    const report = await maker.backend.bundleFiles.inspectFile(path);
    expect(report.known).toEqual([{ assessmentId: assessment.id, isSame: true }]);
    expect(await kept()).toBe(1);
  });

  test('is refused if it is a capture that tells nothing new', async () => {
    await make();
    await taker.backend.bundleFiles.importFile(path, 'Bert');
    expect(await failureOf(taker.backend.bundleFiles.importFile(path, 'Bert'))).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('all that this capture tells is here already'),
    });
    // Where the review has gone on, an older capture tells nothing new either.
    await maker.invoke('decision.acceptProposals', { assessmentId: assessment.id, assessor: 'Ann' });
    expect(await failureOf(maker.backend.bundleFiles.importFile(path, 'Ann'))).toMatchObject({
      code: 'bad-request',
    });
    expect(await kept()).toBe(1);
  });

  test('is refused also if a decision of it was taken back since', async () => {
    const assessmentId = assessment.id;
    await maker.invoke('decision.acceptProposals', { assessmentId, assessor: 'Ann' });
    await make();
    const { nodes } = await maker.invoke('assessment.open', { assessmentId });
    const distinguishedName = nodes.find(({ kind }) => kind === 'virtual-server')?.distinguishedName ?? '';
    await maker.invoke('decision.withdraw', { assessmentId, distinguishedName, assessor: 'Ann' });
    expect(await failureOf(maker.backend.bundleFiles.importFile(path, 'Ann'))).toMatchObject({
      code: 'bad-request',
    });
    // Elsewhere the one with the withdrawal tells something new.
    await taker.backend.bundleFiles.importFile(path, 'Bert');
    path = join(folder.path, 'b.hopcheck');
    await make();
    expect(await taker.backend.bundleFiles.importFile(path, 'Bert')).toMatchObject({ decided: 1 });
  });

  test('is kept beside it if it is a capture with another decision', async () => {
    await make();
    await taker.backend.bundleFiles.importFile(path, 'Bert');
    await maker.invoke('decision.acceptProposals', { assessmentId: assessment.id, assessor: 'Ann' });
    path = join(folder.path, 'b.hopcheck');
    await make();
    expect(await taker.backend.bundleFiles.importFile(path, 'Bert')).toMatchObject({
      decided: 2,
      toDecide: 2,
    });
    expect(await kept()).toBe(2);
  });

  test('is refused also while it is being imported', async () => {
    await makeCompleted();
    const both = [1, 2].map(() => taker.backend.bundleFiles.importFile(path, 'Bert'));
    const ends = (await Promise.allSettled(both)).map(({ status }) => status);
    expect({ ends: ends.toSorted(), kept: await kept() }).toEqual({
      ends: ['fulfilled', 'rejected'],
      kept: 1,
    });
  });

  test('can be imported again once it was deleted', async () => {
    await makeCompleted();
    await maker.invoke('history.delete', { assessmentId: assessment.id, assessor: 'Ann' });
    const back = await maker.backend.bundleFiles.importFile(path, 'Ann');
    expect(back).toMatchObject({ seal: assessment.seal, origin: { importedBy: 'Ann' } });
    const verification = await maker.invoke('history.verify', { assessmentId: back.id, assessor: 'Ann' });
    expect(verification).toMatchObject({ outcome: 'intact' });
  });
});

describe('a bundle that somebody took apart, whose hashes all fit, is not imported:', () => {
  /** The first difference that is told of it, after it was refused. */
  async function difference(
    change: (texts: Texts) => void,
    changeManifest: Parameters<typeof remakeBundle>[2] = () => ({}),
  ) {
    await remakeBundle(path, change, changeManifest);
    const { verification } = await taker.backend.bundleFiles.inspectFile(path);
    const failure = await failureOf(taker.backend.bundleFiles.importFile(path, 'Bert'));
    const first = verification.differences[0];
    expect({ outcome: verification.outcome, failure, kept: await kept() }).toEqual({
      outcome: 'changed',
      failure: {
        code: 'bundle-changed',
        message: expect.stringContaining(`${first?.part}: ${first?.message}`),
      },
      kept: 0,
    });
    return first;
  }

  test('a decision that was changed after the seal', async () => {
    await makeCompleted();
    const change = (texts: Texts) => {
      changeJson<SingleParts['decisions.json']>(texts, 'record/decisions.json', (decisions) =>
        decisions.map((decision) => ({ ...decision, decidedBy: 'Eve' })),
      );
    };
    expect(await difference(change)).toMatchObject({ part: 'decisions.json' });
  });

  test('evidence that was changed, left out or added after the seal', async () => {
    await makeCompleted();
    const page = 'record/evidence/00000.json';
    const change = (texts: Texts) => {
      changeJson<EvidencePage>(texts, page, (content) => ({ ...content, entries: content.entries.slice(1) }));
    };
    expect(await difference(change)).toMatchObject({ part: 'evidence/00000.json' });
    await remakeBundle(path, (texts) => {
      texts['record/evidence/00001.json'] = texts[page] ?? '';
    });
    const { verification } = await taker.backend.bundleFiles.inspectFile(path);
    expect(verification.differences.map(({ part }) => part)).toEqual([
      'evidence/00000.json',
      'evidence/00001.json',
    ]);
  });

  test('another seal than the one of the manifest', async () => {
    await makeCompleted();
    expect(
      await difference(
        () => undefined,
        () => ({ seal: 'f'.repeat(64) }),
      ),
    ).toEqual({
      part: 'seal',
      message: 'The seal is not the hash of what it says it was made of.',
    });
  });

  test('a seal over an assessment that is still in review', async () => {
    await makeCompleted();
    let seal = '';
    const change = (texts: Texts) => {
      changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
        ...one,
        completedAt: null,
      }));
      seal = resealed(texts);
    };
    expect(await difference(change, () => ({ seal }))).toEqual({
      part: 'assessment.json',
      message: 'It says that it is still in review, but it has a seal.',
    });
  });

  test('a capture that says to be completed', async () => {
    await make();
    const change = (texts: Texts) => {
      changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
        ...one,
        completedAt: one.finishedAt,
      }));
    };
    expect(await difference(change)).toEqual({
      part: 'assessment.json',
      message: 'It says that it is completed, but it has no seal.',
    });
  });

  test('an event that was changed', async () => {
    await make();
    const change = (texts: Texts) => {
      changeJson<SingleParts['events.json']>(texts, 'record/events.json', (events) =>
        events.map((event) => ({ ...event, by: 'Eve' })),
      );
    };
    expect(await difference(change)).toEqual({
      part: 'events',
      message: 'Event 1 does not follow the one before it.',
    });
  });

  test('events that go on after the completion', async () => {
    await makeCompleted();
    let seal = '';
    const change = (texts: Texts) => {
      changeJson<SingleParts['events.json']>(texts, 'record/events.json', (events) => {
        const event = { kind: 'exported', at: '2026-03-01T08:00:00.000Z', by: 'Eve', detail: {} } as const;
        const previous = events.at(-1)?.sha256 ?? null;
        return [...events, { ...event, sha256: sha256Of(canonicalText({ previous, ...event })) }];
      });
      seal = resealed(texts);
    };
    expect(await difference(change, () => ({ seal }))).toEqual({
      part: 'events',
      message: 'It tells of more after the assessment was completed.',
    });
  });

  test('other evidence than that of the same walk here, with a seal that fits', async () => {
    await make();
    await taker.backend.bundleFiles.importFile(path, 'Bert');
    path = join(folder.path, 'b.hopcheck');
    await makeCompleted();
    let seal = '';
    await remakeBundle(
      path,
      (texts) => {
        changeJson<EvidencePage>(texts, 'record/evidence/00000.json', (page) => ({
          ...page,
          readAt: '2000-01-01T00:00:00.000Z',
        }));
        seal = resealed(texts);
      },
      () => ({ seal }),
    );
    for (const one of [taker, maker]) {
      const { verification } = await one.backend.bundleFiles.inspectFile(path);
      expect(verification).toMatchObject({
        outcome: 'changed',
        differences: [
          {
            part: 'evidence/00000.json',
            message: 'The assessment of the same walk that is kept here has other evidence.',
          },
        ],
      });
      expect(await failureOf(one.backend.bundleFiles.importFile(path, 'Bert'))).toMatchObject({
        code: 'bundle-changed',
      });
    }
  });
});

describe('a capture that contradicts itself is not imported, and nothing of it is kept:', () => {
  const decision = {
    subject: 'CN=nothing',
    status: 'open',
    previousStatus: 'open',
    justification: '',
    comments: '',
    findingDetails: null,
    severityOverride: null,
    decidedAt: '2026-03-01T08:00:00.000Z',
    decidedBy: 'Eve',
    withdrawn: null,
  };

  test.each<[string, (texts: Texts) => void]>([
    [
      'a decision on what is not decided on',
      (texts) => {
        texts['record/decisions.json'] = canonicalText([decision]);
      },
    ],
    [
      'the same subject twice',
      (texts) => {
        changeJson<SingleParts['subjects.json']>(texts, 'record/subjects.json', (all) => [
          ...all,
          ...all.slice(0, 1),
        ]);
      },
    ],
    [
      'a source of no known kind',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          source: { kind: 'oracle' },
        }));
      },
    ],
    [
      'complete, and with a reason why it is not',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          incompleteReason: 'It was cut short.',
        }));
      },
    ],
    [
      'another organisation than that of its evidence',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          organizationDistinguishedName: one.organizationDistinguishedName.replace('Fabrikam', 'Contoso'),
        }));
      },
    ],
    [
      'practice, from a source that is none',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          practice: true,
        }));
      },
    ],
    [
      'more decided than there are decisions',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          figures: { ...one.figures, decided: 1 },
        }));
      },
    ],
    [
      'no finding in its figures, and one in what it holds',
      (texts) => {
        changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
          ...one,
          figures: { ...one.figures, virtualServers: { ...one.figures.virtualServers, open: 0 } },
        }));
      },
    ],
    [
      'a seal among its events, and none',
      (texts) => {
        changeJson<SingleParts['events.json']>(texts, 'record/events.json', (events) => {
          const event = { kind: 'sealed', at: '2026-03-01T08:00:00.000Z', by: 'Eve', detail: {} } as const;
          const previous = events.at(-1)?.sha256 ?? null;
          return [...events, { ...event, sha256: sha256Of(canonicalText({ previous, ...event })) }];
        });
      },
    ],
    [
      'evidence without an organisation',
      (texts) => {
        changeJson<EvidencePage>(texts, 'record/evidence/00000.json', (page) => ({ ...page, entries: [] }));
      },
    ],
  ])('%s', async (_what, change) => {
    await make();
    await remakeBundle(path, change);
    expect(await failureOf(taker.backend.bundleFiles.importFile(path, 'Bert'))).toMatchObject({
      code: 'bundle-unreadable',
    });
    expect(await kept()).toBe(0);
    expect(await taker.invoke('history.usage', {})).toMatchObject({ assessments: {} });
  });
});

test('one that is completed with something undecided is not imported, though its seal fits', async () => {
  await makeCompleted();
  let seal = '';
  await remakeBundle(
    path,
    (texts) => {
      texts['record/decisions.json'] = '[]';
      changeJson<SingleParts['assessment.json']>(texts, 'record/assessment.json', (one) => ({
        ...one,
        figures: { ...one.figures, decided: 0 },
      }));
      seal = resealed(texts);
    },
    () => ({ seal }),
  );
  expect(await failureOf(taker.backend.bundleFiles.importFile(path, 'Bert'))).toMatchObject({
    code: 'bundle-unreadable',
    detail: 'It is completed, but not everything is decided.',
  });
  expect(await kept()).toBe(0);
});

test('the order of the walks counts, not that of the imports, for what was decided earlier', async () => {
  await makeCompleted();
  const now = () => new Date('2099-01-01T00:00:00.000Z');
  const later = openedBackend(folder.path, 'later', { now });
  const { id } = await later.assess(organization, 'Caro');
  await later.complete(id, 'Caro');
  const imported = await later.backend.bundleFiles.importFile(path, 'Caro');
  const distinguishedName = virtualServerName('Main', 'EX1');
  const earlier = async (assessmentId: string) => {
    const decisions = await later.invoke('decision.earlier', { assessmentId, distinguishedName });
    return decisions.map((one) => one.assessmentId);
  };
  expect([await earlier(id), await earlier(imported.id)]).toEqual([[imported.id], []]);
  await later.backend.close();
});

describe('a file that comes in pieces', () => {
  const begin = (size: number) => taker.invoke('bundle.begin', { fileName: 'a.hopcheck', size });
  const feed = (uploadId: string, offset: number, octets: string | Buffer) =>
    taker.invoke('bundle.feed', { uploadId, offset, base64: Buffer.from(octets).toString('base64') });

  test('lies where only this account may read it, until it is discarded', async () => {
    const { uploadId } = await begin(3);
    await feed(uploadId, 0, 'abc');
    const [name] = temporaryFiles(taker);
    const file = join(taker.dataFolder, 'temporary', name ?? '');
    expect({
      text: readFileSync(file, 'utf8'),
      modes: [file, join(file, '..')].map((one) => statSync(one).mode & 0o777),
    }).toEqual({
      text: 'abc',
      modes: [0o600, 0o700],
    });
    await taker.invoke('bundle.discard', { uploadId });
    expect(temporaryFiles(taker)).toEqual([]);
    expect(await failureOf(taker.invoke('bundle.inspect', { uploadId }))).toMatchObject({
      code: 'not-found',
    });
  });

  test.each([
    ['with a gap', 2],
    ['a second time', 0],
  ])('is given up if a piece comes %s', async (_what, offset) => {
    const { uploadId } = await begin(10);
    await feed(uploadId, 0, 'a');
    expect(await failureOf(feed(uploadId, offset, 'b'))).toMatchObject({ code: 'file-unreadable' });
    expect(await failureOf(feed(uploadId, 1, 'b'))).toMatchObject({ code: 'not-found' });
    expect(temporaryFiles(taker)).toEqual([]);
  });

  test('is given up if more comes than was announced, or it is asked for before it is whole', async () => {
    const { uploadId } = await begin(1);
    expect(await failureOf(feed(uploadId, 0, 'ab'))).toMatchObject({ code: 'file-unreadable' });
    const other = await begin(2);
    expect(await failureOf(taker.invoke('bundle.inspect', other))).toMatchObject({ code: 'file-unreadable' });
    expect(temporaryFiles(taker)).toEqual([]);
  });

  test('is removed when it turns out to be no bundle', async () => {
    const uploadId = await taker.upload('letter.txt', Buffer.from('Dear assessor'));
    expect(await failureOf(taker.invoke('bundle.inspect', { uploadId }))).toMatchObject({
      code: 'bundle-unreadable',
    });
    expect(temporaryFiles(taker)).toEqual([]);
  });

  test('is removed when it is imported, or when it cannot be', async () => {
    await make();
    const uploadId = await taker.upload('a', readFileSync(path));
    await taker.invoke('bundle.import', { uploadId, assessor: 'Bert' });
    expect(temporaryFiles(taker)).toEqual([]);
    const other = join(folder.path, 'other');
    await writeSmallBundle(other, smallBundle());
    const bad = await taker.upload('b', readFileSync(other));
    expect(await failureOf(taker.invoke('bundle.import', { uploadId: bad, assessor: 'Bert' }))).toMatchObject(
      {
        code: 'bundle-unreadable',
      },
    );
    expect(temporaryFiles(taker)).toEqual([]);
  });

  test('waits with at most twenty others: the oldest is given up', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 21; count += 1) ids.push((await begin(1)).uploadId);
    expect(temporaryFiles(taker)).toHaveLength(20);
    expect(await failureOf(feed(ids[0] ?? '', 0, 'a'))).toMatchObject({ code: 'not-found' });
    await feed(ids[20] ?? '', 0, 'a');
  });

  test('is larger than one piece, like the bundle that is fetched', async () => {
    const noise = () => randomBytes(3_000).toString('base64');
    const many = Array.from({ length: 300 }, (_, at) =>
      virtualServerEntry('Main', 'EX1', String(at + 3), { adminDisplayName: noise() }),
    );
    const { id } = await maker.assess([...organization, ...many], 'Ann');
    const made = await maker.invoke('bundle.make', { assessmentId: id, assessor: 'Ann' });
    expect(made.size).toBeGreaterThan(ldifChunkBytes);
    const octets = await maker.fetch(made);
    expect({ size: octets.length, sha256: hash(octets) }).toEqual({ size: made.size, sha256: made.sha256 });
    const uploadId = await taker.upload('a', octets);
    expect(await taker.invoke('bundle.inspect', { uploadId })).toMatchObject({
      sha256: made.sha256,
      verification: { outcome: 'unsealed' },
    });
  });
});

test('what lies in the temporary folder goes when Hopcheck is closed, and what a killed one left when it is opened', async () => {
  await taker.invoke('bundle.begin', { fileName: 'a', size: 1 });
  await taker.backend.close();
  expect(existsSync(join(taker.dataFolder, 'temporary'))).toBe(false);
  writeFileSync(join(taker.dataFolder, 'temporary'), 'left');
  taker = openedBackend(folder.path, 'taker');
  expect(existsSync(join(taker.dataFolder, 'temporary'))).toBe(false);
});

describe('a path that the user named', () => {
  test.each([
    ['nothing', 'There is no such file'],
    ['.', 'is not a file'],
    ['/dev/null', 'is not a file'],
  ])('%s', async (name, words) => {
    expect(await failureOf(taker.backend.bundleFiles.importFile(join(name), 'Bert'))).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(words),
    });
  });
});
