import { isDeepStrictEqual } from 'node:util';

import { entryDecoder } from '../../../shared/directory/decode-entry.ts';
import type { DecodedEntry } from '../../../shared/directory/decode-entry.ts';
import { valuesOf } from '../../../shared/directory/entry.ts';
import { AppError } from '../../../shared/errors.ts';
import { walkAttributes, walkClasses } from '../../../shared/exchange/attributes.ts';
import { syntaxError, tooLarge } from '../../../shared/ldif/ldif-error.ts';
import type { LdifEntry } from '../../../shared/ldif/entry-builder.ts';
import { DistinguishedNameMap } from './distinguished-name-map.ts';
import { ancestorWithKey, exchangeContainerKey } from './exchange-container.ts';

/** Objects of the walk that are kept at the most: about ten times what the largest organisations have. */
const mostObjects = 500_000;

const decodeClasses = entryDecoder(['objectClass']);
const decodeForWalk = entryDecoder(walkAttributes);
const wantedClasses: ReadonlySet<string> = new Set(
  Object.values(walkClasses).map((name) => name.toLowerCase()),
);
const whatToExport =
  'Export everything below "CN=Microsoft Exchange,CN=Services,CN=Configuration," and the name of the forest root, with the attributes that Hopcheck reads: its screen "Open an LDIF export" shows the command.';

/** Gathers from the entries of a file what the walk needs. */
export class LdifCollection {
  /** The objects of the walk's classes, with the walk's attributes. */
  readonly objects = new DistinguishedNameMap<DecodedEntry>();
  /** Entries of any class. */
  entries = 0;
  #firstName = '';
  #withoutClass: { readonly count: number; readonly firstLine: number } | null = null;

  add({ entry, line }: LdifEntry): void {
    if (this.entries === 0) this.#firstName = entry.distinguishedName;
    this.entries += 1;
    const classes = valuesOf(decodeClasses(entry).entry, 'objectClass');
    if (classes.length === 0) {
      this.#withoutClass = {
        count: (this.#withoutClass?.count ?? 0) + 1,
        firstLine: this.#withoutClass?.firstLine ?? line,
      };
    }
    if (!classes.some((name) => wantedClasses.has(name.toLowerCase()))) return;
    this.#keep(decodeForWalk(entry), line);
  }

  /** The one Exchange container; AppError `exchange-not-found` or `several-organizations`, saying what the file has instead. */
  exchangeContainer(): string {
    const [container, another] = this.#containers();
    if (container === undefined) throw this.#notFound();
    if (another === undefined) return container;
    throw new AppError(
      'several-organizations',
      `The file holds more than one Exchange organisation: "${clipped(container)}" and "${clipped(another)}". Export each into a file of its own and assess them one by one.`,
    );
  }

  /** Why objects of the file may be missing, in a sentence, or null. */
  get unreadable(): string | null {
    if (this.#withoutClass === null) return null;
    const { count, firstLine } = this.#withoutClass;
    return `${count} of the ${this.entries} entries have no objectClass and could not be placed, the first at line ${firstLine}. Export again with objectClass, by an account that may read it: Exchange View-Only Administrator on the organisation.`;
  }

  #keep(object: DecodedEntry, line: number): void {
    const { distinguishedName, attributes } = object.entry;
    const earlier = this.objects.set(distinguishedName, object);
    if (this.objects.size > mostObjects) {
      throw tooLarge(line, `brings more than ${mostObjects} objects of Exchange`);
    }
    if (earlier !== undefined && !isDeepStrictEqual(earlier.entry.attributes, attributes)) {
      const name = clipped(distinguishedName);
      throw syntaxError(
        line,
        `belongs to a second entry of "${name}" with other values. Export again into a new file`,
      );
    }
  }

  /** The containers of all objects, as the first object below each spells it. */
  #containers(): readonly string[] {
    const found = new Map<string, string>();
    for (const [key, { entry }] of this.objects.entries()) {
      const containerKey = exchangeContainerKey(key);
      if (containerKey === null || found.has(containerKey)) continue;
      const name = ancestorWithKey(entry.distinguishedName, containerKey);
      if (name !== null) found.set(containerKey, name);
    }
    return [...found.values()];
  }

  #notFound(): AppError {
    const held = `It has ${this.entries} ${this.entries === 1 ? 'entry' : 'entries, the first'}: "${clipped(this.#firstName)}".`;
    const reason = this.unreadable === null ? '' : ` ${this.unreadable}`;
    return new AppError(
      'exchange-not-found',
      `The file holds no Exchange organisation. ${held}${reason} ${whatToExport}`,
    );
  }
}

function clipped(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 200)}…`;
}
