import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { Failure } from '../../shared/errors.ts';
import type { BundleReport } from '../../shared/history/bundle.ts';
import { formatCount, formatQuantity } from './format.ts';

/** How far the import of one file is. */
export type ImportStep =
  | { readonly kind: 'waiting' }
  /** Octets handed over. */
  | { readonly kind: 'reading'; readonly done: number }
  | { readonly kind: 'checking' }
  /** `failure`: of the last attempt to import it. */
  | {
      readonly kind: 'ready';
      readonly uploadId: string;
      readonly report: BundleReport;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'importing'; readonly uploadId: string; readonly report: BundleReport }
  | { readonly kind: 'imported'; readonly report: BundleReport; readonly summary: AssessmentSummary }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A bundle that was chosen or dropped, on its way into History. */
export interface BundleImport {
  readonly number: number;
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  readonly step: ImportStep;
}

/** Whether a bundle can be imported, and the sentence that says what stands against it or should be known. */
export interface ImportAdvice {
  readonly canImport: boolean;
  readonly text: string | null;
}

/** What to do with a bundle that was inspected. */
export function importAdvice({ kind, verification, known }: BundleReport): ImportAdvice {
  if (verification.outcome === 'changed')
    return {
      canImport: false,
      text: `It is not as it was sealed and cannot be imported. ${verification.differences[0]?.message ?? ''}`.trim(),
    };
  if (kind === 'assessment' && verification.outcome !== 'intact')
    return { canImport: false, text: 'It has no seal and cannot be imported.' };
  if (kind === 'assessment' && known.some(({ isSame }) => isSame))
    return { canImport: false, text: 'It is in this History already, with the same seal.' };
  if (known.length > 0)
    return {
      canImport: true,
      text: 'An assessment with the same evidence is in this History already. Importing adds this one beside it.',
    };
  return { canImport: true, text: null };
}

/** The bundles that are ready and can be imported. */
export function importable(imports: readonly BundleImport[]): readonly BundleImport[] {
  return imports.filter(({ step }) => step.kind === 'ready' && importAdvice(step.report).canImport);
}

const lookingKinds: ReadonlySet<ImportStep['kind']> = new Set(['waiting', 'reading', 'checking']);

/** Whether it is not yet known of all of them what they are. */
export function isLooking(imports: readonly BundleImport[]): boolean {
  return imports.some(({ step }) => lookingKinds.has(step.kind));
}

/** What the files are, as a title: only bundles are called so. */
export function importTitle(imports: readonly BundleImport[]): string {
  const files = imports.length;
  if (isLooking(imports)) return `Looking at ${formatQuantity(files, 'file')}`;
  const bundles = imports.filter(
    ({ step }) => step.kind !== 'failed' || step.failure.code !== 'bundle-unreadable',
  ).length;
  if (bundles === 0)
    return files === 1 ? 'This file is no bundle' : `None of ${formatCount(files)} files is a bundle`;
  if (bundles < files) return `Import ${formatCount(bundles)} of ${formatCount(files)} files`;
  return files === 1 ? 'Import a bundle' : `Import ${formatQuantity(files, 'bundle')}`;
}
