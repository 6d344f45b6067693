import { randomUUID } from 'node:crypto';

import { Assessments } from '../../electron/backend/assessment/assessments.ts';
import { OpenedAssessments } from '../../electron/backend/assessment/opened-assessments.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import type { DirectorySource } from '../../shared/directory/source.ts';
import { exchangeContainer, groupEntries, organizationEntries, wholeServer } from './exchange-entries.ts';

const entriesPerPage = 1_000;

interface Size {
  readonly groups: number;
  readonly serversPerGroup: number;
}

/** An organisation with so many servers, each with one virtual server; one in three of these has no TLS. */
export function* generatedOrganization({ groups, serversPerGroup }: Size): Generator<DirectoryEntry> {
  yield* organizationEntries();
  for (let group = 1; group <= groups; group += 1) {
    yield* groupEntries(`Group ${group}`);
    for (let server = 1; server <= serversPerGroup; server += 1) {
      const flag = server % 3 === 0 ? '0' : '4';
      yield* wholeServer(`Group ${group}`, `EX${group}-${server}`, [flag]);
    }
  }
}

/** Keeps an assessment of such an organisation in a data folder, as a walk would have left it, ready for review. */
export function keepGeneratedAssessment(dataFolder: string, size: Size): void {
  const store = openStore(dataFolder, { toolVersion: 'generated' });
  try {
    const opened = new OpenedAssessments(store);
    const assessments = new Assessments({
      store,
      opened,
      now: () => new Date(),
      toolVersion: 'generated',
      onUnexpected: (error) => {
        throw error;
      },
    });
    const id = randomUUID();
    assessments.begin(id, { assessor: 'Ann', source: unusedSource, startedAt: new Date() });
    let page: DirectoryEntry[] = [];
    for (const entry of generatedOrganization(size)) {
      page.push(entry);
      if (page.length < entriesPerPage) continue;
      assessments.keepEntries(id, page);
      page = [];
    }
    assessments.keepEntries(id, page);
    assessments.concludeWalk(id, { incompleteReason: null, problems: [] });
  } finally {
    store.close();
  }
}

const unusedSource: DirectorySource = {
  description: { kind: 'ldif', fileName: 'generated.ldf', size: 0, sha256: '', modifiedAt: null },
  exchangeContainer,
  cutShort: null,
  warning: null,
  search: () => {
    throw new Error('Nothing is searched here.');
  },
  close: () => Promise.resolve(),
};
