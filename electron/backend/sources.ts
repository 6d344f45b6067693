import type { ChannelChoice, SignInChoice } from '../../shared/directory/connection.ts';
import type { DirectorySource } from '../../shared/directory/source.ts';
import type { WireLog } from '../../shared/directory/wire-log.ts';
import type { LdifFileFacts, ReadingProgress, Sources } from './assessment/walks.ts';
import { openDomainController, openExchange } from './directory/domain-controller.ts';
import type { DomainControllerOptions, OpenDomainController } from './directory/domain-controller.ts';
import { readLdifDirectory } from './directory/ldif-directory.ts';
import { openLdifFile } from './directory/ldif-file.ts';
import type { Trust } from './directory/tls/trust.ts';
import { WireRecorder } from './directory/wire-recorder.ts';
import { startPracticeServer } from './practice/practice-server.ts';

/** All that it takes to reach a domain controller and to sign in, as it came through the door. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number | null;
  readonly dnsServer: string | null;
  readonly channel: ChannelChoice;
  readonly signIn: SignInChoice;
  readonly legacyTls: boolean;
  readonly clearTextConsent: boolean;
  readonly account: string;
  readonly password: string;
}

export interface AllSources extends Sources {
  domainController(target: ConnectionTarget, signal: AbortSignal): Promise<OpenDomainController>;
  /** The same, whether it has Exchange or not. */
  signIn(target: ConnectionTarget, signal: AbortSignal): Promise<OpenDomainController>;
  /** An LDIF file of this machine, by its path. */
  ldifFile(
    path: string,
    onProgress: (progress: ReadingProgress) => void,
    signal: AbortSignal,
  ): Promise<DirectorySource>;
  /** What the last attempt to reach a domain controller sent, whatever became of it; null before the first. */
  lastWireLog(): WireLog | null;
}

export interface SourcesOptions {
  /** Path of the practice organisation, an LDIF file. */
  readonly practiceOrganization: string;
  /** What is trusted for a host beside the authorities of the computer. */
  readonly trustFor: (host: string) => Trust;
}

/** The ways to the directory: a domain controller, an LDIF file, and the practice domain controller that serves the sample organisation. */
export function createSources({ practiceOrganization, trustFor }: SourcesOptions): AllSources {
  let last: WireRecorder | null = null;
  const optionsOf = (target: ConnectionTarget, signal: AbortSignal): DomainControllerOptions => {
    last = new WireRecorder();
    return { ...target, trust: trustFor(target.host), recorder: last, signal };
  };
  const ldif: Sources['ldif'] = (chunks, file, onProgress, signal) =>
    readLdifDirectory(chunks, {
      ...file,
      signal,
      onProgress: (bytesRead, entries) => onProgress({ bytesRead, bytesTotal: file.size, entries }),
    });
  return {
    signIn: async (target, signal) => openDomainController(optionsOf(target, signal)),
    domainController: async (target, signal) => openExchange(optionsOf(target, signal)),
    ldif,
    ldifFile: async (path, onProgress, signal) => {
      const { chunks, ...facts } = await openLdifFile(path);
      const file: LdifFileFacts = facts;
      return ldif(chunks, file, onProgress, signal);
    },
    practice: (signal) => openPractice(practiceOrganization, signal),
    lastWireLog: () => last?.log() ?? null,
  };
}

/** What signing in to the practice domain controller differs in from no other: its address and its account. */
const practiceChoices = {
  host: '127.0.0.1',
  channel: 'practice',
  signIn: 'simple',
  legacyTls: false,
  clearTextConsent: false,
  dnsServer: null,
  trust: { authorities: [], pinned: null },
} as const satisfies Partial<DomainControllerOptions>;

/** Starts the practice domain controller for one walk and signs in to it like to any other; closing the source stops it. */
async function openPractice(organization: string, signal: AbortSignal): Promise<DirectorySource> {
  const { port, account, password, close } = await startPracticeServer(organization);
  try {
    const source = await openExchange({ ...practiceChoices, port, account, password, signal });
    return {
      description: source.description,
      exchangeContainer: source.exchangeContainer,
      cutShort: source.cutShort,
      warning: source.warning,
      search: (request, searchSignal) => source.search(request, searchSignal),
      wireLog: () => source.wireLog(),
      close: async () => {
        await source.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
