import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { AppError, toFailure } from '../../shared/errors.ts';
import { bundleBytes, ldifChunkBytes } from '../../shared/limits.ts';
import { invoke } from '../backend.ts';
import { formatQuantity } from '../model/format.ts';
import { importable, type BundleImport, type ImportStep } from '../model/history-imports.ts';
import { visibleName } from '../model/visible-text.ts';
import { useStore } from '../store.ts';
import { announce, assessorName, demandAssessor, goTo, loadHistory } from './application.ts';
import { fetchFile, type FetchedFile, type Fetching } from './downloads.ts';
import { readBase64 } from './read-file.ts';

/** Packs an assessment as one file and fetches it; throws the AppError if that fails or is ended. */
export function fetchBundle(summary: AssessmentSummary, fetching: Fetching): Promise<FetchedFile> {
  const { id: assessmentId } = summary;
  return fetchFile(() => invoke('bundle.make', { assessmentId, assessor: assessorName() }), fetching);
}

/** Makes a copy of the whole database and fetches it; throws the AppError if that fails or is ended. */
export function fetchBackup(fetching: Fetching): Promise<FetchedFile> {
  return fetchFile(() => invoke('backup.make', {}), fetching);
}

let lastNumber = 0;
/** One file after the other: the backend keeps each until it is imported or put away. */
let queue: Promise<void> = Promise.resolve();

/** Takes bundles that were chosen or dropped and has each looked at. Nothing of them is kept until they are imported. */
export function offerBundles(files: readonly File[]): Promise<void> {
  announce('');
  for (const file of files) {
    lastNumber += 1;
    const number = lastNumber;
    const { name: fileName, size } = file;
    useStore.setState(({ imports }) => ({
      imports: [...imports, { number, fileName, size, step: { kind: 'waiting' } }],
    }));
    queue = queue.then(() => inspect(number, file));
  }
  return queue;
}

/** Takes bundles that were offered where something else is read: History imports them, and the foot of the window says so. */
export function takeToHistory(files: readonly File[]): void {
  goTo('history');
  void offerBundles(files);
  const [first] = files;
  announce(
    files.length === 1 && first !== undefined
      ? `${visibleName(first.name)} is a bundle: History imports it`
      : 'These are bundles: History imports them',
  );
}

/** Imports one bundle that was looked at, unless nobody is named who does. A failure stands beside it. */
export async function importBundle(number: number): Promise<void> {
  if (!demandAssessor()) return;
  const step = importOf(number)?.step;
  if (step?.kind !== 'ready') return;
  const { uploadId, report } = step;
  announce('');
  setStep(number, { kind: 'importing', uploadId, report });
  try {
    const summary = await invoke('bundle.import', { uploadId, assessor: assessorName() });
    setStep(number, { kind: 'imported', report, summary });
    announce('Bundle imported');
    void loadHistory();
  } catch (error) {
    if (importOf(number) === undefined) discard(uploadId);
    setStep(number, { kind: 'ready', uploadId, report, failure: toFailure(error) });
  }
}

/** Imports every bundle that can be, one after the other, and says how many were. */
export async function importAllBundles(): Promise<void> {
  if (!demandAssessor()) return;
  const wanted = importable(useStore.getState().imports).map(({ number }) => number);
  for (const number of wanted) await importBundle(number);
  const done = wanted.filter((number) => importOf(number)?.step.kind === 'imported').length;
  announce(`${formatQuantity(done, 'bundle')} imported`);
}

/** Puts all bundles away; what was not imported is forgotten. */
export function dismissBundles(): void {
  const { imports } = useStore.getState();
  useStore.setState({ imports: [] });
  for (const { step } of imports) if (step.kind === 'ready') discard(step.uploadId);
}

async function inspect(number: number, file: File): Promise<void> {
  let uploadId: string | null = null;
  try {
    if (importOf(number) === undefined) return;
    if (file.size === 0) throw new AppError('bundle-unreadable', 'This file is empty, so it is no bundle.');
    if (file.size > bundleBytes)
      throw new AppError('bundle-too-large', 'This file is larger than any bundle can be.');
    setStep(number, { kind: 'reading', done: 0 });
    ({ uploadId } = await invoke('bundle.begin', { fileName: file.name, size: file.size }));
    for (let offset = 0; offset < file.size; offset += ldifChunkBytes) {
      const base64 = await readBase64(file.slice(offset, offset + ldifChunkBytes));
      await invoke('bundle.feed', { uploadId, offset, base64 });
      if (importOf(number) === undefined) break;
      setStep(number, { kind: 'reading', done: Math.min(file.size, offset + ldifChunkBytes) });
    }
    if (importOf(number) === undefined) return discard(uploadId);
    setStep(number, { kind: 'checking' });
    const report = await invoke('bundle.inspect', { uploadId });
    if (importOf(number) === undefined) return discard(uploadId);
    setStep(number, { kind: 'ready', uploadId, report, failure: null });
  } catch (error) {
    setStep(number, { kind: 'failed', failure: toFailure(error) });
    if (uploadId !== null) discard(uploadId);
  }
}

function discard(uploadId: string): void {
  void invoke('bundle.discard', { uploadId }).catch(() => undefined);
}

/** The import with that number; undefined once it was put away. */
function importOf(number: number): BundleImport | undefined {
  return useStore.getState().imports.find((one) => one.number === number);
}

function setStep(number: number, step: ImportStep): void {
  useStore.setState(({ imports }) => ({
    imports: imports.map((one) => (one.number === number ? { ...one, step } : one)),
  }));
}
