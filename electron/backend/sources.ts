import type { DirectorySource } from '../../shared/directory/source.ts';
import type { ReadingProgress, Sources } from './assessment/walks.ts';
import { openDomainController } from './directory/domain-controller.ts';
import { readLdifDirectory } from './directory/ldif-directory.ts';
import { openLdifFile } from './directory/ldif-file.ts';
import { startPracticeServer } from './practice/practice-server.ts';

export interface AllSources extends Sources {
  /** An LDIF file of this machine, by its path. */
  ldifFile(
    path: string,
    onProgress: (progress: ReadingProgress) => void,
    signal: AbortSignal,
  ): Promise<DirectorySource>;
}

/** The ways to the directory: a domain controller, an LDIF file, and the practice domain controller that serves the sample organisation. */
export function createSources(practiceOrganization: string): AllSources {
  const ldif: Sources['ldif'] = (chunks, file, onProgress, signal) =>
    readLdifDirectory(chunks, {
      ...file,
      signal,
      onProgress: (bytesRead, entries) => onProgress({ bytesRead, bytesTotal: file.size, entries }),
    });
  return {
    domainController: (target, signal) => openDomainController({ ...target, channel: 'ldaps', signal }),
    ldif,
    ldifFile: async (path, onProgress, signal) => {
      const { chunks, fileName, size } = await openLdifFile(path);
      return ldif(chunks, { fileName, size }, onProgress, signal);
    },
    practice: (signal) => openPractice(practiceOrganization, signal),
  };
}

/** Starts the practice domain controller for one walk and signs in to it like to any other; closing the source stops it. */
async function openPractice(organization: string, signal: AbortSignal): Promise<DirectorySource> {
  const server = await startPracticeServer(organization);
  try {
    const { port, account, password } = server;
    const source = await openDomainController({
      host: '127.0.0.1',
      port,
      channel: 'practice',
      account,
      password,
      signal,
    });
    return {
      description: source.description,
      exchangeContainer: source.exchangeContainer,
      cutShort: source.cutShort,
      warning: source.warning,
      search: (request, searchSignal) => source.search(request, searchSignal),
      close: async () => {
        await source.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
