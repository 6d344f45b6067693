import type { HistoryEvent } from '../../../shared/history/event.ts';
import type { HashedMember, SealDifference, Verification } from '../../../shared/history/seal.ts';
import { checkParts } from '../history/seal-check.ts';
import { eventHash } from '../store/event-table.ts';
import { isEvidence } from './bundle-members.ts';
import type { OpenedBundle } from './open-bundle.ts';

/**
 * Whether what a bundle says fits together: its seal the parts, its events each other, its state the seal, and its evidence that of
 * the same walk in this data folder, which is null if it is not there.
 */
export function checkRecord(
  bundle: OpenedBundle,
  evidenceHere: readonly HashedMember[] | null,
  now: Date,
): Verification {
  const { seal, parts } = bundle;
  const differences = [
    ...sealDifferences(bundle),
    ...stateDifferences(bundle),
    ...eventDifferences(bundle),
    ...(evidenceHere === null ? [] : evidenceDifferences(parts, evidenceHere)),
  ];
  return {
    outcome: differences.length > 0 ? 'changed' : seal === null ? 'unsealed' : 'intact',
    checkedAt: now.toISOString(),
    seal: seal?.sha256 ?? null,
    sealedAt: seal?.manifest.sealedAt ?? null,
    sealedBy: seal?.manifest.sealedBy ?? null,
    previousSeal: seal?.manifest.previousSeal ?? null,
    chainedHere: false,
    parts: parts.length,
    differences,
  };
}

function sealDifferences({ seal, manifest, parts }: OpenedBundle): readonly SealDifference[] {
  if (seal === null) return [];
  const ofParts = checkParts(seal.manifest, parts);
  if (seal.sha256 === manifest.seal) return ofParts;
  return [{ part: 'seal', message: 'The seal is not the hash of what it says it was made of.' }, ...ofParts];
}

function stateDifferences(bundle: OpenedBundle): readonly SealDifference[] {
  const isCompleted = bundle.single('assessment.json').completedAt !== null;
  if (isCompleted === (bundle.seal !== null)) return [];
  const message = isCompleted
    ? 'It says that it is completed, but it has no seal.'
    : 'It says that it is still in review, but it has a seal.';
  return [{ part: 'assessment.json', message }];
}

function eventDifferences(bundle: OpenedBundle): readonly SealDifference[] {
  const events = bundle.single('events.json');
  const broken = brokenLink(events);
  if (broken !== null)
    return [{ part: 'events', message: `Event ${broken + 1} does not follow the one before it.` }];
  const end = events.findIndex(({ kind }) => kind === 'completed');
  if (end < 0 || (bundle.seal !== null && end === events.length - 1)) return [];
  return [{ part: 'events', message: 'It tells of more after the assessment was completed.' }];
}

/** Where the chain of events breaks, counted from 0; null if it holds. */
function brokenLink(events: readonly HistoryEvent[]): number | null {
  let previous: string | null = null;
  for (const [at, { sha256, ...event }] of events.entries()) {
    if (eventHash(previous, event) !== sha256) return at;
    previous = sha256;
  }
  return null;
}

function evidenceDifferences(
  parts: readonly HashedMember[],
  here: readonly HashedMember[],
): readonly SealDifference[] {
  const pages = parts.filter(({ name }) => isEvidence(name));
  const hashes = new Map(here.map(({ name, sha256 }) => [name, sha256]));
  const other = pages.find(({ name, sha256 }) => hashes.get(name) !== sha256);
  if (other === undefined && pages.length === here.length) return [];
  const message = 'The assessment of the same walk that is kept here has other evidence.';
  return [{ part: other?.name ?? 'evidence', message }];
}
