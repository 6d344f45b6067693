import type { Problem } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { DirectorySource } from '../../../shared/directory/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { walkAttributes, walkFilter } from '../../../shared/exchange/attributes.ts';
import { DividedWalk, type Part, type SearchEnd } from './divided-walk.ts';
import { isLimit, success } from './result-codes.ts';
import { WalkRecord, type WalkCounts } from './walk-record.ts';
import {
  endOf,
  interruption,
  nothingRead,
  notWholeInParts,
  problemsOf,
  readInParts,
  reasonsIn,
  warningOf,
} from './walk-texts.ts';

export { noCounts } from './walk-record.ts';

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called with each page's entries before the next page is asked for: the place to keep them. */
  readonly onEntries: (entries: readonly DirectoryEntry[]) => void;
  readonly onProgress: (counts: WalkCounts) => void;
}

export interface WalkResult {
  readonly counts: WalkCounts;
  /** Why not everything was read, in one sentence; null if the server delivered the whole subtree without reserve. */
  readonly incompleteReason: string | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads everything Hopcheck needs in one paged subtree search below CN=Microsoft Exchange, or in parts if that strikes a limit
 * of the server ({@link DividedWalk}), which is among the problems then. Whatever keeps it from reading everything makes the
 * result incomplete and is told in `incompleteReason`: a limit in the parts too, a refusal, a referral, a lost connection, a
 * cancel. It throws (AppError) only if nothing at all was read.
 */
export async function walk(source: DirectorySource, options: WalkOptions): Promise<WalkResult> {
  const reading = new Walk(source, options);
  const { record } = reading;
  try {
    await reading.read();
  } catch (error) {
    if (record.counts.entries === 0 || !(error instanceof AppError)) throw error;
    record.reasons.add(interruption(error));
  }
  const incompleteReason = record.reasons.size === 0 ? null : [...record.reasons].join(' ');
  if (record.counts.entries === 0) throw nothingRead(incompleteReason, source.description.kind);
  return { counts: record.counts, incompleteReason, problems: record.problems };
}

class Walk {
  readonly record = new WalkRecord();
  readonly #source: DirectorySource;
  readonly #options: WalkOptions;
  /** How the server ended the last search, with its own words. */
  #lastEnd = '';
  #isRefused = false;

  constructor(source: DirectorySource, options: WalkOptions) {
    this.#source = source;
    this.#options = options;
    this.record.note(...warningOf(source));
    if (source.cutShort !== null) this.record.reasons.add(source.cutShort);
  }

  async read(): Promise<void> {
    const { exchangeContainer } = this.#source;
    const end = await this.#search({ base: exchangeContainer, scope: 'sub', filter: walkFilter });
    if (end === 'limit') await this.#readInParts(this.#lastEnd);
  }

  async #readInParts(limit: string): Promise<void> {
    const divided = new DividedWalk(
      { read: (part) => this.#search(part), names: (kind) => this.record.names(kind) },
      this.#source.exchangeContainer,
    );
    let isWhole = false;
    try {
      isWhole = await divided.read();
      if (!isWhole && !this.#isRefused) this.record.reasons.add(notWholeInParts(limit, divided));
    } finally {
      this.record.note(...readInParts(limit, divided, isWhole));
    }
  }

  async #search(part: Part): Promise<SearchEnd> {
    if (this.#isRefused) return 'refused';
    const { description } = this.#source;
    let resultCode = success;
    const request = { ...part, attributes: walkAttributes };
    for await (const page of this.#source.search(request, this.#options.signal)) {
      const entries = this.record.take(page);
      if (entries.length > 0) this.#options.onEntries(entries);
      this.record.note(...problemsOf(page));
      for (const reason of reasonsIn(page, description.kind)) this.record.reasons.add(reason);
      this.#options.onProgress(this.record.counts);
      resultCode = page.resultCode;
      this.#lastEnd = endOf(page);
    }
    this.record.endSearch();
    if (isLimit(resultCode)) return 'limit';
    this.#isRefused = resultCode !== success;
    return this.#isRefused ? 'refused' : 'whole';
  }
}
