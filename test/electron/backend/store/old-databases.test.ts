import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBackend, type Backend } from '../../../../electron/backend/backend.ts';
import { migrations } from '../../../../electron/backend/store/migrations.ts';
import type { AssessmentView, NodeDetail } from '../../../../shared/assessment/assessment.ts';
import type { Args, Channel, Result } from '../../../../shared/contract.ts';
import type { TrustedCertificates } from '../../../../shared/directory/certificate.ts';
import { AppError } from '../../../../shared/errors.ts';

/**
 * Each `databases/version-N.db` was written by the Hopcheck of that version: the practice organisation walked twice, once decided and
 * completed, once in review with decisions and a draft; from version 2 on with a pinned certificate, preferences and what was sent,
 * from version 3 on with a withdrawal, another severity and finding details. `version-N.json` is what that Hopcheck told of it.
 */
const folderOfFiles = fileURLToPath(new URL('databases/', import.meta.url));
const versions = readdirSync(folderOfFiles)
  .filter((name) => name.endsWith('.db'))
  .map((name) => Number(/\d+/.exec(name)?.[0]))
  .toSorted((one, other) => one - other);

/** What a Hopcheck of that time told. */
interface Told {
  readonly list: readonly { readonly id: string; readonly source: object }[];
  readonly assessments: Readonly<
    Record<
      string,
      {
        readonly view: Pick<AssessmentView, 'nodes' | 'problems'> & {
          readonly summary: { readonly state: string };
        };
        readonly details: readonly NodeDetail[];
        readonly wireLog?: object;
      }
    >
  >;
  readonly trust?: TrustedCertificates;
  readonly preferences?: string;
}

/** Those are of the day on which it is looked at. */
function withoutWeaknesses({ certificate, ...pin }: TrustedCertificates['pins'][number]) {
  return { ...pin, certificate: { ...certificate, weaknesses: [] } };
}

const assessor = 'N. Assessor';
const nothingMore = { comments: '', findingDetails: null, severityOverride: null };

let folder = '';
let backend: Backend;

function open(): Backend {
  return openBackend({
    dataFolder: folder,
    practiceOrganization: 'not-needed.ldif',
    host: 'command-line',
    version: '9.0.0',
    onUnexpected: (error) => {
      throw error;
    },
  });
}

async function invoke<C extends Channel>(channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw AppError.from(reply.error);
}

test('there is a database of every version before the newest', () => {
  expect(versions).toEqual(migrations.slice(0, -1).map(({ version }) => version));
});

describe.each(versions)('a database of version %i', (version) => {
  const told = JSON.parse(readFileSync(join(folderOfFiles, `version-${version}.json`), 'utf8')) as Told;
  const ids = Object.keys(told.assessments);
  const stateOf = (id: string) => told.assessments[id]?.view.summary.state;
  const inReview = ids.find((id) => stateOf(id) === 'in-review') ?? '';
  const completed = ids.find((id) => stateOf(id) === 'completed') ?? '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopcheck-old-'));
    copyFileSync(join(folderOfFiles, `version-${version}.db`), join(folder, 'hopcheck.db'));
    backend = open();
  });
  afterEach(async () => {
    await backend.close();
    rmSync(folder, { recursive: true });
  });

  test('opens with everything that was there', async () => {
    expect(await invoke('assessment.list', {})).toMatchObject(told.list);
    for (const id of ids) {
      const before = told.assessments[id];
      const view = await invoke('assessment.open', { assessmentId: id });
      expect(view).toMatchObject({ ...before?.view });
      expect([view.nodes.length, view.problems.length]).toEqual([
        before?.view.nodes.length,
        before?.view.problems.length,
      ]);
      for (const detail of before?.details ?? []) {
        const { distinguishedName } = detail;
        const now = await invoke('assessment.node', { assessmentId: id, distinguishedName });
        expect(now).toMatchObject({ ...detail });
        expect(now.decisions).toHaveLength(detail.decisions.length);
      }
      const { wireLog = null } = before ?? {};
      expect(await invoke('assessment.wireLog', { assessmentId: id })).toEqual(wireLog);
    }
    const { trust = { authorities: [], pins: [] }, preferences = null } = told;
    const { authorities, pins } = await invoke('trust.list', {});
    expect({ authorities, pins: pins.map(withoutWeaknesses) }).toEqual({
      ...trust,
      pins: trust.pins.map(withoutWeaknesses),
    });
    expect((await invoke('application.info', {})).preferences).toBe(preferences);
  });

  test('is sound after its migration, which kept a backup of how it was', async () => {
    await backend.close();
    const facts = (file: string) => {
      const database = new SqliteDatabase(file);
      const found = {
        version: database.pragma('user_version', { simple: true }),
        integrity: database.pragma('integrity_check', { simple: true }),
        foreignKeys: database.pragma('foreign_key_check'),
      };
      database.close();
      return found;
    };
    const newest = migrations.at(-1)?.version ?? 0;
    const sound = { integrity: 'ok', foreignKeys: [] };
    expect(facts(join(folder, 'hopcheck.db'))).toEqual({ version: newest, ...sound });
    expect(facts(join(folder, 'backups', `hopcheck-before-${newest}.db`))).toEqual({ version, ...sound });
    backend = open();
  });

  test('has a completed assessment that is sealed and verified, and changes no more', async () => {
    await expect
      .poll(async () => (await invoke('history.verify', { assessmentId: completed, assessor })).outcome)
      .toBe('intact');
    const [detail] = told.assessments[completed]?.details ?? [];
    const distinguishedName = detail?.distinguishedName ?? '';
    await expect(
      invoke('decision.record', {
        assessmentId: completed,
        distinguishedName,
        assessor,
        status: 'open',
        justification: 'Late.',
        ...nothingMore,
      }),
    ).rejects.toMatchObject({ code: 'assessment-completed' });
  });

  test('has an assessment in review that can be decided, completed, sealed and verified', async () => {
    const { nodes, problems } = await invoke('assessment.open', { assessmentId: inReview });
    const drafted = (told.assessments[inReview]?.details ?? []).find(({ draft }) => draft !== null);
    await invoke('decision.record', {
      assessmentId: inReview,
      distinguishedName: drafted?.distinguishedName ?? '',
      assessor,
      status: 'open',
      justification: 'Seen today.',
      ...nothingMore,
    });
    await invoke('decision.acceptProposals', { assessmentId: inReview, assessor });
    const problemsRead = problems.length;
    const summary = await invoke('assessment.complete', { assessmentId: inReview, assessor, problemsRead });
    expect(summary).toMatchObject({ state: 'completed', decided: summary.toDecide });
    expect(nodes.length).toBeGreaterThan(0);
    expect(await invoke('history.verify', { assessmentId: inReview, assessor })).toMatchObject({
      outcome: 'intact',
      differences: [],
    });
  });
});
