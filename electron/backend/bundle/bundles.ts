import { basename } from 'node:path';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { toFailure } from '../../../shared/errors.ts';
import type { BundleReport } from '../../../shared/history/bundle.ts';
import { summaryOf } from '../assessment/summary.ts';
import { changed } from './bundle-errors.ts';
import { checkRecord } from './check-record.ts';
import { importOf } from './import-bundle.ts';
import { bundleFileAt, reportOfBundle, withBundle, type BundleFile } from './inspect-bundle.ts';
import { evidenceOf, knownOf, refuseKnown } from './known-assessments.ts';
import { copyWhole, makeBundle, type MadeBundle, type MakeBundleOptions } from './make-bundle.ts';
import type { OpenedBundle } from './open-bundle.ts';
import type { TemporaryFiles } from './temporary-files.ts';
import { Uploads } from './uploads.ts';

export interface BundlesOptions extends MakeBundleOptions {
  readonly temporaryFiles: TemporaryFiles;
}

/** Assessments as files: made for others, and taken in from others. Calls throw AppError; then nothing of them is kept. */
export class Bundles {
  readonly #options: BundlesOptions;
  readonly #uploads: Uploads;

  constructor(options: BundlesOptions) {
    this.#options = options;
    this.#uploads = new Uploads(options.temporaryFiles);
  }

  /** Packs an assessment into a temporary file, which then belongs to the caller. */
  async make(id: string, assessor: string): Promise<MadeBundle> {
    const { temporaryFiles } = this.#options;
    const path = temporaryFiles.newPath();
    try {
      return await makeBundle(this.#options, { id, assessor, path });
    } catch (error) {
      temporaryFiles.remove(path);
      throw temporaryFiles.failure(error);
    }
  }

  /**
   * The same into a file of the user's, under its own name in the current folder if `path` is null; never in the place of one that
   * is there. Throws AppError `file-unreadable` if it cannot be written.
   */
  async makeFile(id: string, path: string | null, assessor: string): Promise<MadeBundle> {
    const made = await this.make(id, assessor);
    const target = path ?? made.fileName;
    try {
      await copyWhole(made.path, target);
    } finally {
      this.#options.temporaryFiles.remove(made.path);
    }
    return { ...made, path: target, fileName: basename(target) };
  }

  /** Announces a file of so many octets; returns the id of the upload. */
  begin(fileName: string, size: number): string {
    return this.#uploads.begin(fileName, size);
  }

  feed(uploadId: string, offset: number, octets: Uint8Array): void {
    this.#uploads.feed(uploadId, offset, octets);
  }

  /** Checks what was fed and tells what it is. A file that is no bundle, or was changed, is removed at once. */
  async inspect(uploadId: string): Promise<BundleReport> {
    return this.#withUpload(uploadId, (file) => this.#inspect(file));
  }

  /** Keeps it as an assessment of this data folder, and removes the file. */
  async import(uploadId: string, assessor: string): Promise<AssessmentSummary> {
    const summary = await this.#withUpload(uploadId, (file) => this.#import(file, assessor));
    this.#uploads.discard(uploadId);
    return summary;
  }

  discard(uploadId: string): void {
    this.#uploads.discard(uploadId);
  }

  async inspectFile(path: string): Promise<BundleReport> {
    return this.#inspect(await bundleFileAt(path));
  }

  async importFile(path: string, assessor: string): Promise<AssessmentSummary> {
    return this.#import(await bundleFileAt(path), assessor);
  }

  async #withUpload<T>(uploadId: string, work: (file: BundleFile) => Promise<T>): Promise<T> {
    try {
      return await work(this.#uploads.whole(uploadId));
    } catch (error) {
      // Of the rest, such as a full disk, a second try may come to more.
      if (toFailure(error).code.startsWith('bundle-')) this.#uploads.discard(uploadId);
      throw error;
    }
  }

  #inspect(file: BundleFile): Promise<BundleReport> {
    const { store, now } = this.#options;
    return withBundle(file, (bundle) => reportOfBundle(file, bundle, { store, now: now() }));
  }

  #import(file: BundleFile, assessor: string): Promise<AssessmentSummary> {
    return withBundle(file, async (bundle) => {
      const { store, now } = this.#options;
      const at = now();
      const { differences } = checkRecord(bundle, await evidenceOf(store, knownOf(store, bundle)), at);
      const first = differences[0];
      if (first !== undefined) throw changed(`${first.part}: ${first.message}`);
      const { id, document } = await importOf(bundle, originOf(file, bundle, at, assessor));
      // From here on nobody comes in between.
      refuseKnown(store, bundle, knownOf(store, bundle));
      store.importDocument(id, document);
      return summaryOf(store.assessment(id));
    });
  }
}

function originOf(
  { fileName }: BundleFile,
  { manifest, sha256 }: OpenedBundle,
  at: Date,
  importedBy: string,
) {
  const { madeAt, madeBy, toolVersion } = manifest;
  return { fileName, sha256, madeAt, madeBy, toolVersion, importedAt: at.toISOString(), importedBy };
}
