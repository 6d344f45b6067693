import { AndFilter, EqualityFilter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from 'ldapts';
import type { Filter } from 'ldapts';

import { AppError } from '../../../shared/errors.ts';

/** What a filter sees of an object: the values of an attribute (its name in lower case) as text in lower case; undefined if it has none. */
export type TextsOf = (attribute: string) => readonly string[] | undefined;

/**
 * True if the object matches. Not ldapts' own `Filter.matches`: it sees one value per attribute only (objectClass has
 * several), finds objectClass alone without regard to case, and its substring patterns throw for a hyphen.
 * As in Active Directory, a negation matches an object that lacks the attribute. Approximate, ordering and extensible
 * filters are refused with AppError `directory-refused`.
 */
export function matchesFilter(filter: Filter, textsOf: TextsOf): boolean {
  if (filter instanceof AndFilter) return filter.filters.every((part) => matchesFilter(part, textsOf));
  if (filter instanceof OrFilter) return filter.filters.some((part) => matchesFilter(part, textsOf));
  if (filter instanceof NotFilter) return !matchesFilter(filter.filter, textsOf);
  if (filter instanceof PresenceFilter) return textsOf(filter.attribute.toLowerCase()) !== undefined;
  if (filter instanceof EqualityFilter) return matchesEquality(filter, textsOf);
  if (filter instanceof SubstringFilter) return matchesSubstring(filter, textsOf);
  throw new AppError(
    'directory-refused',
    'This directory cannot answer the search: it knows equality, presence, substring, and, or, not.',
    filter.toString(),
  );
}

function matchesEquality({ attribute, value }: EqualityFilter, textsOf: TextsOf): boolean {
  const text = typeof value === 'string' ? value : value.toString('utf8');
  return textsOf(attribute.toLowerCase())?.includes(text.toLowerCase()) ?? false;
}

function matchesSubstring(filter: SubstringFilter, textsOf: TextsOf): boolean {
  const initial = filter.initial.toLowerCase();
  const final = filter.final.toLowerCase();
  const texts = textsOf(filter.attribute.toLowerCase()) ?? [];
  return texts.some((text) => {
    if (!text.startsWith(initial)) return false;
    let at = initial.length;
    for (const part of filter.any) {
      const found = text.indexOf(part.toLowerCase(), at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - final.length >= at && text.endsWith(final);
  });
}
