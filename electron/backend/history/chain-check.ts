import type { SealDifference, SealManifest } from '../../../shared/history/seal.ts';
import type { SealRecord } from '../store/history-records.ts';
import type { Store } from '../store/store.ts';
import { checkManifest } from './seal-check.ts';

/**
 * Whether a seal stands where it was put in the chain of this data folder: between the seal that it names and the one that names it.
 * A seal that came with a bundle is in no chain here. `manifest` is null if it cannot be relied on.
 */
export function chainDifferences(
  store: Pick<Store, 'sealAt'>,
  { sha256, position }: SealRecord,
  manifest: SealManifest | null,
): readonly SealDifference[] {
  if (position === null) return [];
  const previous = store.sealAt(position - 1);
  const next = store.sealAt(position + 1);
  return [
    ...(manifest === null ? [] : before(position, previous, manifest)),
    ...(next === null ? [] : after(next, sha256)),
  ].map((message) => ({ part: 'chain', message }));
}

function before(position: number, previous: SealRecord | null, manifest: SealManifest): readonly string[] {
  if (previous === null) {
    if (position === 1 && manifest.previousSeal === null) return [];
    return ['The seal before this one in the chain of this data folder is no longer there.'];
  }
  if (previous.sha256 !== manifest.previousSeal)
    return [
      'The seal before this one in the chain of this data folder is another than when this one was made.',
    ];
  return 'difference' in checkManifest(previous.manifest, previous.sha256)
    ? ['The seal before this one in the chain of this data folder was changed.']
    : [];
}

function after(next: SealRecord, sha256: string): readonly string[] {
  const checked = checkManifest(next.manifest, next.sha256);
  if ('difference' in checked)
    return ['The seal after this one in the chain of this data folder was changed.'];
  return checked.manifest.previousSeal === sha256
    ? []
    : ['The seal after this one in the chain of this data folder was made after another.'];
}
