import type { ServerResponse } from 'node:http';
import type { Backend } from './backend/backend.ts';

export interface EventStreams {
  /** Turns the response into a stream of server-sent events. */
  readonly open: (response: ServerResponse) => void;
  /** Settles when a page had been listening and none has been for the time of patience. */
  readonly abandoned: Promise<void>;
  readonly close: () => void;
}

/** Announces the backend's events to every page that listens, and notices when the last one has gone. Patience in milliseconds. */
export function eventStreams(backend: Backend, patience: number): EventStreams {
  const listeners = new Set<ServerResponse>();
  const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>();
  let farewell: NodeJS.Timeout | undefined;

  const unsubscribe = backend.subscribe((event) => {
    for (const listener of listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  });

  return {
    abandoned,
    open: (response) => {
      clearTimeout(farewell);
      listeners.add(response);
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      // A page that lost its stream comes back within half a second.
      response.write('retry: 500\n\n');
      response.once('close', () => {
        listeners.delete(response);
        if (listeners.size === 0) farewell = setTimeout(abandon, patience).unref();
      });
    },
    close: () => {
      unsubscribe();
      for (const listener of listeners) listener.end();
      clearTimeout(farewell);
    },
  };
}
