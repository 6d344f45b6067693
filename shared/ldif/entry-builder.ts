import type { RawEntry } from '../directory/entry.ts';
import { textOf } from './attribute-line.ts';
import type { AttributeLine } from './attribute-line.ts';
import { misplaced, syntaxError, tooLarge } from './ldif-error.ts';
import { largestEntryOctets, mostValuesOfEntry } from './limits.ts';

/** One object of the file. */
export interface LdifEntry {
  readonly kind: 'entry';
  /** Line of its `dn:`, from 1. */
  readonly line: number;
  readonly entry: RawEntry;
}

/** An entry while its lines come in. Throws AppError `ldif-syntax` for a change of the directory, `ldif-too-large` at its bounds. */
export class EntryBuilder {
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
      case 'search':
      case 'result':
        // What ldapsearch says of the end of a search, not attributes: no directory of Exchange knows these names.
        throw misplaced(line.number, line.name, `entry of line ${this.line}`);
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
