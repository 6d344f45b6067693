import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { EvidencePage, SingleParts } from '../../../shared/history/document.ts';
import { observedObjects } from '../../../shared/history/observed-objects.ts';
import { readOrganization, type Organization } from '../../../shared/exchange/organization.ts';
import type { ReasonCode } from '../../../shared/stig/proposal.ts';
import type { NewImport } from '../store/history-records.ts';
import { unreadable } from './bundle-errors.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** A bundle as the store takes it in, under a new id. Throws AppError `bundle-unreadable` if no organisation can be seen in its evidence. */
export async function importOf(
  bundle: OpenedBundle,
  origin: BundleOrigin,
): Promise<{ readonly id: string; readonly document: NewImport }> {
  const parts = partsOf(bundle);
  const pages = await pagesOf(bundle);
  const { fileName, sha256, madeBy, importedAt, importedBy } = origin;
  const { seal } = bundle;
  return {
    id: randomUUID(),
    document: {
      parts,
      pages,
      origin,
      seal: seal === null ? null : { sha256: seal.sha256, manifest: seal.text },
      event: { kind: 'imported', at: importedAt, by: importedBy, detail: { fileName, sha256, madeBy } },
      observed: observe(parts, pages),
      // Counted when it is asked for, as the decisions came with it.
      groups: null,
    },
  };
}

/** Between two pages others get their turn. */
async function pagesOf(bundle: OpenedBundle): Promise<readonly EvidencePage[]> {
  const pages: EvidencePage[] = [];
  for (const page of bundle.evidence()) {
    pages.push(page);
    await setImmediate();
  }
  return pages;
}

/** Everything but the evidence. */
function partsOf(bundle: OpenedBundle): SingleParts {
  return {
    'assessment.json': bundle.single('assessment.json'),
    'problems.json': bundle.single('problems.json'),
    'subjects.json': bundle.single('subjects.json'),
    'decisions.json': bundle.single('decisions.json'),
    'drafts.json': bundle.single('drafts.json'),
    'events.json': bundle.single('events.json'),
    'wire-log.json': bundle.single('wire-log.json'),
  };
}

/** What is compared with other assessments: the servers as the tree shows them, with what was proposed at the time. */
function observe(parts: SingleParts, pages: readonly EvidencePage[]): readonly ObservedObject[] {
  const proposals = new Map(
    parts['subjects.json'].map(({ key, status, reasons }) => [
      key,
      { status, reasons: reasons as readonly ReasonCode[] },
    ]),
  );
  const entries = pages.flatMap((page) => page.entries);
  return observedObjects(organizationOf(parts['assessment.json'], entries), entries).map((object) => ({
    ...object,
    proposal: proposals.get(object.key) ?? object.proposal,
  }));
}

/** Puts the tree together as it will be whenever the assessment is opened: what cannot be opened is not to be kept. */
function organizationOf(
  assessment: SingleParts['assessment.json'],
  entries: EvidencePage['entries'],
): Organization {
  const { exchangeContainer, organizationDistinguishedName, source, complete } = assessment;
  try {
    const organization = readOrganization(entries, exchangeContainer, {
      source: source['kind'] === 'ldif' ? 'ldif' : 'domain-controller',
      isCutShort: !complete,
    });
    if (organization.distinguishedName === organizationDistinguishedName) return organization;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  throw unreadable('What it holds as evidence is not the one Exchange organisation that it tells of.');
}
