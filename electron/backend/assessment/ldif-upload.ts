import { PassThrough } from 'node:stream';
import { AppError } from '../../../shared/errors.ts';

/** How long the next piece of a file may take, in milliseconds: whoever sends it has gone away. */
export const pieceTimeoutMilliseconds = 60_000;

/** An LDIF file on its way from the interface: pieces go in at one end, the reader takes them out at the other. */
export class LdifUpload {
  readonly #stream = new PassThrough();
  readonly #size: number;
  readonly #pieceTimeout: number;
  readonly #closed: Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #received = 0;

  /** `size` is the file's size in octets, as announced. */
  constructor(size: number, pieceTimeout = pieceTimeoutMilliseconds) {
    this.#size = size;
    this.#pieceTimeout = pieceTimeout;
    // The reader sees the same error; without a listener it would also end the process.
    this.#stream.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      this.#stream.once('close', resolve);
    });
    this.#awaitPiece();
  }

  /** The octets in the order in which they came. Ends early, by an error, when the upload is abandoned. */
  get chunks(): AsyncIterable<Uint8Array> {
    return this.#stream;
  }

  /**
   * Takes the next piece; settles when the reader has room for more. Pieces must come in order and within the announced size, or
   * the whole upload fails.
   */
  async feed(offset: number, octets: Uint8Array): Promise<void> {
    if (this.#stream.destroyed || this.#stream.writableEnded) throw noLongerRead();
    if (offset !== this.#received || offset + octets.length > this.#size) {
      this.abandon(changedFile());
      throw changedFile();
    }
    this.#received += octets.length;
    clearTimeout(this.#timer);
    const hasRoom = await this.#write(octets);
    if (hasRoom) this.#awaitPiece();
  }

  /** The file is whole. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#received === this.#size) this.#stream.end();
    else this.abandon(changedFile());
  }

  /** Nobody sends or reads any more; the reader sees the error. */
  abandon(error: AppError = noLongerRead()): void {
    clearTimeout(this.#timer);
    this.#stream.destroy(error);
  }

  /** False if the stream was closed before the piece could be taken. */
  async #write(octets: Uint8Array): Promise<boolean> {
    const taken = new Promise<boolean>((resolve) => {
      this.#stream.write(octets, (error) => {
        resolve(!error);
      });
    });
    return Promise.race([taken, this.#closed.then(() => false)]);
  }

  #awaitPiece(): void {
    this.#timer = setTimeout(() => {
      this.abandon(
        new AppError(
          'file-unreadable',
          'The file stopped coming before its end, so nothing of it was kept. Choose it again.',
        ),
      );
    }, this.#pieceTimeout);
    this.#timer.unref();
  }
}

function changedFile(): AppError {
  return new AppError(
    'file-unreadable',
    'The file changed while it was being read. Choose it again; if it is on a share or a removable disk, copy it to this machine first.',
  );
}

function noLongerRead(): AppError {
  return new AppError('cancelled', 'The file is no longer being read. Choose it again.');
}
