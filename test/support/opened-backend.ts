import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBackend, type BackendOptions, type BackendWithFiles } from '../../electron/backend/backend.ts';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { Args, Channel, Result } from '../../shared/contract.ts';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import { AppError } from '../../shared/errors.ts';
import { ldifChunkBytes } from '../../shared/limits.ts';
import { ldifOf } from './ldif-text.ts';

const practiceOrganization = join(import.meta.dirname, '../../build/practice-organization.ldif');

/** A backend on a data folder of its own, with what an assessor does with it in one call each. */
export interface OpenedBackend {
  readonly backend: BackendWithFiles;
  readonly dataFolder: string;
  invoke<C extends Channel>(channel: C, args: Args<C>): Promise<Result<C>>;
  /** Reads entries from an LDIF file, to the end of the walk. */
  assess(entries: readonly DirectoryEntry[], assessor: string): Promise<AssessmentSummary>;
  /** Accepts what is proposed and completes. */
  complete(assessmentId: string, assessor: string): Promise<AssessmentSummary>;
  /** Hands a file over in pieces; answers with the id of the upload. */
  upload(fileName: string, octets: Buffer): Promise<string>;
  /** Fetches a file in pieces. */
  fetch(download: Result<'bundle.make'>): Promise<Buffer>;
}

/** Opens one whose data lie in the folder `name` of `folder`. */
export function openedBackend(
  folder: string,
  name: string,
  options: Partial<BackendOptions> = {},
): OpenedBackend {
  const dataFolder = join(folder, name);
  const backend = openBackend({
    dataFolder,
    practiceOrganization,
    host: 'command-line',
    version: '0.0.0-test',
    ...options,
  });
  const invoke: OpenedBackend['invoke'] = async (channel, args) => {
    const reply = await backend.dispatch(channel, args);
    if (reply.ok) return reply.value as Result<typeof channel>;
    throw AppError.from(reply.error);
  };
  return {
    backend,
    dataFolder,
    invoke,
    assess: async (entries, assessor) => {
      const file = join(folder, `${name}.ldf`);
      await writeFile(file, ldifOf(entries));
      const ended = walkEnd(backend);
      await backend.assessLdifFile(file, assessor);
      return ended;
    },
    complete: async (assessmentId, assessor) => {
      await invoke('decision.acceptProposals', { assessmentId, assessor });
      return invoke('assessment.complete', { assessmentId, assessor, problemsRead: 0 });
    },
    upload: async (fileName, octets) => {
      const { uploadId } = await invoke('bundle.begin', { fileName, size: octets.length });
      for (let offset = 0; offset < octets.length; offset += ldifChunkBytes) {
        const base64 = octets.subarray(offset, offset + ldifChunkBytes).toString('base64');
        await invoke('bundle.feed', { uploadId, offset, base64 });
      }
      return uploadId;
    },
    fetch: async ({ downloadId, size }) => {
      const pieces: Buffer[] = [];
      for (let offset = 0; offset <= size;) {
        const piece = Buffer.from((await invoke('download.read', { downloadId, offset })).base64, 'base64');
        if (piece.length === 0) break;
        pieces.push(piece);
        offset += piece.length;
      }
      await invoke('download.discard', { downloadId });
      return Buffer.concat(pieces);
    },
  };
}

function walkEnd(backend: BackendWithFiles): Promise<AssessmentSummary> {
  const { promise, resolve, reject } = Promise.withResolvers<AssessmentSummary>();
  const unsubscribe = backend.subscribe((event) => {
    if (event.kind === 'walk-progress') return;
    unsubscribe();
    if (event.kind === 'walk-finished') resolve(event.summary);
    if (event.kind === 'walk-failed') reject(AppError.from(event.failure));
  });
  return promise;
}
