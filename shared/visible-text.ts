/**
 * Characters that steer text or show nothing: controls, soft hyphen, zero width, line and paragraph separators,
 * bidirectional marks and isolates, byte order mark.
 */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Text of the directory as it may be shown and written: characters that steer the text around them or show nothing as
 * `⟨U+202E⟩`, halves of characters as U+FFFD. Nothing is taken away, so nothing can hide.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(unseen, codePoint);
}

/** At most `most` characters, the last an ellipsis if more were there; never ends in half a character. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
