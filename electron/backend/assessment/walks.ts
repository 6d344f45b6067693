import { randomUUID } from 'node:crypto';
import type { WalkProgress } from '../../../shared/assessment/assessment.ts';
import type { DirectorySource } from '../../../shared/directory/source.ts';
import { AppError, toFailure } from '../../../shared/errors.ts';
import type { BackendEvent } from '../../../shared/events.ts';
import { Announcements } from './announcements.ts';
import type { Assessments } from './assessments.ts';
import { LdifUpload } from './ldif-upload.ts';
import { noCounts, walk } from './walk.ts';
import type { WalkResult } from './walk.ts';

/** Milliseconds between two announcements of progress: often enough to look alive, seldom enough to cost nothing. */
const progressInterval = 100;

export interface ReadingProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly entries: number;
}

/** What is known of an LDIF file before it is read. */
export interface LdifFileFacts {
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  /** When it was last changed, ISO 8601 in UTC; null if unknown. */
  readonly modifiedAt: string | null;
}

export interface Sources {
  practice(signal: AbortSignal): Promise<DirectorySource>;
  ldif(
    chunks: AsyncIterable<Uint8Array>,
    file: LdifFileFacts,
    onProgress: (progress: ReadingProgress) => void,
    signal: AbortSignal,
  ): Promise<DirectorySource>;
}

/** Opens a source; `onReading` is for a source that is read wholly before it can be walked. */
export type OpenSource = (
  signal: AbortSignal,
  onReading: (progress: ReadingProgress) => void,
) => Promise<DirectorySource>;

interface Running {
  readonly assessmentId: string;
  readonly abort: AbortController;
  readonly startedAt: Date;
  upload: LdifUpload | null;
  failure: AppError | null;
  readonly announcements: Announcements<WalkProgress>;
}

export interface WalksOptions {
  readonly assessments: Assessments;
  readonly sources: Sources;
  readonly announce: (event: BackendEvent) => void;
  readonly now: () => Date;
  /** Told of errors that no one expected, for the log. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Starts walks, one at a time, and brings each to an end: kept whole, kept as incomplete, or not kept because nothing was read. */
export class Walks {
  readonly #options: WalksOptions;
  #running: Running | null = null;
  /** Settles when what was started last has ended; never rejects. */
  #finished: Promise<unknown> = Promise.resolve();

  constructor(options: WalksOptions) {
    this.#options = options;
  }

  /** Opens a source and walks it; answers with the assessment's id once the source is open. The walk goes on and announces itself. */
  async start(assessor: string, open: OpenSource): Promise<string> {
    const running = await this.#begin();
    const opening = this.#open(running, open);
    this.#finished = opening.then(
      (source) => this.#walk(running, assessor, source),
      () => {
        running.announcements.end();
        this.#running = null;
      },
    );
    await opening;
    return running.assessmentId;
  }

  /** Makes ready for an LDIF file that comes in pieces by {@link feed}; answers with the assessment's id. */
  async startLdif(assessor: string, file: LdifFileFacts): Promise<string> {
    const running = await this.#begin();
    const upload = new LdifUpload(file.size);
    running.upload = upload;
    this.#finished = this.#readLdif(running, assessor, upload.chunks, file);
    return running.assessmentId;
  }

  async feed(assessmentId: string, offset: number, octets: Uint8Array): Promise<void> {
    const { upload, running } = this.#uploadOf(assessmentId);
    try {
      await upload.feed(offset, octets);
    } catch (error) {
      throw running.failure ?? error;
    }
  }

  endFeed(assessmentId: string): void {
    this.#uploadOf(assessmentId).upload.end();
  }

  /** Stops what is running; settles at once, the end is announced by its event. */
  cancel(): void {
    this.#running?.abort.abort();
    this.#running?.upload?.abandon();
  }

  /** Settles when nothing is running any more. */
  async settled(): Promise<void> {
    await this.#finished;
  }

  /** One at a time; one that was cancelled already is waited for. */
  async #begin(): Promise<Running> {
    if (this.#running?.abort.signal.aborted) await this.#finished;
    if (this.#running) {
      throw new AppError(
        'assessment-busy',
        'A walk is already running. Wait for it to end, or cancel it first.',
      );
    }
    const assessmentId = randomUUID();
    const running: Running = {
      assessmentId,
      abort: new AbortController(),
      startedAt: this.#options.now(),
      upload: null,
      failure: null,
      announcements: new Announcements(progressInterval, (progress) =>
        this.#options.announce({ kind: 'walk-progress', assessmentId, progress }),
      ),
    };
    this.#running = running;
    return running;
  }

  async #open(running: Running, open: OpenSource): Promise<DirectorySource> {
    const source = await open(running.abort.signal, (progress) => this.#readingProgress(running, progress));
    if (!running.abort.signal.aborted) return source;
    await source.close();
    throw cancelled();
  }

  #uploadOf(assessmentId: string): { readonly upload: LdifUpload; readonly running: Running } {
    const running = this.#running;
    if (running?.assessmentId !== assessmentId || running.upload === null) {
      throw new AppError('not-found', 'This file is no longer being read. Choose it again.');
    }
    return { upload: running.upload, running };
  }

  async #readLdif(
    running: Running,
    assessor: string,
    chunks: AsyncIterable<Uint8Array>,
    file: LdifFileFacts,
  ): Promise<void> {
    try {
      const onProgress = (progress: ReadingProgress) => this.#readingProgress(running, progress);
      const source = await this.#options.sources.ldif(chunks, file, onProgress, running.abort.signal);
      await this.#walk(running, assessor, source);
    } catch (error) {
      this.#fail(running, error);
    }
  }

  async #walk(running: Running, assessor: string, source: DirectorySource): Promise<void> {
    const { assessments } = this.#options;
    const { assessmentId } = running;
    try {
      const result = await this.#read(running, assessor, source);
      running.announcements.now(this.#progress(running, 'saving', result.counts));
      const wireLog = source.wireLog?.() ?? null;
      const summary = assessments.concludeWalk(assessmentId, { ...result, wireLog });
      running.announcements.end();
      this.#running = null;
      this.#options.announce({ kind: 'walk-finished', assessmentId, summary });
    } catch (error) {
      this.#fail(running, error);
    }
  }

  /** Walks the source and closes it, so that what was sent is whole when it is kept. */
  async #read(running: Running, assessor: string, source: DirectorySource): Promise<WalkResult> {
    const { assessments } = this.#options;
    const { assessmentId, startedAt } = running;
    try {
      assessments.begin(assessmentId, { assessor, source, startedAt });
      running.announcements.now(this.#progress(running, 'walking', {}));
      return await walk(source, {
        signal: running.abort.signal,
        onEntries: (entries) => assessments.keepEntries(assessmentId, entries),
        onProgress: (counts) => running.announcements.push(this.#progress(running, 'walking', counts)),
      });
    } finally {
      await source.close();
    }
  }

  #fail(running: Running, error: unknown): void {
    const { assessments, announce, onUnexpected } = this.#options;
    if (!(error instanceof AppError)) onUnexpected(error);
    const failure = toFailure(error);
    running.failure = AppError.from(failure);
    running.upload?.abandon();
    running.announcements.end();
    this.#running = null;
    try {
      assessments.abandonWalk(running.assessmentId, failure);
    } catch (second) {
      // The failure to announce is the first one; what could not be tidied now is tidied at the next start.
      onUnexpected(second);
    }
    announce({ kind: 'walk-failed', assessmentId: running.assessmentId, failure });
  }

  #readingProgress(running: Running, progress: ReadingProgress): void {
    const { entries } = progress;
    running.announcements.push(this.#progress(running, 'reading-file', { entries }, progress));
  }

  #progress(
    { startedAt }: Running,
    phase: WalkProgress['phase'],
    counts: Partial<WalkProgress>,
    reading: ReadingProgress | null = null,
  ): WalkProgress {
    return {
      phase,
      ...noCounts,
      ...counts,
      bytesRead: reading?.bytesRead ?? null,
      bytesTotal: reading?.bytesTotal ?? null,
      elapsedMilliseconds: this.#options.now().getTime() - startedAt.getTime(),
    };
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled. Nothing had been read, so nothing was kept.');
}
