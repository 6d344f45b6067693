import type { Args, Channel, Result } from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';
import type { Backend } from './backend/backend.ts';

/** What a command has to say on standard output, and the exit status. */
export interface Outcome {
  readonly result: string;
  readonly status: number;
}

/** The same door as every host's: the arguments are parsed there. Throws what failed as AppError. */
export async function invoke<C extends Channel>(
  backend: Backend,
  channel: C,
  args: Args<C>,
): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw AppError.from(reply.error);
}

/** Who assesses: as named, otherwise the account of the operating system. Throws AppError `bad-request` if there is neither. */
export async function assessorName(backend: Backend, named: string | null): Promise<string> {
  if (named !== null) return named;
  const { suggestedAssessor } = await invoke(backend, 'application.info', {});
  if (suggestedAssessor !== '') return suggestedAssessor;
  throw new AppError(
    'bad-request',
    'The operating system has no name for this account: say who assesses with --assessor NAME.',
  );
}

/**
 * Notes that something of it left Hopcheck in a form for others, as the window does. What cannot be noted is handed on all the same.
 */
export async function noteExport(backend: Backend, assessmentId: string, what: string): Promise<void> {
  const { suggestedAssessor } = await invoke(backend, 'application.info', {});
  const assessor = suggestedAssessor === '' ? 'Command line' : suggestedAssessor;
  await backend.dispatch('history.noteExport', { assessmentId, assessor, what });
}

/** While the work goes on, the first Ctrl-C cancels it; the next one ends the program. */
export async function interruptible<T>(cancel: () => unknown, work: () => Promise<T>): Promise<T> {
  const onInterrupt = () => void cancel();
  process.once('SIGINT', onInterrupt);
  try {
    return await work();
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}
