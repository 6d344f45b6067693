import type { TestProject } from 'vitest/node';

import { sambaMissing } from '../../../build/directory-servers.mjs';
import { temporaryFolder } from '../temporary-folder.ts';
import { makeDomain } from './domain.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the domain that every Samba domain controller of a test is a copy of; null if Samba cannot be used. */
    sambaDomain: string | null;
  }
}

/** Makes the domain once for all test files. Answers with what removes it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (sambaMissing() !== null) {
    project.provide('sambaDomain', null);
    return undefined;
  }
  const folder = await temporaryFolder('hopcheck-samba-domain-');
  try {
    await makeDomain(folder.path);
  } catch (error) {
    await folder.remove();
    throw error;
  }
  project.provide('sambaDomain', folder.path);
  return folder.remove;
}
