const steering = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Text of a directory, a file or a server may hold anything: control characters, line ends and direction marks are shown as
 * `\u{hex}`, so that they neither steer the terminal nor look like lines of ours. For one piece of a line, never for several lines.
 */
export function visible(text: string): string {
  return text.replace(steering, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A JSON document on several lines. Characters that steer a terminal are escaped as JSON does it: the document stays the same. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(steering, (characters) =>
    characters === '\n' ? characters : characters.split('').map(codeUnitEscape).join(''),
  );
  return `${text}\n`;
}

/** A line with what it is about in front, as all that belong together are aligned. */
export function labelled(label: string, text: string): string {
  return `${label.padEnd(17)}${visible(text)}`;
}

/** Rows as lines with aligned columns, two spaces between them. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => row.map(visible));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  );
  return shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `1 server`, `2 servers`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function codeUnitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
