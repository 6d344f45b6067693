import { existsSync } from 'node:fs';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { toFailure } from '../shared/errors.ts';

/** Notes what went wrong and nobody expected, for whoever is asked for help. It never fails: without it the work goes on all the same. */
export interface Log {
  note(error: unknown): void;
  /** Settles when everything is written, or cannot be. */
  close(): Promise<void>;
}

export const logFileName = 'hopcheck.log';

/** The newest file and four before it, each of about a mebibyte. */
const rotation = { size: '1M', rotate: 4 } as const;

/** Characters of a detail or a stack, more tell nothing more. */
const longest = 8_000;

/** What may wait for a disk that does not take it, in octets; the rest is dropped. */
const mostWaiting = 1_000_000;

/** How long the end of the program may wait for the last lines, in milliseconds. */
const patience = 1_000;

/**
 * The log of a data folder: `hopcheck.log`, a line of JSON for each error, readable for this account alone. It holds codes, messages,
 * details and stacks. A data folder that is not there gets no log.
 */
export function openLog(dataFolder: string, now: () => Date = () => new Date()): Log {
  let stream: RotatingFileStream | null = null;
  const opened = (): RotatingFileStream | null => {
    if (stream !== null || !existsSync(dataFolder)) return stream;
    const opening = createStream(
      (index) => (index === null ? logFileName : `${logFileName}.${String(index)}`),
      {
        ...rotation,
        path: dataFolder,
        mode: 0o600,
      },
    );
    // The next error tries anew.
    opening.on('error', () => {
      if (stream === opening) stream = null;
    });
    stream = opening;
    return opening;
  };
  return {
    note: (error) => {
      const target = opened();
      if (target === null || target.writableLength > mostWaiting) return;
      target.write(`${JSON.stringify(line(error, now()))}\n`);
    },
    close: () => (stream === null ? Promise.resolve() : ended(stream)),
  };
}

function line(error: unknown, now: Date) {
  const { code, message, detail } = toFailure(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    at: now.toISOString(),
    code,
    message,
    detail: detail?.slice(0, longest),
    stack: stack?.slice(0, longest),
  };
}

function ended(stream: RotatingFileStream): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(settle, patience);
    stream.once('close', settle);
    stream.once('error', settle);
    stream.end(settle);
  });
}
