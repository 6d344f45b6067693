import type { EventKind, HistoryEvent } from '../../shared/history/event.ts';
import { capitalized } from './format.ts';
import { visibleText } from './visible-text.ts';

const labels: Readonly<Record<EventKind, string>> = {
  'walk-ended': 'Walk ended',
  imported: 'Imported',
  revised: 'Correction begun',
  completed: 'Completed',
  sealed: 'Sealed',
  exported: 'Exported',
  bundled: 'Bundle made',
  verified: 'Verified',
};

/** What is called otherwise in the record than on the screen. */
const factLabels: Readonly<Record<string, string>> = {
  complete: 'Went to its end',
  subjects: 'Objects judged',
  sha256: 'SHA-256',
};

/** One fact about an event, safe to show. */
export interface EventFact {
  readonly label: string;
  readonly value: string;
}

/** An event as a line of a timeline. */
export interface EventLine {
  readonly title: string;
  readonly at: string;
  readonly by: string;
  readonly facts: readonly EventFact[];
}

/** The events as a timeline, oldest first. Nothing in it can hide or steer the text. */
export function eventLines(events: readonly HistoryEvent[]): readonly EventLine[] {
  return events.map(({ kind, at, by, detail }) => ({
    title: labels[kind],
    at,
    by: visibleText(by),
    facts: Object.entries(detail).map(([name, value]) => ({
      label: factLabels[name] ?? wordsOfName(name),
      value: valueText(value),
    })),
  }));
}

/** The last event of a kind, or null. */
export function lastEvent(events: readonly HistoryEvent[], kind: EventKind): HistoryEvent | null {
  return events.findLast((event) => event.kind === kind) ?? null;
}

/** `problemsRead` as `Problems read`. */
function wordsOfName(name: string): string {
  return capitalized(
    visibleText(name)
      .replace(/([a-z\d])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
      .replaceAll('-', ' '),
  );
}

function valueText(value: string | number | boolean | null): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return visibleText(String(value));
}
