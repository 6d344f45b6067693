export interface MarkedLine {
  readonly text: string;
  /** True if the other text has no such line. */
  readonly changed: boolean;
}

/** Two texts line by line, each line marked if the other text does not have it, or not as often. */
export function changedLines(
  before: string,
  after: string,
): { readonly before: readonly MarkedLine[]; readonly after: readonly MarkedLine[] } {
  const [old, current] = [linesOf(before), linesOf(after)];
  return { before: marked(old, current), after: marked(current, old) };
}

function marked(lines: readonly string[], others: readonly string[]): readonly MarkedLine[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.map((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return { text, changed: count <= 0 };
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
