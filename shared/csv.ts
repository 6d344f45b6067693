/** Begins what a spreadsheet takes for a formula, also after blanks and in full-width form. */
const formula = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** What looks like the beginning of a formula and is nothing but a number, such as a negative flag. */
const plainNumber = /^-?\d+(\.\d+)?$/;

type Cell = string | number | null;

/**
 * A table as RFC 4180 text with a byte order mark, by which spreadsheets know that it is UTF-8. Text that a spreadsheet would
 * run as a formula gets an apostrophe in front, which makes it text; numbers stay numbers, also where they come as text.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${csvLines(rows)}`;
}

/** The same without the byte order mark, for the clipboard, which knows by itself. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return `${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/**
 * A table as lines of cells with tabs between them, as spreadsheets and documents take it from the clipboard. Formulas are made
 * harmless as in {@link csv}; a tab or the end of a line within a cell is a blank.
 */
export function tabSeparated(rows: readonly (readonly Cell[])[]): string {
  return `${rows.map((row) => row.map((cell) => harmless(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n')}\r\n`;
}

function quoted(cell: Cell): string {
  const text = harmless(cell);
  return typeof cell === 'string' && /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}
