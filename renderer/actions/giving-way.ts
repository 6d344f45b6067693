import { useStore } from '../store.ts';
import { flushDrafts } from './drafts.ts';
import { giveUpFile } from './walking.ts';

/** Leaves the work to the window that was opened last: shows so at once, and settles when what was typed here is saved or cannot be. */
export async function giveWay(): Promise<void> {
  useStore.setState({ superseded: true });
  await Promise.all([flushDrafts(), giveUpFile()]);
}

/** Loads this window anew: it is the newest one then, and shows what is on disk. */
export function workHere(): void {
  location.reload();
}
