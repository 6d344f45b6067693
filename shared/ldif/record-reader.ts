import { parseAttributeLine, textOf } from './attribute-line.ts';
import type { AttributeLine } from './attribute-line.ts';
import { AttributeNames } from './attribute-names.ts';
import { EntryBuilder } from './entry-builder.ts';
import type { LdifEntry } from './entry-builder.ts';
import { excerpt, misplaced, syntaxError } from './ldif-error.ts';
import { mostReferences } from './limits.ts';
import type { LogicalLine } from './line-unfolder.ts';

/** What the lines since the last empty one belong to. */
type Block =
  | { readonly kind: 'none' }
  | { readonly kind: 'entry'; readonly builder: EntryBuilder }
  | { readonly kind: 'search-result'; readonly line: number; readonly hasResult: boolean }
  | { readonly kind: 'search-reference'; readonly line: number };

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
    if (block.kind === 'search-result' && !block.hasResult) {
      this.#failedSearch ??= `The export may hold a part of the result only: the search result that begins at line ${block.line} does not say how the search ended.`;
    }
    return block.kind === 'entry' ? block.builder.finish() : null;
  }

  #take(line: AttributeLine): void {
    const block = this.#block;
    switch (block.kind) {
      case 'none':
        this.#block = this.#begin(line);
        return;
      case 'entry':
        block.builder.take(line);
        return;
      case 'search-result':
        if (this.#takeResult(line, block.line)) this.#block = { ...block, hasResult: true };
        return;
      case 'search-reference':
        this.#takeReference(line, block.line);
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
        return { kind: 'search-result', line: line.number, hasResult: false };
      case 'ref':
        this.#keepReference(line);
        return { kind: 'search-reference', line: line.number };
      default:
        throw syntaxError(line.number, `has "${line.name}" where the "dn:" of an entry must be`);
    }
  }

  /** The block that ldapsearch writes for a part of the tree that the server did not hold: addresses, perhaps controls. */
  #takeReference(line: AttributeLine, blockLine: number): void {
    switch (line.name.toLowerCase()) {
      case 'ref':
        this.#keepReference(line);
        return;
      case 'control':
        return;
      default:
        throw misplaced(line.number, line.name, `search reference of line ${blockLine}`);
    }
  }

  /**
   * The block that ldapsearch writes after the entries: `search: 2`, `result: 4 Size limit exceeded`, perhaps a cookie for more.
   * Returns whether the line tells how the search ended.
   */
  #takeResult(line: AttributeLine, blockLine: number): boolean {
    switch (line.name.toLowerCase()) {
      case 'result':
        this.#keepResult(line);
        return true;
      case 'pagedresults':
        if (!textOf(line).endsWith('cookie=')) {
          this.#morePages = `The export holds a part of the result only: line ${line.number} says that more pages were to follow.`;
        }
        return false;
      case 'ref':
        this.#keepReference(line);
        return false;
      case 'matcheddn':
      case 'text':
      case 'control':
      case 'sortresult':
      case 'vlvresult':
      case 'ppolicy':
        return false;
      default:
        // It may be the "dn:" of an entry: passed over, the entry would be lost.
        throw misplaced(line.number, line.name, `search result of line ${blockLine}`);
    }
  }

  #keepResult(line: AttributeLine): void {
    this.#morePages = null;
    if (/^0(?:\s|$)/.test(textOf(line))) return;
    this.#failedSearch ??= `The export was stopped by the domain controller: line ${line.number} says "result: ${excerpt(line.value)}".`;
  }

  #keepReference(line: AttributeLine): void {
    if (this.#references.length < mostReferences) this.#references.push(textOf(line));
  }
}
