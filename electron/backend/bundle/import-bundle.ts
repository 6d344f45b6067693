import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { SinglePartName, SingleParts } from '../../../shared/history/document.ts';
import { observedObjects } from '../../../shared/history/observed-objects.ts';
import { readOrganization, type Organization } from '../../../shared/exchange/organization.ts';
import type { ReasonCode } from '../../../shared/stig/proposal.ts';
import type { NewImport } from '../store/history-records.ts';
import { packedPage, type PackedPage } from '../store/walk-outcome.ts';
import { unreadable } from './bundle-errors.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** A bundle as the store takes it in, under a new id. Throws AppError `bundle-unreadable` if no organisation can be seen in its evidence. */
export async function importOf(
  bundle: OpenedBundle,
  origin: BundleOrigin,
): Promise<{ readonly id: string; readonly document: NewImport }> {
  const parts = await partsOf(bundle);
  const { pages, entries } = await evidenceOf(bundle);
  const observed = observe(parts, entries);
  await setImmediate();
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
      observed,
      // Counted when it is asked for, as the decisions came with it.
      groups: null,
    },
  };
}

/** Packed page by page, so that nothing is left to do but to write it. Between two pages others get their turn. */
async function evidenceOf(bundle: OpenedBundle) {
  const pages: PackedPage[] = [];
  const entries: DirectoryEntry[] = [];
  for (const page of bundle.evidence()) {
    pages.push(packedPage(page));
    entries.push(...page.entries);
    await setImmediate();
  }
  return { pages, entries };
}

/** Everything but the evidence. Between two parts others get their turn. */
async function partsOf(bundle: OpenedBundle): Promise<SingleParts> {
  const inTurn = async <Name extends SinglePartName>(name: Name): Promise<SingleParts[Name]> => {
    await setImmediate();
    return bundle.single(name);
  };
  return {
    'assessment.json': await inTurn('assessment.json'),
    'problems.json': await inTurn('problems.json'),
    'subjects.json': await inTurn('subjects.json'),
    'decisions.json': await inTurn('decisions.json'),
    'drafts.json': await inTurn('drafts.json'),
    'events.json': await inTurn('events.json'),
    'wire-log.json': await inTurn('wire-log.json'),
  };
}

/** What is compared with other assessments: the servers as the tree shows them, with what was proposed at the time. */
function observe(parts: SingleParts, entries: readonly DirectoryEntry[]): readonly ObservedObject[] {
  const proposals = new Map(
    parts['subjects.json'].map(({ key, status, reasons }) => [
      key,
      { status, reasons: reasons as readonly ReasonCode[] },
    ]),
  );
  return observedObjects(organizationOf(parts['assessment.json'], entries), entries).map((object) => ({
    ...object,
    proposal: proposals.get(object.key) ?? object.proposal,
  }));
}

/** Puts the tree together as it will be whenever the assessment is opened: what cannot be opened is not to be kept. */
function organizationOf(
  assessment: SingleParts['assessment.json'],
  entries: readonly DirectoryEntry[],
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
