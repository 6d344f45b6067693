import type { RawEntry } from '../directory/entry.ts';
import { parseAttributeLine, textOf } from './attribute-line.ts';
import type { AttributeLine } from './attribute-line.ts';
import { AttributeNames } from './attribute-names.ts';
import { syntaxError, tooLarge } from './ldif-error.ts';
import { largestEntryOctets, mostReferences, mostValuesOfEntry } from './limits.ts';
import type { LogicalLine } from './line-unfolder.ts';

/** One object of the file. */
export interface LdifEntry {
  readonly kind: 'entry';
  /** Line of its `dn:`, from 1. */
  readonly line: number;
  readonly entry: RawEntry;
}

/** What the lines since the last empty one belong to. */
type Block =
  | { readonly kind: 'none' }
  | { readonly kind: 'entry'; readonly builder: EntryBuilder }
  | { readonly kind: 'search-result' }
  | { readonly kind: 'search-reference' };

const hash = '#'.charCodeAt(0);

/** Puts lines together to entries. An entry is handed out only when the empty line after it has come: then it is whole. */
export class RecordReader {
  readonly #names = new AttributeNames();
  #block: Block = { kind: 'none' };
  #failedSearch: string | null = null;
  #morePages: string | null = null;
  readonly #references: string[] = [];

  /** Takes the next line in; returns the entry that it ends. */
  accept(line: LogicalLine): LdifEntry | null {
    if (line.octets.length === 0) return this.#endBlock();
    if (line.octets[0] !== hash) this.#take(parseAttributeLine(line, this.#names));
    return null;
  }

  /** Line of the `dn:` of an entry whose end has not come; null between entries. */
  get openEntryLine(): number | null {
    return this.#block.kind === 'entry' ? this.#block.builder.line : null;
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
    if (line.name === 'pagedresults' && !/cookie=$/.test(textOf(line))) {
      this.#morePages = `The export holds a part of the result only: line ${line.number} says that more pages were to follow.`;
    }
  }
}

class EntryBuilder {
  readonly line: number;
  readonly #distinguishedName: string;
  readonly #attributes = new Map<string, Uint8Array[]>();
  #values = 0;
  #octets = 0;

  constructor(line: AttributeLine) {
    this.line = line.number;
    this.#distinguishedName = textOf(line);
    this.#count(line);
  }

  take(line: AttributeLine): void {
    this.#count(line);
    switch (line.name.toLowerCase()) {
      case 'dn':
        throw syntaxError(
          line.number,
          `begins a new entry inside the one of line ${this.line}: an empty line is missing before it`,
        );
      case 'changetype':
        if (textOf(line).trimEnd().toLowerCase() !== 'add') throw this.#changeFile(line);
        return;
      case 'control':
        throw this.#changeFile(line);
      default:
        this.#add(line);
    }
  }

  finish(): LdifEntry {
    return {
      kind: 'entry',
      line: this.line,
      entry: { distinguishedName: this.#distinguishedName, attributes: this.#attributes },
    };
  }

  #add({ name, value }: AttributeLine): void {
    const values = this.#attributes.get(name);
    if (values === undefined) this.#attributes.set(name, [value]);
    else values.push(value);
  }

  #count({ number, name, value }: AttributeLine): void {
    this.#values += 1;
    this.#octets += name.length + value.length;
    if (this.#values > mostValuesOfEntry) {
      throw tooLarge(number, `goes beyond ${mostValuesOfEntry} values in the entry of line ${this.line}`);
    }
    if (this.#octets > largestEntryOctets) {
      throw tooLarge(
        number,
        `goes beyond ${largestEntryOctets / 1024 / 1024} MiB in the entry of line ${this.line}`,
      );
    }
  }

  #changeFile(line: AttributeLine): Error {
    return syntaxError(
      line.number,
      'asks for a change of the directory. Hopcheck reads exports, such as ldifde -f writes, not files of changes',
    );
  }
}
