import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationInfo, Dispatch } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { BackendEvent } from '../../shared/events.ts';
import { Assessments } from './assessment/assessments.ts';
import { ConnectionTests } from './assessment/connection-tests.ts';
import { AutomaticBackups } from './automatic-backups.ts';
import { Decisions } from './assessment/decisions.ts';
import { OpenedAssessments } from './assessment/opened-assessments.ts';
import { Walks } from './assessment/walks.ts';
import { Bundles } from './bundle/bundles.ts';
import { TemporaryFiles } from './bundle/temporary-files.ts';
import { createDispatch } from './dispatch.ts';
import { Downloads } from './downloads.ts';
import { standIn } from './failed-backend.ts';
import { createHandlers } from './handlers.ts';
import { Comparisons } from './history/comparisons.ts';
import { History } from './history/history.ts';
import { Seals } from './history/seals.ts';
import { Rescue } from './rescue.ts';
import { createSources } from './sources.ts';
import { databaseFileName, openStore, type Store } from './store/store.ts';
import { TrustStore } from './trust.ts';

/** For a host that keeps files of its own in the data folder. */
export { createPrivateFolder } from './store/private-folder.ts';
/** For whoever looks at a bundle without a data folder. */
export { inspectBundleFile } from './bundle/inspect-bundle.ts';
export type { MadeBundle } from './bundle/make-bundle.ts';

export interface BackendOptions {
  /** Where the assessments are kept; made if it does not exist. */
  readonly dataFolder: string;
  /** Path of the practice organisation, an LDIF file. */
  readonly practiceOrganization: string;
  readonly host: ApplicationInfo['host'];
  readonly version: string;
  /** What the user must know about how the application runs. */
  readonly notices?: readonly string[];
  readonly now?: () => Date;
  /** Told of errors that no one expected, for the log. */
  readonly onUnexpected?: (error: unknown) => void;
}

export interface Backend {
  readonly dispatch: Dispatch;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: BackendEvent) => void): () => void;
  /** Reads an LDIF file of this machine: for the command line, as no interface ever names a path. Answers with the assessment's id. */
  assessLdifFile(path: string, assessor: string): Promise<string>;
  /** Ends a running walk, keeping what it read, and releases the data folder. */
  close(): Promise<void>;
}

/** Whether there are assessments in that folder, or were. */
export function holdsData(dataFolder: string): boolean {
  return existsSync(join(dataFolder, databaseFileName));
}

/** What the command line does with files of this machine, as no interface ever names a path. */
export interface BackendWithFiles extends Backend {
  readonly bundleFiles: Pick<Bundles, 'makeFile' | 'inspectFile' | 'importFile'>;
  /** Writes a copy of the whole database, checked, to where no file is. */
  backUpTo(path: string): Promise<void>;
  /** Settles when everything has its seal that was completed before there were seals. */
  readonly sealed: Promise<void>;
}

/** Puts the backend together: hosts decide where, never what. Throws AppError if the data folder cannot be used. */
export function openBackend(options: BackendOptions): BackendWithFiles {
  const store = openStore(options.dataFolder, { toolVersion: options.version });
  try {
    return assemble(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

function assemble(store: Store, options: BackendOptions): BackendWithFiles {
  const now = options.now ?? (() => new Date());
  const onUnexpected = options.onUnexpected ?? (() => undefined);
  const { announce, subscribe } = announcements(onUnexpected);
  const opened = new OpenedAssessments(store);
  const assessments = new Assessments({ store, opened, now, toolVersion: options.version, onUnexpected });
  const decisions = new Decisions({ store, opened, now });
  const trust = new TrustStore({ store, now });
  const sources = createSources({
    practiceOrganization: options.practiceOrganization,
    trustFor: (host) => trust.trustFor(host),
  });
  const walks = new Walks({ assessments, sources, announce, now, onUnexpected });
  const connectionTests = new ConnectionTests();
  const closing = new AbortController();
  const temporaryFiles = new TemporaryFiles(options.dataFolder);
  const bundles = new Bundles({ store, opened, temporaryFiles, now, toolVersion: options.version });
  const downloads = new Downloads({ store, temporaryFiles, now, closing: closing.signal });
  const information = {
    version: options.version,
    host: options.host,
    dataFolder: options.dataFolder,
    notices: options.notices ?? [],
  };
  const history = new History({ store, opened, now, closing: closing.signal });
  const seals = new Seals({ store, opened, now, toolVersion: options.version, closing: closing.signal });
  const comparisons = new Comparisons({ store });
  const backups = new AutomaticBackups({ store, now, onUnexpected });
  assessments.concludeInterrupted();
  const sealing = seals.sealUnsealed().catch((error: unknown) => {
    if (!closing.signal.aborted) onUnexpected(error);
  });
  const handlers = createHandlers({
    assessments,
    decisions,
    history,
    seals,
    comparisons,
    bundles,
    downloads,
    backups,
    walks,
    connectionTests,
    sources,
    trust,
    store,
    information,
    closing: closing.signal,
  });
  return {
    dispatch: createDispatch(handlers, onUnexpected),
    subscribe,
    assessLdifFile: (path, assessor) =>
      walks.start(assessor, (signal, onReading) => sources.ldifFile(path, onReading, signal)),
    bundleFiles: bundles,
    backUpTo: (path) => downloads.backUpTo(path),
    sealed: sealing,
    close: async () => {
      closing.abort(closed());
      walks.cancel();
      connectionTests.cancel();
      try {
        await Promise.all([
          walks.settled(),
          connectionTests.settled(),
          downloads.settled(),
          sealing,
          backups.close(),
        ]);
      } finally {
        store.close();
        temporaryFiles.removeAll();
      }
    },
  };
}

/** What is not done yet ends with it. */
function closed(): AppError {
  return new AppError('cancelled', 'Hopcheck was closed before this was done.');
}

/** One listener that fails must not keep the others, or a walk, from going on. */
function announcements(onUnexpected: (error: unknown) => void): Pick<Backend, 'subscribe'> & {
  readonly announce: (event: BackendEvent) => void;
} {
  const listeners = new Set<(event: BackendEvent) => void>();
  return {
    announce: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onUnexpected(error);
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What a window talks to instead of a backend that could not be opened; see {@link standIn}. */
export function failedBackend(error: unknown, options: BackendOptions): Backend {
  const { dataFolder, version, now = () => new Date(), onUnexpected = () => undefined } = options;
  return standIn(error, {
    reopen: () => openBackend(options),
    rescue: new Rescue({ dataFolder, toolVersion: version, now }),
    onUnexpected,
  });
}
