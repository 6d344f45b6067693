import { toFailure, type Failure } from '../shared/errors.ts';
import type { BundleReport } from '../shared/history/bundle.ts';
import type { Verification } from '../shared/history/seal.ts';
import { inspectBundleFile, type Backend, type BackendWithFiles } from './backend/backend.ts';
import { assessorName, invoke, type Outcome } from './cli-backend.ts';
import { verifiedFileText, verifiedText } from './cli-verify-text.ts';
import { jsonText } from './cli-visible.ts';

/** What checking one kept assessment came to: one of `verification` and `failure` is null. */
export interface VerifiedAssessment {
  readonly assessmentId: string;
  readonly organization: string;
  readonly verification: Verification | null;
  readonly failure: Failure | null;
}

/** What checking a bundle came to. */
export interface VerifiedFile {
  readonly file: string;
  /** Null if it could not be read as a bundle; then `failure` says why. */
  readonly report: BundleReport | null;
  readonly failure: Failure | null;
  /** Why it was not compared with what is kept here; null if it was, or nothing is kept. */
  readonly notCompared: string | null;
}

export interface VerifyOptions {
  /** Null for the account of the operating system. */
  readonly assessor: string | null;
  readonly json: boolean;
}

/** Checks one assessment, or every completed one if `id` is null; exit status 0 if all are intact, 1 if one was changed, else 2. */
export async function verifyKept(
  backend: Backend,
  id: string | null,
  { assessor, json }: VerifyOptions,
): Promise<Outcome> {
  const verifiedBy = await assessorName(backend, assessor);
  const kept = await invoke(backend, 'assessment.list', {});
  const chosen = kept.filter((one) => (id === null ? one.state === 'completed' : one.id === id));
  // One that is not there fails as everywhere.
  if (id !== null && chosen.length === 0) await invoke(backend, 'history.events', { assessmentId: id });
  const results: VerifiedAssessment[] = [];
  for (const one of chosen)
    results.push({
      assessmentId: one.id,
      organization: one.organization,
      ...(await verified(backend, one.id, verifiedBy)),
    });
  return { result: json ? jsonText(results) : verifiedText(results), status: statusOf(results) };
}

/**
 * Checks a bundle without changing anything, and compares it with what is kept here, if that can be opened; `open` is null if there is
 * nothing. The exit status is as of {@link verifyKept}.
 */
export async function verifyFile(
  file: string,
  open: (() => BackendWithFiles) | null,
  json: boolean,
): Promise<Outcome> {
  const result = await verifiedFile(file, open);
  return { result: json ? jsonText(result) : verifiedFileText(result), status: statusOfFile(result) };
}

async function verified(backend: Backend, assessmentId: string, assessor: string) {
  try {
    const verification = await invoke(backend, 'history.verify', { assessmentId, assessor });
    return { verification, failure: null };
  } catch (error) {
    return { verification: null, failure: toFailure(error) };
  }
}

async function verifiedFile(file: string, open: (() => BackendWithFiles) | null): Promise<VerifiedFile> {
  try {
    // Before anything is opened: a file can be checked where no data folder can be used.
    const report = await inspectBundleFile(file, new Date());
    if (open === null) return { file, report, failure: null, notCompared: null };
    return { file, failure: null, ...(await compared(file, open, report)) };
  } catch (error) {
    return { file, report: null, failure: toFailure(error), notCompared: null };
  }
}

async function compared(file: string, open: () => BackendWithFiles, report: BundleReport) {
  try {
    const backend = open();
    try {
      return { report: await backend.bundleFiles.inspectFile(file), notCompared: null };
    } finally {
      await backend.close();
    }
  } catch (error) {
    return { report, notCompared: toFailure(error).message };
  }
}

function statusOf(results: readonly VerifiedAssessment[]): number {
  if (results.some(({ verification }) => verification?.outcome === 'changed')) return 1;
  return results.every(({ verification }) => verification?.outcome === 'intact') ? 0 : 2;
}

function statusOfFile({ report, failure }: VerifiedFile): number {
  if (failure !== null) return failure.code === 'bundle-changed' ? 1 : 2;
  if (report?.verification.outcome === 'changed') return 1;
  return report?.verification.outcome === 'intact' ? 0 : 2;
}
