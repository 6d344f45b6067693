import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a hash was made of: a part of an assessment, or a member of a bundle. */
export const hashedMember = z.strictObject({
  name: z.string().min(1).max(200),
  sha256,
  /** Octets in UTF-8. */
  bytes: z.number().int().min(0),
});
export type HashedMember = z.output<typeof hashedMember>;

/**
 * What a completed assessment's seal is made of: the hash of every part, and the seal before it in the same data folder. The seal
 * is the SHA-256 of this as canonical JSON (RFC 8785), in lower-case hexadecimal.
 */
export const sealManifest = z.strictObject({
  format: z.literal('hopcheck-seal'),
  version: z.literal(1),
  sealedAt: z.iso.datetime(),
  sealedBy: z.string().max(1_000),
  toolVersion: z.string().max(100),
  /** Null for the first of a data folder. */
  previousSeal: sha256.nullable(),
  /** In the order of their names. */
  parts: z.array(hashedMember).max(100_000),
});
export type SealManifest = z.output<typeof sealManifest>;

/** Something that is not as it was sealed. */
export interface SealDifference {
  /** The part, such as `decisions.json` or `evidence/00003.json`, or what holds them: `seal`, `chain`, `events`, `stored rows`. */
  readonly part: string;
  /** What was found there, in one sentence. */
  readonly message: string;
}

/** What checking a seal found. */
export interface Verification {
  /** `unsealed`: there is no seal to check against, as the assessment is still in review. */
  readonly outcome: 'intact' | 'changed' | 'unsealed';
  readonly checkedAt: string;
  readonly seal: string | null;
  readonly sealedAt: string | null;
  readonly sealedBy: string | null;
  readonly previousSeal: string | null;
  /** Whether its neighbours in the chain were checked as well; false for a seal that came with a bundle: its chain is elsewhere. */
  readonly chainedHere: boolean;
  /** How many parts were hashed again. */
  readonly parts: number;
  /** In the order of the parts, the first difference first; empty unless `changed`. */
  readonly differences: readonly SealDifference[];
}
