import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { HistoryEvent } from '../../shared/history/event.ts';
import type { SealDifference, Verification } from '../../shared/history/seal.ts';
import { sealWords } from '../../shared/history/seal-words.ts';
import { formatQuantity } from './format.ts';
import { lastEvent } from './history-events.ts';

/** What a verification found, in a few words and a sentence or two. */
export interface VerificationText {
  readonly title: string;
  readonly text: string;
  /** What differs first; null unless it was changed. */
  readonly first: SealDifference | null;
  readonly others: readonly SealDifference[];
}

/** A verification in words. */
export function verificationText({ outcome, parts, differences }: Verification): VerificationText {
  const [first = null, ...others] = differences;
  switch (outcome) {
    case 'intact':
      return {
        title: 'Intact',
        text: `${formatQuantity(parts, 'part')} hashed again: each is as it was sealed. ${sealWords.compare}`,
        first: null,
        others: [],
      };
    case 'changed':
      return {
        title: 'Changed since it was sealed',
        text: 'This record is not the one that was sealed. Do not rely on it: compare it with a backup or with a bundle that was saved earlier.',
        first,
        others,
      };
    case 'unsealed':
      return {
        title: 'Not sealed yet',
        text: 'There is no seal to check against. An assessment is sealed when it is completed.',
        first: null,
        others: [],
      };
  }
}

/** Why an assessment has no seal, and when it gets one. */
export function unsealedText({ state, toDecide, decided }: AssessmentSummary): string {
  switch (state) {
    case 'walking':
      return 'It has no seal yet: it is still being read.';
    case 'completed':
      return 'It has no seal: it was completed before assessments were sealed.';
    case 'in-review': {
      const left = toDecide - decided;
      const first =
        left > 0
          ? `it is in review, and ${formatQuantity(left, 'decision')} ${left === 1 ? 'is' : 'are'} left.`
          : 'it is in review, with every decision made.';
      return `It has no seal yet: ${first} “Complete assessment” on Finish seals it, and from then on the seal can be written down and verified here.`;
    }
  }
}

/** When and by whom an assessment was sealed, as far as it is known. */
export interface Sealing {
  readonly at: string | null;
  readonly by: string | null;
  /** Null for the first seal of a data folder; undefined while it is not known. */
  readonly previous: string | null | undefined;
}

/** What is known of a sealing: by the verification, which reads the seal itself, else by the events. */
export function sealingOf(events: readonly HistoryEvent[], verification: Verification | null): Sealing {
  if (verification !== null && verification.seal !== null)
    return {
      at: verification.sealedAt,
      by: verification.sealedBy,
      previous: verification.previousSeal,
    };
  const event = lastEvent(events, 'sealed') ?? lastEvent(events, 'completed');
  return { at: event?.at ?? null, by: event?.by ?? null, previous: undefined };
}
