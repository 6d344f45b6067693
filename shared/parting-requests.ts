import type { Channel } from './contract.ts';

/**
 * What a window still asks for as it goes, and may still ask for when another has taken its place: to keep the words that were typed
 * there last, and to give up a file that only it could feed.
 */
export const partingRequests: ReadonlySet<unknown> = new Set<Channel>([
  'decision.saveDraft',
  'decision.saveBulkDraft',
  'assessment.cancel',
]);
