import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { BundleReport } from '../../../shared/history/bundle.ts';
import { errorCode } from '../store/private-folder.ts';
import type { Store } from '../store/store.ts';
import { checkRecord } from './check-record.ts';
import { evidenceOf, knownOf } from './known-assessments.ts';
import { openBundle, type OpenedBundle } from './open-bundle.ts';

/** A file with a bundle in it, and the name by which the user knows it. */
export interface BundleFile {
  readonly path: string;
  readonly fileName: string;
}

/** The file at a path that the user named. Throws AppError `file-unreadable` if there is none. */
export async function bundleFileAt(path: string): Promise<BundleFile> {
  try {
    // A pipe or a device could wait for ever.
    if ((await stat(path)).isFile()) return { path, fileName: basename(path) };
  } catch (error) {
    throw cannotBeRead(path, error);
  }
  throw new AppError('file-unreadable', `"${path}" is not a file. Give the path of a bundle.`);
}

/** Works on an opened bundle and closes it. Throws what {@link openBundle} and the work throw, all as AppError. */
export async function withBundle<T>(
  { path, fileName }: BundleFile,
  work: (bundle: OpenedBundle) => Promise<T>,
): Promise<T> {
  const bundle = await openBundle(path).catch((error: unknown) => {
    throw error instanceof Error && 'syscall' in error ? cannotBeRead(fileName, error) : error;
  });
  try {
    return await work(bundle);
  } finally {
    bundle.close();
  }
}

/** What a bundle is, checked; `store` is where to look for the same walk, null for nowhere. */
export async function reportOfBundle(
  { fileName }: BundleFile,
  bundle: OpenedBundle,
  { store, now }: { readonly store: Store | null; readonly now: Date },
): Promise<BundleReport> {
  const assessment = bundle.single('assessment.json');
  const known = store === null ? [] : knownOf(store, bundle);
  const evidenceHere = store === null ? null : await evidenceOf(store, known);
  const { kind, madeAt, madeBy, toolVersion, seal } = bundle.manifest;
  return {
    fileName,
    size: bundle.size,
    sha256: bundle.sha256,
    kind,
    madeAt,
    madeBy,
    toolVersion,
    practice: assessment.practice,
    organization: assessment.organizationName,
    assessor: assessment.assessor,
    finishedAt: assessment.finishedAt,
    completedAt: assessment.completedAt,
    complete: assessment.complete,
    revision: assessment.revision,
    decided: assessment.figures.decided,
    toDecide: assessment.figures.toDecide,
    verification: checkRecord(bundle, evidenceHere, now),
    known: known.map((one) => ({ assessmentId: one.id, isSame: seal !== null && one.seal === seal })),
  };
}

/** For whoever has no data folder open: what a bundle is, checked in itself. Throws AppError. */
export async function inspectBundleFile(path: string, now: Date): Promise<BundleReport> {
  const file = await bundleFileAt(path);
  return withBundle(file, (bundle) => reportOfBundle(file, bundle, { store: null, now }));
}

function cannotBeRead(name: string, error: unknown): AppError {
  const reason =
    errorCode(error) === 'ENOENT'
      ? 'There is no such file.'
      : `The system reports: ${String(errorCode(error))}.`;
  return new AppError('file-unreadable', `The bundle "${name}" cannot be read. ${reason} Check the path.`);
}
