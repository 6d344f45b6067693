import type { WalkProgress } from '../shared/assessment/assessment.ts';
import type { Backend } from './backend/backend.ts';
import { counted } from './cli-visible.ts';

export interface Messages {
  readonly isTTY?: boolean;
  /** Characters of a line; 0 if the terminal does not know. */
  readonly columns?: number;
  write(text: string): unknown;
}

const toLineStart = '\r\u001B[K';
const usualColumns = 80;

/** Shows how the walk goes on, in one line that is written again and again; nothing where nobody watches. Returns the function that ends it and clears the line. */
export function showProgress(backend: Pick<Backend, 'subscribe'>, messages: Messages): () => void {
  if (!messages.isTTY) return () => undefined;
  const unsubscribe = backend.subscribe((event) => {
    if (event.kind !== 'walk-progress') return;
    // A line that is wrapped could not be cleared.
    const line = progressText(event.progress).slice(0, (messages.columns || usualColumns) - 1);
    messages.write(`${toLineStart}${line}`);
  });
  return () => {
    unsubscribe();
    messages.write(toLineStart);
  };
}

function progressText(progress: WalkProgress): string {
  const { phase, administrativeGroups, servers, virtualServers, entries, bytesRead, bytesTotal } = progress;
  if (phase === 'reading-file') {
    const share = bytesRead !== null && bytesTotal ? `, ${Math.floor((100 * bytesRead) / bytesTotal)} %` : '';
    return `Reading the file ... ${entries} ${entries === 1 ? 'entry' : 'entries'}${share}`;
  }
  const counts = [
    counted(administrativeGroups, 'group'),
    counted(servers, 'server'),
    counted(virtualServers, 'virtual server'),
  ];
  return `${phase === 'saving' ? 'Saving' : 'Reading'} ... ${counts.join(', ')}`;
}
