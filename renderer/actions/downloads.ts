import type { Download } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';

/** How a file is fetched. */
export interface Fetching {
  /** Ends it: what was made is thrown away. */
  readonly signal: AbortSignal;
  /** Told the octets that are here, and how many there will be. */
  readonly progress: (done: number, of: number) => void;
}

/** A file that is wholly here. */
export interface FetchedFile {
  readonly download: Download;
  readonly content: Blob;
}

/**
 * Lets the backend make a file and fetches it piece by piece. Throws the AppError that making or fetching ended with, `cancelled`
 * if it was ended by the signal. The backend keeps nothing of it either way.
 */
export async function fetchFile(
  make: () => Promise<Download>,
  { signal, progress }: Fetching,
): Promise<FetchedFile> {
  const download = await make();
  const { downloadId, size } = download;
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0; offset < size;) {
      refuseIfAborted(signal);
      progress(offset, size);
      const { base64 } = await invoke('download.read', { downloadId, offset });
      const piece = octetsOf(base64);
      if (piece.length === 0) throw cutShort();
      pieces.push(piece);
      offset += piece.length;
    }
    refuseIfAborted(signal);
    return { download, content: new Blob(pieces, { type: 'application/octet-stream' }) };
  } finally {
    void invoke('download.discard', { downloadId }).catch(() => undefined);
  }
}

function refuseIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The file was not saved.');
}

function cutShort(): AppError {
  return new AppError('internal', 'The file ended before all of it was here. Nothing was saved: try again.');
}

function octetsOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
