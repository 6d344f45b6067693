import type { Database } from 'better-sqlite3';
import { readableRows, type Gap, type RawRow } from './damaged-rows.ts';
import { isSoundRow, keptAssessment, type KeptAssessment } from './salvage-rows.ts';

/** A row that can be read: where it lies, and the number of the assessment that it belongs to, null for none. */
export interface FoundRow {
  readonly rowid: number;
  readonly owner: number | null;
}

/** What can still be read of a damaged database. */
export interface Survey {
  /** By number. */
  readonly assessments: ReadonlyMap<number, KeptAssessment>;
  /** By table, in the order of their rowids. Without those whose assessment cannot be read. */
  readonly rows: ReadonlyMap<string, readonly FoundRow[]>;
  /** Numbers of assessments of which something is missing or may be. */
  readonly incomplete: ReadonlySet<number>;
  /** How many assessments left rows, but not their own. */
  readonly nameless: number;
  /** Tables of which not every row could be read. */
  readonly lossy: ReadonlySet<string>;
}

/** What an assessment is made of: it is not whole without all of its rows here. */
const essential: ReadonlySet<string> = new Set([
  'evidence',
  'problem',
  'subject',
  'wire_log',
  'decision',
  'withdrawal',
  'draft',
  'bulk_draft',
]);

/** Those that others belong to. */
const first = ['assessment', 'subject', 'decision'];

/** Reads all that can be read of these tables once, and finds out what belongs to which assessment and which of them are whole. */
export function survey(database: Database, tables: readonly string[]): Survey {
  const surveyor = new Surveyor();
  const rest = tables.filter((table) => !first.includes(table));
  for (const table of [...first.filter((name) => tables.includes(name)), ...rest])
    surveyor.read(database, table);
  return surveyor.result();
}

class Surveyor {
  readonly #assessments = new Map<number, KeptAssessment>();
  readonly #numbers = new Map<string, number>();
  /** Numbers of assessments by subject, and by decision. */
  readonly #subjects = new Map<unknown, number>();
  readonly #decisions = new Map<unknown, number>();
  readonly #tallies = new Map<number, Tally>();
  readonly #rows = new Map<string, readonly FoundRow[]>();
  readonly #incomplete = new Set<number>();
  readonly #nameless = new Set<number>();
  readonly #lossy = new Set<string>();

  read(database: Database, table: string): void {
    const found: FoundRow[] = [];
    const gaps = readableRows(database, table, (row) => {
      const owner = this.#ownerOf(table, row);
      if (isSoundRow(table, row) && this.#takeIn(table, row, owner)) {
        found.push({ rowid: Number(row['rowid']), owner });
        return;
      }
      this.#lossy.add(table);
      if (owner !== null && essential.has(table)) this.#incomplete.add(owner);
    });
    found.sort((one, other) => one.rowid - other.rowid);
    this.#rows.set(table, found);
    if (gaps.length > 0) this.#lossy.add(table);
    if (essential.has(table)) for (const gap of gaps) this.#suspect(found, gap);
  }

  result(): Survey {
    for (const [number, assessment] of this.#assessments)
      if (!isWhole(assessment, this.#tallies.get(number) ?? newTally())) this.#incomplete.add(number);
    return {
      assessments: this.#assessments,
      rows: this.#rows,
      incomplete: new Set([...this.#incomplete].filter((number) => this.#assessments.has(number))),
      nameless: this.#nameless.size,
      lossy: this.#lossy,
    };
  }

  /** The number of the assessment, null for a row that belongs to none. */
  #ownerOf(table: string, row: RawRow): number | null {
    if (table === 'assessment') return Number(row['number']);
    const { assessment } = row;
    // By its id: what an assessment leaves behind that was deleted belongs to none. Its events go with it, and Verify misses none.
    if (typeof assessment === 'string')
      return this.#numbers.get(assessment) ?? (table === 'event' ? Number.NaN : null);
    if (assessment !== undefined) return Number(assessment);
    if (table === 'withdrawal') return this.#decisions.get(row['decision']) ?? Number.NaN;
    return row['subject'] === undefined ? null : (this.#subjects.get(row['subject']) ?? Number.NaN);
  }

  /** Notes what a row tells of its assessment; false if that cannot be read. */
  #takeIn(table: string, row: RawRow, owner: number | null): boolean {
    if (owner === null) return true;
    if (table === 'assessment') {
      const assessment = keptAssessment(row);
      if (assessment === null) {
        this.#nameless.add(owner);
        return false;
      }
      this.#assessments.set(owner, assessment);
      this.#numbers.set(assessment.id, owner);
      return true;
    }
    if (!this.#assessments.has(owner)) {
      if (!Number.isNaN(owner)) this.#nameless.add(owner);
      return false;
    }
    if (table === 'subject') this.#subjects.set(row['number'], owner);
    if (table === 'decision') this.#decisions.set(row['number'], owner);
    const tally = this.#tallies.get(owner) ?? newTally();
    this.#tallies.set(owner, tally);
    count(tally, table, row);
    return true;
  }

  /**
   * Rows come in the order of the work, so what was lost belongs to the assessments of the readable rows around it, or to one between
   * them. Where there is no row on a side, any may be concerned.
   */
  #suspect(found: readonly FoundRow[], { after, before }: Gap): void {
    const from = found.findLastIndex(({ rowid }) => rowid <= after);
    const to = found.findIndex(({ rowid }) => rowid >= before);
    const around = found.slice(Math.max(from, 0), to === -1 ? found.length : to + 1);
    const owners = around.flatMap(({ owner }) => owner ?? []);
    const lowest = from === -1 ? 0 : Math.min(...owners);
    const highest = to === -1 ? Number.POSITIVE_INFINITY : Math.max(...owners);
    for (const number of this.#assessments.keys())
      if (number >= lowest && number <= highest) this.#incomplete.add(number);
  }
}

/** What the rows of one assessment add up to. */
interface Tally {
  readonly pages: Set<unknown>;
  /** Numbers of the subjects that ask for a decision. */
  readonly toDecide: Set<unknown>;
  /** Subjects by decision that stands. */
  readonly standing: Map<unknown, unknown>;
}

function newTally(): Tally {
  return { pages: new Set(), toDecide: new Set(), standing: new Map() };
}

function count(tally: Tally, table: string, row: RawRow): void {
  if (table === 'evidence') tally.pages.add(row['page']);
  if (table === 'subject' && row['status'] !== 'not_applicable') tally.toDecide.add(row['number']);
  if (table === 'decision') tally.standing.set(row['number'], row['subject']);
  if (table === 'withdrawal') tally.standing.delete(row['decision']);
}

/** Whether the rows are as many as the assessment itself says. */
function isWhole({ state, figures }: KeptAssessment, { pages, toDecide, standing }: Tally): boolean {
  for (let page = 0; page < pages.size; page += 1) if (!pages.has(page)) return false;
  if (state === 'walking') return true;
  const decided = new Set([...standing.values()].filter((subject) => toDecide.has(subject)));
  return pages.size > 0 && toDecide.size === figures?.toDecide && decided.size === figures.decided;
}
