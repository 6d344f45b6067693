import { readFileSync, writeFileSync } from 'node:fs';
import { hash } from './small-bundle.ts';

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const commentLength = 64;

/** An archive in memory in which single fields are changed; `save` writes it with the hash at its end that then fits. */
export class ZipForger {
  octets: Buffer;

  constructor(path: string) {
    this.octets = readFileSync(path);
  }

  /** Where the entry of the table of contents for a member begins. */
  central(name: string): number {
    return this.#find(signatures.central, name, 46);
  }

  /** Where the header before the content of a member begins. */
  local(name: string): number {
    return this.#find(signatures.local, name, 30);
  }

  /** Where the end record begins. */
  get end(): number {
    return this.octets.length - commentLength - 22;
  }

  /** Writes another name of the same length, in the table of contents or in both places. */
  rename(name: string, other: string, where: 'both' | 'central' | 'local' = 'both'): this {
    if (where !== 'local') this.octets.write(other, this.central(name) + 46, 'latin1');
    if (where !== 'central') this.octets.write(other, this.local(name) + 30, 'latin1');
    return this;
  }

  /** The octets before the comment are replaced by what `change` makes of them. */
  replace(change: (body: Buffer) => Buffer): this {
    const body = change(this.octets.subarray(0, -commentLength));
    this.octets = Buffer.concat([body, Buffer.alloc(commentLength)]);
    return this;
  }

  save(path: string): void {
    const body = this.octets.subarray(0, -commentLength);
    writeFileSync(path, Buffer.concat([body, Buffer.from(hash(body))]));
  }

  #find(signature: number, name: string, nameAt: number): number {
    for (let at = 0; at < this.octets.length - nameAt - name.length; at += 1) {
      if (this.octets.readUInt32LE(at) !== signature) continue;
      if (this.octets.toString('latin1', at + nameAt, at + nameAt + name.length) === name) return at;
    }
    throw new Error(`There is no member ${name}.`);
  }
}
