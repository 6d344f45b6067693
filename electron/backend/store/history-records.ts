import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { SinglePartName, SingleParts } from '../../../shared/history/document.ts';
import type { HistoryEvent, NewEvent } from '../../../shared/history/event.ts';
import type { SealManifest } from '../../../shared/history/seal.ts';
import type { GroupCounts } from '../../../shared/history/trend.ts';
import type { GroupedFigures } from './records.ts';
import type { PackedPage } from './walk-outcome.ts';

/** How an assessment is completed. */
export interface Completion {
  readonly completedAt: string;
  readonly completedBy: string;
  readonly figures: GroupedFigures;
  /** What its event tells beside. */
  readonly detail: HistoryEvent['detail'];
}

/** How an assessment is sealed, once it is completed. */
export interface NewSeal {
  readonly sealedAt: string;
  readonly sealedBy: string;
  /** What its event tells beside the seal. */
  readonly detail: HistoryEvent['detail'];
  /** What is stored of the tables that were hashed before, of evidence {@link hashOfPages}. */
  readonly rows: StoredRows['tables'];
  /** Makes the manifest of what is there then, and of the seal before in this data folder. */
  readonly manifest: (
    read: <Name extends SinglePartName>(part: Name) => SingleParts[Name],
    previousSeal: string | null,
  ) => SealManifest;
}

export interface SealRecord {
  readonly sha256: string;
  /** Canonical JSON. */
  readonly manifest: string;
  /** {@link StoredRows} as canonical JSON. */
  readonly stored: string;
  /** From 1, in the order in which this data folder sealed; null for a seal that came with a bundle. */
  readonly position: number | null;
}

/** What the rows of an assessment were when it was sealed, to the octet. */
export interface StoredRows {
  /** Number of the newest event then: those after it are not part of it. */
  readonly lastEvent: number;
  /** SHA-256 over all rows of a table; null if there was none. */
  readonly tables: Readonly<Record<string, string | null>>;
}

/** A document that is to be kept as a new assessment. */
export interface NewImport {
  readonly parts: SingleParts;
  /** Read once, page after page. */
  readonly pages: Iterable<PackedPage>;
  readonly origin: BundleOrigin;
  /** The seal's manifest as it came, canonical JSON; null for an assessment in review. */
  readonly seal: { readonly sha256: string; readonly manifest: string } | null;
  readonly event: NewEvent;
  /** Derived from its evidence; null to do so when it is asked for. */
  readonly observed: readonly ObservedObject[] | null;
  readonly groups: readonly GroupCounts[] | null;
}

/** What a deletion leaves behind. */
export interface NewDeletion {
  readonly deletedAt: string;
  readonly deletedBy: string;
}
