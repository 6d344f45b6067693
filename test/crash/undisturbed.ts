import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { generatedOrganization } from '../support/large-assessment.ts';
import { ldifOf } from '../support/ldif-text.ts';
import { openedBackend, type OpenedBackend } from '../support/opened-backend.ts';
import type { BundleFile } from './action.ts';
import { keptIn, type Kept } from './kept.ts';
import type { Undisturbed } from './ledger.ts';

/** Files for the doomed, and what walks and imports of them come to when nothing disturbs them. */
export interface Preparations {
  readonly ldifFile: string;
  readonly bundles: readonly BundleFile[];
  readonly undisturbed: Undisturbed;
}

const assessor = 'Elsewhere';
const now = () => new Date('2026-02-01T08:00:00.000Z');
const size = { groups: 3, serversPerGroup: 100 };

/** Assesses twice what the doomed will assess, and makes a bundle of a completed assessment and a capture of each. */
export async function prepare(folder: string): Promise<Preparations> {
  const ldifFile = join(folder, 'export.ldf');
  writeFileSync(ldifFile, ldifOf([...generatedOrganization(size)]));
  const working = async <T>(work: (backend: OpenedBackend) => Promise<T>): Promise<T> => {
    const opened = openedBackend(folder, 'elsewhere', { now });
    try {
      return await work(opened);
    } finally {
      await opened.backend.close();
    }
  };
  const kept = () => keptIn(join(folder, 'elsewhere')).assessments;
  const [practice, ldif, otherPractice, otherLdif] = await working(async (opened) => [
    await walk(opened, null),
    await walk(opened, ldifFile),
    await walk(opened, null),
    await walk(opened, ldifFile),
  ]);
  if (!practice || !ldif || !otherPractice || !otherLdif) throw new Error('Not everything was walked.');
  const walks = { practice: keptOf(kept(), practice), ldif: keptOf(kept(), ldif) };
  await working(async (opened) => {
    for (const { id } of [practice, ldif]) {
      await decideSome(opened, id);
      await opened.complete(id, assessor);
    }
    for (const { id } of [otherPractice, otherLdif]) await typeSome(opened, id);
  });
  const originals = kept();
  const files = new Map(
    [practice, ldif, otherPractice, otherLdif].map((one, at) => [`bundle-${at}.hopcheck`, one]),
  );
  await working(async ({ backend }) => {
    for (const [name, { id }] of files) await backend.bundleFiles.makeFile(id, join(folder, name), assessor);
  });
  return {
    ldifFile,
    bundles: [...files].map(([name, one]) => ({ file: join(folder, name), walk: one.walk })),
    undisturbed: {
      walks,
      imports: new Map([...files].map(([name, one]) => [name, asBundled(keptOf(originals, one))])),
    },
  };
}

function walk({ backend, invoke }: OpenedBackend, file: string | null): Promise<AssessmentSummary> {
  const { promise, resolve, reject } = Promise.withResolvers<AssessmentSummary>();
  const unsubscribe = backend.subscribe((event) => {
    if (event.kind === 'walk-progress') return;
    unsubscribe();
    if (event.kind === 'walk-finished') resolve(event.summary);
    else reject(new Error(event.failure.message));
  });
  const started =
    file === null ? invoke('assessment.startPractice', { assessor }) : backend.assessLdifFile(file, assessor);
  return started.then(() => promise);
}

async function decideSome({ invoke }: OpenedBackend, assessmentId: string): Promise<void> {
  const { nodes } = await invoke('assessment.open', { assessmentId });
  const subjects = nodes.filter(({ kind }) => kind === 'virtual-server').slice(0, 5);
  for (const { distinguishedName } of subjects)
    await invoke('decision.record', { assessmentId, distinguishedName, assessor, ...ruling });
  const [first] = subjects;
  if (first === undefined) throw new Error('There is nothing to decide on.');
  const { distinguishedName } = first;
  await invoke('decision.withdraw', { assessmentId, distinguishedName, assessor });
}

async function typeSome(opened: OpenedBackend, assessmentId: string): Promise<void> {
  await decideSome(opened, assessmentId);
  const { invoke } = opened;
  const { nodes } = await invoke('assessment.open', { assessmentId });
  for (const { distinguishedName } of nodes.filter(({ kind }) => kind === 'virtual-server').slice(5, 9))
    await invoke('decision.saveDraft', { assessmentId, distinguishedName, ...ruling });
  await invoke('decision.saveBulkDraft', { assessmentId, ...ruling, status: null });
}

const ruling = {
  status: 'open',
  justification: 'The connector asks for it.',
  comments: 'Ask again – in May.',
  findingDetails: null,
  severityOverride: { severity: 'high', justification: 'It faces the internet.' },
} as const;

function keptOf(assessments: ReadonlyMap<string, Kept>, { id }: AssessmentSummary): Kept {
  const kept = assessments.get(id);
  if (kept === undefined) throw new Error(`${id} was not kept.`);
  return kept;
}

/** What comes after the completion does not travel. */
function asBundled(kept: Kept): Kept {
  const end = kept.events.findIndex(({ kind }) => kind === 'completed');
  return end < 0 ? kept : { ...kept, events: kept.events.slice(0, end + 1) };
}
