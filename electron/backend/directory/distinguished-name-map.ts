import {
  distinguishedNameKey,
  isAtOrBelow,
  parentName,
} from '../../../shared/directory/distinguished-name.ts';
import type { SearchScope } from '../../../shared/directory/source.ts';

/** Things by distinguished name, however the name is spelt, in order of addition. */
export class DistinguishedNameMap<Value> {
  readonly #values = new Map<string, Value>();

  get size(): number {
    return this.#values.size;
  }

  /** Keys ({@link distinguishedNameKey}) and values in order of addition. */
  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }

  get(distinguishedName: string): Value | undefined {
    return this.#values.get(distinguishedNameKey(distinguishedName));
  }

  /** Sets the value of a name. One that was there is replaced, keeps its place and is returned. */
  set(distinguishedName: string, value: Value): Value | undefined {
    const key = distinguishedNameKey(distinguishedName);
    const replaced = this.#values.get(key);
    this.#values.set(key, value);
    return replaced;
  }

  /**
   * The values in a scope, in order of addition, found while they are iterated; null if the base does not exist, that is, if
   * nothing is at it or below it (a base that was itself not exported is still a place to search below).
   */
  within(base: string, scope: SearchScope): Iterable<Value> | null {
    const baseKey = distinguishedNameKey(base);
    return this.#exists(baseKey) ? this.#valuesWithin(baseKey, scope) : null;
  }

  #exists(baseKey: string): boolean {
    if (this.#values.has(baseKey)) return true;
    for (const key of this.#values.keys()) if (isAtOrBelow(key, baseKey)) return true;
    return false;
  }

  *#valuesWithin(baseKey: string, scope: SearchScope): Generator<Value> {
    for (const [key, value] of this.#values) if (isInScope(key, baseKey, scope)) yield value;
  }
}

function isInScope(key: string, baseKey: string, scope: SearchScope): boolean {
  switch (scope) {
    case 'base':
      return key === baseKey;
    case 'one':
      return key !== '' && (parentName(key) ?? '') === baseKey;
    case 'sub':
      return isAtOrBelow(key, baseKey);
  }
}
