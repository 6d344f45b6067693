/** True if every word of the query occurs in one of the texts, without regard to case. An empty query lets all through. */
export function matchesQuery(query: string, texts: readonly (string | null)[]): boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const text = texts
    .map((part) => part ?? '')
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A key that sorts text without regard to case and numbers within it by value: `EX2` before `EX10`. */
export function sortKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
}
