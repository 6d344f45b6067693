import { distinguishedNameKey, parentName } from '../../../shared/directory/distinguished-name.ts';

const containerSteps = 'cn=microsoft exchange,cn=services';

/**
 * Key of the `CN=Microsoft Exchange` directly below `CN=Services` at which or below which an object lies, from the object's
 * key; null if there is none. In a key only the sign after an attribute type is an unescaped "=", so that no value,
 * whatever it holds, looks like these steps.
 */
export function exchangeContainerKey(key: string): string | null {
  const start = key.startsWith(containerSteps) ? 0 : key.indexOf(`,${containerSteps}`) + 1;
  if (start === 0 && !key.startsWith(containerSteps)) return null;
  const follows = key[start + containerSteps.length];
  return follows === undefined || follows === ',' ? key.slice(start) : null;
}

/** The name, or the one above it, that has the key, as the name itself spells it; null if none has. */
export function ancestorWithKey(distinguishedName: string, key: string): string | null {
  for (let name: string | null = distinguishedName; name !== null; name = parentName(name)) {
    if (distinguishedNameKey(name) === key) return name;
  }
  return null;
}
