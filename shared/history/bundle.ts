import { z } from 'zod';
import { hashedMember, type Verification } from './seal.ts';

/**
 * `manifest.json` of a bundle: what it is, and the hash of every other member. `capture`: the assessment is still in review.
 * Members: `seal.json` (the seal's manifest, of a completed one), the parts of the document under `record/`, and under `exports/`
 * what other programs and people read.
 */
export const bundleManifest = z.strictObject({
  format: z.literal('hopcheck-bundle'),
  version: z.literal(1),
  kind: z.enum(['assessment', 'capture']),
  madeAt: z.iso.datetime(),
  madeBy: z.string().max(1_000),
  toolVersion: z.string().max(100),
  /** Null in a capture. */
  seal: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  members: z.array(hashedMember).max(100_000),
});
export type BundleManifest = z.output<typeof bundleManifest>;

/** Where an assessment came from that was not made in this data folder. */
export interface BundleOrigin {
  readonly fileName: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly toolVersion: string;
  readonly importedAt: string;
  readonly importedBy: string;
}

/** What a bundle holds, told before it is imported. */
export interface BundleReport {
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  readonly sha256: string;
  readonly kind: BundleManifest['kind'];
  readonly madeAt: string;
  readonly madeBy: string;
  readonly toolVersion: string;
  readonly practice: boolean;
  readonly organization: string;
  readonly assessor: string;
  readonly finishedAt: string;
  readonly completedAt: string | null;
  readonly complete: boolean;
  readonly revision: number;
  readonly decided: number;
  readonly toDecide: number;
  /** Of the hashes and of the seal; only an intact bundle, or an unsealed capture, can be imported. */
  readonly verification: Verification;
  /** Assessments of this data folder with the same evidence; `isSame` if the seal is the same, too. */
  readonly known: readonly { readonly assessmentId: string; readonly isSame: boolean }[];
}
