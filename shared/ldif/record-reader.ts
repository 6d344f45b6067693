import { parseAttributeLine, textOf } from './attribute-line.ts';
import type { AttributeLine } from './attribute-line.ts';
import { AttributeNames } from './attribute-names.ts';
import { EntryBuilder } from './entry-builder.ts';
import type { LdifEntry } from './entry-builder.ts';
import { syntaxError } from './ldif-error.ts';
import { mostReferences } from './limits.ts';
import type { LogicalLine } from './line-unfolder.ts';

/** What the lines since the last empty one belong to. */
type Block =
  | { readonly kind: 'none' }
  | { readonly kind: 'entry'; readonly builder: EntryBuilder }
  | { readonly kind: 'search-result' }
  | { readonly kind: 'search-reference' };

const hash = '#'.charCodeAt(0);

/** Puts lines together to entries. An entry is handed out only when an empty line or the end of the file has come: then it is whole. */
export class RecordReader {
  readonly #names = new AttributeNames();
  #block: Block = { kind: 'none' };
  /** The last line of the file if it is one of an entry. */
  #lastLine: number | null = null;
  #failedSearch: string | null = null;
  #morePages: string | null = null;
  readonly #references: string[] = [];

  /** Takes the next line in; returns the entry that it ends. */
  accept(line: LogicalLine): LdifEntry | null {
    if (line.octets.length === 0) return this.#endBlock();
    if (line.octets[0] !== hash) this.#take(parseAttributeLine(line, this.#names));
    return null;
  }

  /** The file ends here, with a whole line; returns the entry that this ends. */
  finish(): LdifEntry | null {
    return this.#endBlock();
  }

  /**
   * Takes in the last whole line of a file that ends in the middle of the next. It may be the beginning of a folded one, so that an entry is not read on with
   * it: what it says could be wrong, and what is wrong with it could be the cut.
   */
  acceptLast(line: LogicalLine): LdifEntry | null {
    const continuesEntry = this.#block.kind === 'none' || this.#block.kind === 'entry';
    const isText = line.octets.length > 0 && line.octets[0] !== hash;
    if (!isText || !continuesEntry) return this.accept(line);
    this.#lastLine = line.number;
    return null;
  }

  /** First line of an entry whose end has not come; null between entries. */
  get openEntryLine(): number | null {
    return this.#block.kind === 'entry' ? this.#block.builder.line : this.#lastLine;
  }

  /** Why the program that wrote the file did not get the whole result, in a sentence; null if it reported nothing of the kind. */
  get cutShort(): string | null {
    return this.#failedSearch ?? this.#morePages;
  }

  /** Addresses of parts of the tree that the server did not hold, in the order of the file; at most {@link mostReferences}. */
  get references(): readonly string[] {
    return this.#references;
  }

  #endBlock(): LdifEntry | null {
    const block = this.#block;
    this.#block = { kind: 'none' };
    return block.kind === 'entry' ? block.builder.finish() : null;
  }

  #take(line: AttributeLine): void {
    switch (this.#block.kind) {
      case 'none':
        this.#block = this.#begin(line);
        return;
      case 'entry':
        this.#block.builder.take(line);
        return;
      case 'search-result':
        this.#takeResult(line);
        return;
      case 'search-reference':
        this.#takeReference(line);
        return;
    }
  }

  #begin(line: AttributeLine): Block {
    switch (line.name.toLowerCase()) {
      case 'dn':
        return { kind: 'entry', builder: new EntryBuilder(line) };
      case 'version':
        if (textOf(line) !== '1') throw syntaxError(line.number, 'names a version of LDIF other than 1');
        return { kind: 'none' };
      case 'search':
        return { kind: 'search-result' };
      case 'ref':
        this.#takeReference(line);
        return { kind: 'search-reference' };
      default:
        throw syntaxError(line.number, `has "${line.name}" where the "dn:" of an entry must be`);
    }
  }

  #takeReference(line: AttributeLine): void {
    if (line.name === 'ref' && this.#references.length < mostReferences) this.#references.push(textOf(line));
  }

  /** The block that ldapsearch writes after the entries: `search: 2`, `result: 4 Size limit exceeded`, perhaps a cookie for more. */
  #takeResult(line: AttributeLine): void {
    if (line.name === 'result') {
      const result = textOf(line);
      this.#morePages = null;
      if (!/^0(?:\s|$)/.test(result)) {
        this.#failedSearch ??= `The export was stopped by the domain controller: line ${line.number} says "result: ${result}".`;
      }
    }
    if (line.name === 'pagedresults' && !textOf(line).endsWith('cookie=')) {
      this.#morePages = `The export holds a part of the result only: line ${line.number} says that more pages were to follow.`;
    }
  }
}
