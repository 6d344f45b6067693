import { AppError } from '../shared/errors.ts';

// A stream that cannot be written to also says so by an event, and an event of this kind that nobody hears ends the program with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/**
 * Writes a result to standard output; settles when it is out. A reader that closed the pipe wanted no more, which is no error.
 * Throws AppError `internal` if the result could not be written for another reason, such as a full disk.
 */
export async function print(result: string): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((done) => {
    process.stdout.write(result, done);
  });
  if (!error || error.code === 'EPIPE') return;
  throw new AppError(
    'internal',
    `The result could not be written to standard output (${error.code ?? error.message}).`,
  );
}
