import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import { toFailure, type Failure } from '../shared/errors.ts';
import type { BackendWithFiles } from './backend/backend.ts';
import type { CliCommand } from './cli-arguments.ts';
import { assessorName, type Outcome } from './cli-backend.ts';
import { bundleText, importText } from './cli-bundle-text.ts';
import { jsonText } from './cli-visible.ts';

/** What became of one file that was to be imported: one of `assessment` and `failure` is null. */
export interface ImportedFile {
  readonly file: string;
  readonly assessment: AssessmentSummary | null;
  readonly failure: Failure | null;
}

/** Packs an assessment as a file, and says whether it is a capture. */
export async function bundle(
  backend: BackendWithFiles,
  { id, output, assessor, json }: Extract<CliCommand, { kind: 'bundle' }>,
): Promise<Outcome> {
  const made = await backend.bundleFiles.makeFile(id, output, await assessorName(backend, assessor));
  return { result: json ? jsonText(made) : bundleText(made), status: 0 };
}

/** Imports one file after the other, and tells what became of each; exit status 2 if one of them could not be. */
export async function importFiles(
  backend: BackendWithFiles,
  { files, assessor, json }: Extract<CliCommand, { kind: 'import' }>,
): Promise<Outcome> {
  const importedBy = await assessorName(backend, assessor);
  const results: ImportedFile[] = [];
  for (const file of files) results.push(await importFile(backend, file, importedBy));
  return {
    result: json ? jsonText(results) : importText(results),
    status: results.some(({ failure }) => failure !== null) ? 2 : 0,
  };
}

async function importFile(backend: BackendWithFiles, file: string, assessor: string): Promise<ImportedFile> {
  try {
    return { file, assessment: await backend.bundleFiles.importFile(file, assessor), failure: null };
  } catch (error) {
    return { file, assessment: null, failure: toFailure(error) };
  }
}
