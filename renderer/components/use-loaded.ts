import { useCallback, useEffect, useRef, useState } from 'react';
import { toFailure, type Failure } from '../../shared/errors.ts';

/** What the backend answered, as far as it has. */
export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface LoadedAnswer<T> {
  readonly answer: Answer<T>;
  /** Asks again; what is shown stays until the answer is here. */
  readonly reload: () => void;
}

/**
 * What the backend answers for as long as a part of the window shows it; a late answer is dropped. `load` must stay the same
 * function while it asks for the same.
 */
export function useLoaded<T>(load: () => Promise<T>): LoadedAnswer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'loading' });
  const asked = useRef(0);
  const ask = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const next = await load().then(
      (value): Answer<T> => ({ kind: 'ready', value }),
      (error: unknown): Answer<T> => ({ kind: 'failed', failure: toFailure(error) }),
    );
    if (asked.current === mine) setAnswer(next);
  }, [load]);
  useEffect(() => {
    void ask();
    return () => {
      asked.current += 1;
    };
  }, [ask]);
  const reload = useCallback(() => void ask(), [ask]);
  return { answer, reload };
}
