import { cancelled } from './explain.ts';

/**
 * The same chunks, until the signal is aborted: then AppError `cancelled` at once, even while the next chunk is waited for.
 * Asks for the next chunk only when it is wanted, and tells the source when it is not wanted any more.
 */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const next = await nextUnlessAborted(iterator, signal);
      ended = next.done === true;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a source that hangs in next() would hang here too.
    if (!ended) iterator.return?.().catch(ignore);
  }
}

function nextUnlessAborted(
  iterator: AsyncIterator<Uint8Array>,
  signal: AbortSignal,
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled());
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    const settled = () => signal.removeEventListener('abort', abort);
    iterator.next().then(resolve, reject).then(settled, settled);
  });
}

/** For a promise whose failure is of no interest to anybody. */
function ignore(): void {}
