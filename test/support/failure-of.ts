import { toFailure } from '../../shared/errors.ts';
import type { Failure } from '../../shared/errors.ts';

/** The failure that the interface would show. Throws if there is none. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}
