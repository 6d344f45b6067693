import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import type { HashedMember } from '../../../shared/history/seal.ts';
import { hashEvidence } from '../history/document-parts.ts';
import { checkManifest } from '../history/seal-check.ts';
import type { AssessmentRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { isEvidence } from './bundle-members.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** The assessments of this data folder that are of the same walk as a bundle, newest first. */
export function knownOf(store: Store, bundle: OpenedBundle): readonly AssessmentRecord[] {
  const { walk } = bundle.single('assessment.json');
  return store.assessments().filter((known) => known.walk === walk && known.state !== 'walking');
}

/** The hashes of the evidence that these assessments share; null if there are none. */
export async function evidenceOf(
  store: Store,
  known: readonly AssessmentRecord[],
): Promise<readonly HashedMember[] | null> {
  const id = known[0]?.id;
  if (id === undefined) return null;
  const seal = store.sealOf(id);
  const sealed = seal === null ? null : checkManifest(seal.manifest, seal.sha256);
  if (sealed === null || 'difference' in sealed) return (await hashEvidence(store, id)).parts;
  return sealed.manifest.parts.filter(({ name }) => isEvidence(name));
}

/**
 * Throws AppError `bad-request` that names the assessment that is here already: with the same seal, or with all that a capture
 * tells.
 */
export function refuseKnown(store: Store, bundle: OpenedBundle, known: readonly AssessmentRecord[]): void {
  const same = known.find((one) =>
    bundle.seal === null ? hasAllOf(store, one.id, bundle) : one.seal === bundle.seal.sha256,
  );
  if (same === undefined) return;
  const which = `${same.organizationName ?? ''}, read on ${same.finishedAt?.slice(0, 10)} by ${same.assessor}`;
  throw new AppError(
    'bad-request',
    bundle.seal === null
      ? `Nothing was imported: all that this capture tells is here already, in the assessment of ${which}.`
      : `Nothing was imported: this assessment is here already, with the same seal. It is the one of ${which}.`,
    `id ${same.id}`,
  );
}

/** Whether an assessment begins with the same decisions, and has the same drafts or has gone on since. */
function hasAllOf(store: Store, id: string, bundle: OpenedBundle): boolean {
  const here = store.documentPart(id, 'decisions.json');
  const came = bundle.single('decisions.json');
  const drafts = bundle.single('drafts.json');
  const hasDrafts = drafts.subjects.length > 0 || drafts.bulk !== null;
  if (hasDrafts && !isDeepStrictEqual(store.documentPart(id, 'drafts.json'), drafts)) return false;
  return came.every((decision, at) => {
    const ours = here[at];
    // One that was taken back since is still the same decision.
    const then = decision.withdrawn === null ? { ...ours, withdrawn: null } : ours;
    return ours !== undefined && isDeepStrictEqual(then, decision);
  });
}
