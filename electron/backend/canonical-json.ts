import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import canonicalize from 'canonicalize';

/**
 * A value as canonical JSON (RFC 8785): equal values have equal octets. Half of a surrogate pair, which that form does not have,
 * becomes U+FFFD, as it does in the database. Throws TypeError for what is no JSON.
 */
export function canonicalText(value: unknown): string {
  const text = attempt(value) ?? canonicalize(wellFormed(value));
  if (text === undefined) throw new TypeError('There is no JSON for this value.');
  return text;
}

/** Items of a list that are written at a stretch: some milliseconds. */
const itemsPerPiece = 1_000;

/**
 * The text of {@link canonicalText} in pieces: of a long list some items at a time, of everything else the whole. So a caller can let
 * others have their turn in between.
 */
export function* canonicalPieces(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length <= itemsPerPiece) {
    yield canonicalText(value);
    return;
  }
  for (let at = 0; at < value.length; at += itemsPerPiece) {
    const items = canonicalText(value.slice(at, at + itemsPerPiece)).slice(1, -1);
    yield `${at === 0 ? '[' : ','}${items}`;
  }
  yield ']';
}

/** As {@link canonicalText}; others have their turn in between. Rejects with the reason of `signal` when it is aborted. */
export async function canonicalTextInTurns(value: unknown, signal?: AbortSignal): Promise<string> {
  let text = '';
  for (const piece of canonicalPieces(value)) {
    text += piece;
    await setImmediate(undefined, { signal });
  }
  return text;
}

/** SHA-256 of a text in UTF-8, lower-case hexadecimal. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Nearly everything is well-formed: only what the library refuses is looked at text by text. */
function attempt(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]),
  );
}
