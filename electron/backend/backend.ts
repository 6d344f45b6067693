import type { ApplicationInfo, Dispatch } from '../../shared/contract.ts';
import { toFailure } from '../../shared/errors.ts';
import type { BackendEvent } from '../../shared/events.ts';
import { Assessments } from './assessment/assessments.ts';
import { Walks } from './assessment/walks.ts';
import { createDispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { createSources } from './sources.ts';
import { openStore } from './store/store.ts';

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

/** Puts the backend together: hosts decide where, never what. Throws AppError if the data folder cannot be used. */
export function openBackend(options: BackendOptions): Backend {
  const now = options.now ?? (() => new Date());
  const listeners = new Set<(event: BackendEvent) => void>();
  const announce = (event: BackendEvent) => {
    for (const listener of listeners) listener(event);
  };
  const store = openStore(options.dataFolder, { toolVersion: options.version });
  const assessments = new Assessments({ store, now, toolVersion: options.version });
  const sources = createSources(options.practiceOrganization);
  const walks = new Walks({ assessments, sources, announce, now });
  const information = {
    version: options.version,
    host: options.host,
    dataFolder: options.dataFolder,
    notices: options.notices ?? [],
  };
  assessments.concludeInterrupted();
  return {
    dispatch: createDispatch(
      createHandlers({ assessments, walks, sources, information }),
      options.onUnexpected ?? (() => undefined),
    ),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    assessLdifFile: (path, assessor) => walks.start(assessor, (signal) => sources.ldifFile(path, signal)),
    close: async () => {
      walks.cancel();
      await walks.settled();
      store.close();
    },
  };
}

/** A backend whose every reply is that failure, so that a window can open and show why there is nothing behind it. */
export function failedBackend(error: unknown): Backend {
  const failure = toFailure(error);
  return {
    dispatch: async () => ({ ok: false, error: failure }),
    subscribe: () => () => undefined,
    assessLdifFile: () => Promise.reject(error),
    close: async () => undefined,
  };
}
