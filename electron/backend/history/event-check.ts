import { AppError } from '../../../shared/errors.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import type { SealDifference } from '../../../shared/history/seal.ts';
import { eventHash } from '../store/event-table.ts';
import type { SealRecord } from '../store/history-records.ts';
import type { Store } from '../store/store.ts';

/** Whether each event follows the one before it, and whether the events tell of this seal. */
export function eventDifferences(
  store: Pick<Store, 'events' | 'strayEvents'>,
  id: string,
  seal: Pick<SealRecord, 'sha256' | 'position'>,
): readonly SealDifference[] {
  const events = read(store, id);
  const messages =
    events === null
      ? ['The list of events cannot be read any more.']
      : [...broken(events), ...told(events, seal), ...stray(store)];
  return messages.map((message) => ({ part: 'events', message }));
}

function read(store: Pick<Store, 'events'>, id: string): readonly HistoryEvent[] | null {
  try {
    return store.events(id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'data-damaged') return null;
    throw error;
  }
}

function broken(events: readonly HistoryEvent[]): readonly string[] {
  let previous: string | null = null;
  for (const [at, event] of events.entries()) {
    if (eventHash(previous, event) !== event.sha256)
      return [
        `Event ${at + 1} of ${events.length} (${event.kind}) was changed, or does not follow the one before it.`,
      ];
    previous = event.sha256;
  }
  return [];
}

/** One that was sealed here says so in an event; one that came with a bundle was not sealed here. */
function told(
  events: readonly HistoryEvent[],
  { sha256, position }: Pick<SealRecord, 'sha256' | 'position'>,
): readonly string[] {
  const sealed = events.filter(({ kind }) => kind === 'sealed');
  const last = sealed.at(-1);
  const fits = position === null ? last === undefined : last?.detail['seal'] === sha256;
  if (!fits) return ['The events do not tell of this seal as they should.'];
  return last === undefined || (sealed.length === 1 && isFirstSeal(events, last))
    ? []
    : ['It lost its seal and was sealed anew: whether it was changed before that cannot be told.'];
}

/** An assessment is completed and sealed in one step; one that was completed elsewhere came with its seal. */
function isFirstSeal(events: readonly HistoryEvent[], seal: HistoryEvent): boolean {
  const before = events.slice(0, events.indexOf(seal));
  const end = before.findIndex(({ kind }) => kind === 'completed');
  if (end < 0) return before.every(({ kind }) => kind !== 'imported');
  return end === before.length - 1 && before[end]?.at === seal.at;
}

function stray(store: Pick<Store, 'strayEvents'>): readonly string[] {
  const count = store.strayEvents();
  if (count === 0) return [];
  return [
    `In this data folder ${count === 1 ? 'is an event that belongs' : `are ${count} events that belong`} to no assessment.`,
  ];
}
