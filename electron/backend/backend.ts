import type { ApplicationInfo, Dispatch } from '../../shared/contract.ts';
import { toFailure } from '../../shared/errors.ts';
import type { BackendEvent } from '../../shared/events.ts';
import { Assessments } from './assessment/assessments.ts';
import { ConnectionTests } from './assessment/connection-tests.ts';
import { Decisions } from './assessment/decisions.ts';
import { OpenedAssessments } from './assessment/opened-assessments.ts';
import { Walks } from './assessment/walks.ts';
import { createDispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { createSources } from './sources.ts';
import { openStore, type Store } from './store/store.ts';
import { TrustStore } from './trust.ts';

/** For a host that keeps files of its own in the data folder. */
export { createPrivateFolder } from './store/private-folder.ts';

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
  const store = openStore(options.dataFolder, { toolVersion: options.version });
  try {
    return assemble(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

function assemble(store: Store, options: BackendOptions): Backend {
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
  const information = {
    version: options.version,
    host: options.host,
    dataFolder: options.dataFolder,
    notices: options.notices ?? [],
  };
  assessments.concludeInterrupted();
  const handlers = createHandlers({
    assessments,
    decisions,
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
    close: async () => {
      closing.abort();
      walks.cancel();
      connectionTests.cancel();
      try {
        await Promise.all([walks.settled(), connectionTests.settled()]);
      } finally {
        store.close();
      }
    },
  };
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

/**
 * Stands in for a backend that could not be opened, so that a window can open and show why. Every `application.info` (its "Try again")
 * tries anew with `reopen`; once that succeeds it is that backend.
 */
export function failedBackend(error: unknown, reopen: () => Backend): Backend {
  const { announce, subscribe } = announcements(() => undefined);
  let failure = error;
  let opened: Backend | null = null;
  const tryAgain = () => {
    try {
      opened = reopen();
      opened.subscribe(announce);
    } catch (again) {
      failure = again;
    }
  };
  return {
    dispatch: async (channel, args) => {
      if (opened === null && channel === 'application.info') tryAgain();
      return opened === null ? { ok: false, error: toFailure(failure) } : opened.dispatch(channel, args);
    },
    subscribe,
    assessLdifFile: (path, assessor) =>
      opened === null ? Promise.reject(failure) : opened.assessLdifFile(path, assessor),
    close: async () => opened?.close(),
  };
}
