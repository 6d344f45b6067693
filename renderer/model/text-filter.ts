/** The words of a query, in lower case. */
export function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Texts as one that words are looked for in: in lower case, and no word reaches from one text into the next. */
export function searchable(texts: readonly (string | null)[]): string {
  return texts.join('\n').toLowerCase();
}

/** True if every word of the query occurs in one of the texts, without regard to case. An empty query lets all through. */
export function matchesQuery(query: string, texts: readonly (string | null)[]): boolean {
  const words = wordsOf(query);
  if (words.length === 0) return true;
  const text = searchable(texts);
  return words.every((word) => text.includes(word));
}

/** A key that sorts text without regard to case and numbers within it by value: `EX2` before `EX10`. */
export function sortKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, sortedNumber);
}

const zeros = '000000000000';

function sortedNumber(digits: string): string {
  // Few numbers begin with a zero, and 50,000 names are sorted at once.
  const number = digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits;
  return zeros.slice(number.length) + number;
}
