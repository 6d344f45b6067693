import { useState } from 'react';
import { toFailure, type Failure } from '../../shared/errors.ts';

export interface Task {
  readonly busy: boolean;
  /** Of the last run; null while none failed. */
  readonly failure: Failure | null;
  /** Does the work, unless some is under way. Answers whether it was done. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
}

/** Work that a part of the window starts, one at a time, and its failure to be shown there. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (work: () => Promise<void>) => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(toFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}
