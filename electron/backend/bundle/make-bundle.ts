import { constants } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { reportOf } from '../../../shared/assessment/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { BundleManifest } from '../../../shared/history/bundle.ts';
import { bundleBytes } from '../../../shared/limits.ts';
import type { OpenedAssessments } from '../assessment/opened-assessments.ts';
import { summaryOf } from '../assessment/summary.ts';
import type { OfferedFile } from '../downloads.ts';
import { errorCode } from '../store/private-folder.ts';
import type { Store } from '../store/store.ts';
import { tooLargeToPack } from './bundle-errors.ts';
import { checkRecord } from './check-record.ts';
import { withBundle, type BundleFile } from './inspect-bundle.ts';
import { bundleFileName, membersOf, type Packing } from './pack.ts';
import { readMe } from './read-me.ts';
import { virtualServerTable } from './virtual-server-table.ts';
import { writeArchive } from './write-archive.ts';

export interface MakeBundleOptions {
  readonly store: Store;
  readonly opened: OpenedAssessments;
  readonly now: () => Date;
  readonly toolVersion: string;
}

/** A bundle that was written. */
export interface MadeBundle extends OfferedFile {
  /** Octets. */
  readonly size: number;
  readonly sha256: string;
  readonly kind: BundleManifest['kind'];
  /** Null in a capture. */
  readonly seal: string | null;
}

/**
 * Packs an assessment into a new file, and notes it as an event. Throws AppError `not-found`, `assessment-busy` while it is being
 * read or sealed, `bundle-changed` if it is not as it was kept, `bundle-too-large`, and Node's own errors of the file system.
 */
export async function makeBundle(
  options: MakeBundleOptions,
  { id, assessor, path }: { readonly id: string; readonly assessor: string; readonly path: string },
): Promise<MadeBundle> {
  const { store, now, toolVersion } = options;
  const madeAt = now().toISOString();
  const packing = await packingOf(options, id, { madeAt, madeBy: assessor, toolVersion });
  await writeArchive(path, membersOf(packing));
  const { size } = await stat(path);
  if (size > bundleBytes) throw tooLargeToPack();
  const fileName = bundleFileName(packing.parts['assessment.json']);
  const sha256 = await readAgain({ path, fileName }, now());
  const kind = packing.seal === null ? 'capture' : 'assessment';
  store.appendEvent(id, { kind: 'bundled', at: madeAt, by: assessor, detail: { kind, fileName, sha256 } });
  return { path, fileName, size, sha256, kind, seal: packing.seal?.sha256 ?? null };
}

/** Whoever is handed a bundle may be far away from the original: it is read again as they will read it. Returns its hash. */
function readAgain(file: BundleFile, now: Date): Promise<string> {
  return withBundle(file, async (bundle) => {
    const first = checkRecord(bundle, null, now).differences[0];
    if (first === undefined) return bundle.sha256;
    throw new AppError(
      'bundle-changed',
      'This assessment is not as Hopcheck kept it, so no bundle was made of it. Verify it in History to see what was changed.',
      `${first.part}: ${first.message}`,
    );
  });
}

/** All but the evidence as it is at one moment. */
async function packingOf(
  { store, opened }: MakeBundleOptions,
  id: string,
  made: Packing['made'],
): Promise<Packing> {
  const isWorkedOn = opened.has(id);
  opened.get(id);
  await setImmediate();
  // From here to the next turn of others nothing can change.
  const nodes = [...opened.get(id).running.nodes];
  // It may be one of thousands, and nobody asked to look at it.
  if (!isWorkedOn) opened.forget(id);
  const summary = summaryOf(store.assessment(id));
  const problems = store.problems(id);
  const parts = store.documentOf(id);
  const seal = store.sealOf(id);
  if (summary.completedAt !== null && seal === null)
    throw new AppError('assessment-busy', 'This assessment is still being sealed. Try again in a moment.');
  await setImmediate();
  const report = reportOf({ summary, nodes, problems, drafts: {}, bulkDraft: null });
  await setImmediate();
  const table = virtualServerTable(report);
  await setImmediate();
  const ordered = inOrder(report);
  await setImmediate();
  const texts = {
    readMe: readMe(parts['assessment.json'], seal?.sha256 ?? null),
    report: JSON.stringify(ordered, null, 2),
    table,
  };
  return { store, assessmentId: id, parts, seal, texts, made };
}

/** With the keys in one order, however it was put together. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted())
    ordered[key] = inOrder((value as Record<string, unknown>)[key]);
  return ordered;
}

/** Copies a bundle to where no file is; what could not be copied whole is removed. Throws AppError `file-unreadable`. */
export async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    const isThere = errorCode(error) === 'EEXIST';
    if (!isThere) await rm(to, { force: true }).catch(() => undefined);
    const reason = isThere ? 'There is a file already.' : `The system reports: ${String(errorCode(error))}.`;
    throw new AppError(
      'file-unreadable',
      `The bundle cannot be written to "${to}". ${reason} Choose another path.`,
    );
  }
}
