import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Backend } from './backend/backend.ts';

export interface EventStreams {
  /** Turns the response into a stream of server-sent events for that page. */
  readonly open: (response: ServerResponse, page: string) => void;
  /**
   * Tells the page that another has come in its place, now and whenever it listens again; nothing else is announced to it any more.
   * Settles when the page has let go of the streams that it has: then it has saved what it had to, or is gone.
   */
  readonly supersede: (page: string) => Promise<void>;
  readonly isSuperseded: (page: string) => boolean;
  /** Settles when a page had been listening and none has been for the time of patience. */
  readonly abandoned: Promise<void>;
  readonly close: () => void;
}

/** An event without data would never reach the page. */
const supersededNote = 'event: superseded\ndata: {}\n\n';

/**
 * Announces the backend's events to the page that works, and notices when the last one has gone, superseded ones among them: they
 * wait for their turn.
 */
export function eventStreams(backend: Backend, patience: number): EventStreams {
  const listeners = new Map<ServerResponse, string>();
  const superseded = new Set<string>();
  const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>();
  let farewell: NodeJS.Timeout | undefined;

  const unsubscribe = backend.subscribe((event) => {
    for (const [listener, page] of listeners) {
      if (!superseded.has(page)) listener.write(`data: ${JSON.stringify(event)}\n\n`);
    }
  });

  return {
    abandoned,
    open: (response, page) => {
      clearTimeout(farewell);
      listeners.set(response, page);
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      // A page that lost its stream comes back within half a second.
      response.write('retry: 500\n\n');
      if (superseded.has(page)) response.write(supersededNote);
      response.once('close', () => {
        listeners.delete(response);
        if (listeners.size === 0) farewell = setTimeout(abandon, patience).unref();
      });
    },
    supersede: async (page) => {
      superseded.add(page);
      const own = [...listeners].flatMap(([listener, of]) => (of === page ? [listener] : []));
      for (const listener of own) listener.write(supersededNote);
      await Promise.all(own.map((listener) => once(listener, 'close')));
    },
    isSuperseded: (page) => superseded.has(page),
    close: () => {
      unsubscribe();
      for (const listener of listeners.keys()) listener.end();
      clearTimeout(farewell);
    },
  };
}
