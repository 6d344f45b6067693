import { useEffect, useRef, useState } from 'react';
import type { Download } from '../../../shared/contract.ts';
import { toFailure, type Failure } from '../../../shared/errors.ts';
import { announce } from '../../actions/application.ts';
import type { FetchedFile, Fetching } from '../../actions/downloads.ts';
import { offerFile } from '../../model/download.ts';
import { visibleText } from '../../model/visible-text.ts';

/** How far a file is on its way out. */
export type FileSaving =
  | { readonly kind: 'none' }
  | { readonly kind: 'making' }
  /** Octets that are here, and of how many. */
  | { readonly kind: 'fetching'; readonly done: number; readonly of: number }
  | { readonly kind: 'saved'; readonly download: Download }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface SavingTask {
  readonly saving: FileSaving;
  /** Has the file made, fetches it and offers it; does nothing while one is on its way. */
  readonly save: () => Promise<void>;
  /** Ends it; the assessor wanted that, so it is no failure. */
  readonly stop: () => void;
}

/** Saving one file, such as a bundle or a backup. It ends with the part of the window that shows it. */
export function useSaving(fetch: (fetching: Fetching) => Promise<FetchedFile>): SavingTask {
  const [saving, setSaving] = useState<FileSaving>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = async () => {
    if (running.current !== null) return;
    const ending = new AbortController();
    const { signal } = ending;
    running.current = ending;
    const show = (next: FileSaving) => (signal.aborted ? undefined : setSaving(next));
    announce('');
    show({ kind: 'making' });
    try {
      const { download, content } = await fetch({
        signal,
        progress: (done, of) => show({ kind: 'fetching', done, of }),
      });
      offerFile(download.fileName, content);
      show({ kind: 'saved', download });
      announce(`Saved: ${visibleText(download.fileName)}`);
    } catch (error) {
      show({ kind: 'failed', failure: toFailure(error) });
    } finally {
      if (running.current === ending) running.current = null;
    }
  };
  // At once: what the backend still makes is thrown away when it comes.
  const stop = () => {
    running.current?.abort();
    running.current = null;
    setSaving({ kind: 'none' });
    announce('Not saved');
  };
  return { saving, save, stop };
}

/** Whether a file is on its way. */
export function isSaving({ kind }: FileSaving): boolean {
  return kind === 'making' || kind === 'fetching';
}
