import { userInfo } from 'node:os';
import type { ApplicationInfo, Handlers } from '../../shared/contract.ts';
import type { Assessments } from './assessment/assessments.ts';
import type { ConnectionTests } from './assessment/connection-tests.ts';
import type { AutomaticBackups } from './automatic-backups.ts';
import type { Bundles } from './bundle/bundles.ts';
import type { Decisions } from './assessment/decisions.ts';
import type { Walks } from './assessment/walks.ts';
import { findDomainControllers } from './directory/discovery/find-domain-controllers.ts';
import { probeDomainController } from './directory/discovery/probe.ts';
import { legacyTlsOffered } from './directory/tls/legacy-tls.ts';
import type { Downloads } from './downloads.ts';
import type { Comparisons } from './history/comparisons.ts';
import type { History } from './history/history.ts';
import type { Seals } from './history/seals.ts';
import { nothingToRescue } from './rescue.ts';
import type { AllSources } from './sources.ts';
import type { Store } from './store/store.ts';
import type { TrustStore } from './trust.ts';

export interface HandlersOptions {
  readonly assessments: Assessments;
  readonly decisions: Decisions;
  readonly history: History;
  readonly seals: Seals;
  readonly comparisons: Comparisons;
  readonly bundles: Bundles;
  readonly downloads: Downloads;
  readonly backups: Pick<AutomaticBackups, 'keep'>;
  readonly walks: Walks;
  readonly connectionTests: ConnectionTests;
  readonly sources: AllSources;
  readonly trust: TrustStore;
  readonly store: Pick<Store, 'preferences' | 'keepPreferences'>;
  readonly information: Omit<ApplicationInfo, 'suggestedAssessor' | 'legacyTls' | 'preferences'>;
  /** Aborted when the backend closes. */
  readonly closing: AbortSignal;
}

/** What each channel does. The arguments have been parsed at the door. */
export function createHandlers(options: HandlersOptions): Handlers {
  const { information, store } = options;
  return {
    'application.info': () => ({
      ...information,
      suggestedAssessor: accountName(),
      legacyTls: legacyTlsOffered(),
      preferences: store.preferences(),
    }),
    'application.keepPreferences': ({ text }) => {
      store.keepPreferences(text);
      return null;
    },
    ...connectionHandlers(options),
    ...trustHandlers(options),
    ...walkHandlers(options),
    ...reviewHandlers(options),
    ...historyHandlers(options),
    ...fileHandlers(options),
    ...nothingToRescue,
  };
}

/** The handlers whose channels begin with one of these words. */
type Part<Area extends string> = Pick<Handlers, Extract<keyof Handlers, `${Area}.${string}`>>;

function connectionHandlers({
  connectionTests,
  sources,
  closing,
}: HandlersOptions): Part<'discovery' | 'connection'> {
  return {
    'discovery.find': (search) => findDomainControllers({ ...search, signal: closing }),
    'discovery.probe': (candidate) => probeDomainController({ ...candidate, signal: closing }),
    'connection.test': (target) => connectionTests.run((signal) => sources.signIn(target, signal)),
    'connection.cancel': () => {
      connectionTests.cancel();
      return null;
    },
    'connection.lastLog': () => sources.lastWireLog(),
  };
}

function trustHandlers({ trust }: HandlersOptions): Part<'trust'> {
  return {
    'trust.list': () => trust.list(),
    'trust.importAuthorities': ({ base64, ...file }) =>
      trust.importAuthorities({ ...file, octets: Buffer.from(base64, 'base64') }),
    'trust.removeAuthority': ({ sha256 }) => {
      trust.removeAuthority(sha256);
      return null;
    },
    'trust.pin': (pin) => {
      trust.pin(pin);
      return null;
    },
    'trust.unpin': ({ host }) => {
      trust.unpin(host);
      return null;
    },
  };
}

function walkHandlers({
  walks,
  sources,
}: HandlersOptions): Pick<
  Handlers,
  | 'assessment.startPractice'
  | 'assessment.startDomainController'
  | 'assessment.startLdif'
  | 'assessment.feedLdif'
  | 'assessment.endLdif'
  | 'assessment.cancel'
> {
  return {
    'assessment.startPractice': async ({ assessor }) => ({
      assessmentId: await walks.start(assessor, (signal) => sources.practice(signal)),
    }),
    'assessment.startDomainController': async ({ assessor, ...target }) => ({
      assessmentId: await walks.start(assessor, (signal) => sources.domainController(target, signal)),
    }),
    'assessment.startLdif': async ({ assessor, ...file }) => ({
      assessmentId: await walks.startLdif(assessor, file),
    }),
    'assessment.feedLdif': async ({ assessmentId, offset, base64 }) => {
      await walks.feed(assessmentId, offset, Buffer.from(base64, 'base64'));
      return null;
    },
    'assessment.endLdif': ({ assessmentId }) => {
      walks.endFeed(assessmentId);
      return null;
    },
    'assessment.cancel': () => {
      walks.cancel();
      return null;
    },
  };
}

function reviewHandlers({
  assessments,
  decisions,
  seals,
  backups,
}: HandlersOptions): Part<'decision'> &
  Pick<
    Handlers,
    'assessment.list' | 'assessment.open' | 'assessment.node' | 'assessment.wireLog' | 'assessment.complete'
  > {
  return {
    'assessment.list': () => assessments.list(),
    'assessment.open': ({ assessmentId }) => assessments.open(assessmentId),
    'assessment.node': ({ assessmentId, distinguishedName }) =>
      assessments.node(assessmentId, distinguishedName),
    'assessment.wireLog': ({ assessmentId }) => assessments.wireLog(assessmentId),
    'assessment.complete': async ({ assessmentId, assessor, problemsRead }) => {
      await seals.complete(assessmentId, assessor, problemsRead);
      backups.keep();
      return assessments.summary(assessmentId);
    },

    'decision.record': ({ assessmentId, distinguishedName, assessor, ...ruling }) =>
      decisions.record(assessmentId, distinguishedName, ruling, assessor),
    'decision.recordMany': ({ assessmentId, nodes, assessor, ...ruling }) =>
      decisions.recordMany(assessmentId, nodes, ruling, assessor),
    'decision.withdraw': ({ assessmentId, distinguishedName, assessor }) =>
      decisions.withdraw(assessmentId, distinguishedName, assessor),
    'decision.withdrawMany': ({ assessmentId, nodes, assessor, ...signature }) =>
      decisions.withdrawMany(assessmentId, nodes, signature, assessor),
    'decision.earlier': ({ assessmentId, distinguishedName }) =>
      decisions.earlier(assessmentId, distinguishedName),
    'decision.acceptProposals': ({ assessmentId, assessor }) =>
      decisions.acceptProposals(assessmentId, assessor),
    'decision.saveDraft': ({ assessmentId, distinguishedName, ...draft }) => {
      decisions.saveDraft(assessmentId, distinguishedName, draft);
      return null;
    },
    'decision.saveBulkDraft': ({ assessmentId, ...draft }) => {
      decisions.saveBulkDraft(assessmentId, draft);
      return null;
    },
  };
}

function historyHandlers({
  history,
  seals,
  comparisons,
}: HandlersOptions): Part<'history'> & Pick<Handlers, 'assessment.revise'> {
  return {
    'assessment.revise': ({ assessmentId, assessor, reason }) => ({
      assessmentId: history.revise(assessmentId, assessor, reason),
    }),
    'history.events': ({ assessmentId }) => history.events(assessmentId),
    'history.noteExport': ({ assessmentId, assessor, what }) => {
      history.noteExport(assessmentId, assessor, what);
      return null;
    },
    'history.verify': ({ assessmentId, assessor }) => seals.verify(assessmentId, assessor),
    'history.setTags': ({ assessmentId, tags }) => history.setTags(assessmentId, tags),
    'history.delete': ({ assessmentId, assessor }) => {
      history.delete(assessmentId, assessor);
      return null;
    },
    'history.usage': () => history.usage(),
    'history.compare': ({ before, after, includeUnchanged }) =>
      comparisons.compare(before, after, includeUnchanged),
    'history.combine': ({ assessmentIds }) => comparisons.combine(assessmentIds),
    'history.trend': ({ assessmentId }) => comparisons.trend(assessmentId),
  };
}

function fileHandlers({
  bundles,
  downloads,
  backups,
}: HandlersOptions): Part<'bundle'> & Part<'backup'> & Part<'download'> {
  return {
    'bundle.make': async ({ assessmentId, assessor }) =>
      downloads.offer(await bundles.make(assessmentId, assessor)),
    'bundle.begin': ({ fileName, size }) => ({ uploadId: bundles.begin(fileName, size) }),
    'bundle.feed': ({ uploadId, offset, base64 }) => {
      bundles.feed(uploadId, offset, Buffer.from(base64, 'base64'));
      return null;
    },
    'bundle.inspect': ({ uploadId }) => bundles.inspect(uploadId),
    'bundle.import': async ({ uploadId, assessor }) => {
      const summary = await bundles.import(uploadId, assessor);
      backups.keep();
      return summary;
    },
    'bundle.discard': ({ uploadId }) => {
      bundles.discard(uploadId);
      return null;
    },
    'backup.make': () => downloads.backup(),
    'download.read': async ({ downloadId, offset }) => ({
      base64: (await downloads.read(downloadId, offset)).toString('base64'),
    }),
    'download.discard': async ({ downloadId }) => {
      await downloads.discard(downloadId);
      return null;
    },
  };
}

/** The operating system's account, to offer as assessor; empty where there is none, as in some containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
