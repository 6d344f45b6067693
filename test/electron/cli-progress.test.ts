import { expect, test } from 'vitest';
import { showProgress } from '../../electron/cli-progress.ts';
import type { WalkProgress } from '../../shared/assessment/assessment.ts';
import type { BackendEvent } from '../../shared/events.ts';

const clear = '\r\u001b[K';

function progressEvent(progress: Partial<WalkProgress>): BackendEvent {
  const nothing = {
    phase: 'walking',
    administrativeGroups: 0,
    servers: 0,
    virtualServers: 0,
    connectors: 0,
    entries: 0,
    pages: 0,
    bytesRead: null,
    bytesTotal: null,
    elapsedMilliseconds: 0,
  } as const;
  return { kind: 'walk-progress', assessmentId: 'a', progress: { ...nothing, ...progress } };
}

/** All that is written while those events come, and one more after the end. */
function written(terminal: { readonly isTTY?: boolean; readonly columns?: number }, events: BackendEvent[]) {
  const listeners = new Set<(event: BackendEvent) => void>();
  const texts: string[] = [];
  const end = showProgress(
    {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    { ...terminal, write: (text) => texts.push(text) },
  );
  for (const event of events) for (const listener of listeners) listener(event);
  end();
  for (const listener of listeners) listener(progressEvent({}));
  return texts;
}

const events = [
  progressEvent({ administrativeGroups: 1, servers: 1, virtualServers: 1 }),
  progressEvent({ administrativeGroups: 3, servers: 12, virtualServers: 19 }),
  progressEvent({ phase: 'saving', administrativeGroups: 3, servers: 12, virtualServers: 20 }),
];

test('a terminal shows how far the walk is, in one line that is cleared at the end', () => {
  expect(written({ isTTY: true, columns: 80 }, events)).toEqual([
    `${clear}Reading ... 1 group, 1 server, 1 virtual server`,
    `${clear}Reading ... 3 groups, 12 servers, 19 virtual servers`,
    `${clear}Saving ... 3 groups, 12 servers, 20 virtual servers`,
    clear,
  ]);
});

test('a narrow terminal gets a part of it, never a second line', () => {
  expect(written({ isTTY: true, columns: 20 }, events.slice(0, 1))).toEqual([
    `${clear}Reading ... 1 group`,
    clear,
  ]);
});

test('a terminal that does not know how wide it is gets the whole line', () => {
  expect(written({ isTTY: true, columns: 0 }, events.slice(0, 1))).toEqual([
    `${clear}Reading ... 1 group, 1 server, 1 virtual server`,
    clear,
  ]);
});

test('a file or another program gets nothing', () => {
  expect(written({}, events)).toEqual([]);
});

test('a file that is being read shows how much of it was', () => {
  const reading = progressEvent({ phase: 'reading-file', entries: 1_200, bytesRead: 349, bytesTotal: 1_000 });
  expect(written({ isTTY: true, columns: 80 }, [reading])).toEqual([
    `${clear}Reading the file ... 1200 entries, 34 %`,
    clear,
  ]);
});
