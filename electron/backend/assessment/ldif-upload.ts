import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { AppError } from '../../../shared/errors.ts';

/** An LDIF file on its way from the interface: pieces go in at one end, the reader takes them out at the other. */
export class LdifUpload {
  readonly #stream = new PassThrough();
  readonly #size: number;
  #received = 0;

  /** `size` is the file's size in octets, as announced. */
  constructor(size: number) {
    this.#size = size;
    // The reader sees the same error; without a listener it would also end the process.
    this.#stream.on('error', () => undefined);
  }

  /** The octets in the order in which they came. Ends early, by an error, when the upload is abandoned. */
  get chunks(): AsyncIterable<Uint8Array> {
    return this.#stream;
  }

  /** Takes the next piece; settles when the reader has room for more. Pieces must come in order and within the announced size. */
  async feed(offset: number, octets: Uint8Array): Promise<void> {
    if (this.#stream.destroyed) throw noLongerRead();
    if (offset !== this.#received || offset + octets.length > this.#size) throw changedFile();
    this.#received += octets.length;
    if (this.#stream.write(octets)) return;
    await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]);
  }

  /** The file is whole. */
  end(): void {
    if (this.#received === this.#size) this.#stream.end();
    else this.#stream.destroy(changedFile());
  }

  /** Nobody reads any more. */
  abandon(): void {
    this.#stream.destroy();
  }
}

function changedFile(): AppError {
  return new AppError(
    'file-unreadable',
    'The file changed while it was being read. Choose it again; if it is on a share or a removable disk, copy it to this machine first.',
  );
}

function noLongerRead(): AppError {
  return new AppError('cancelled', 'The file is no longer being read.');
}
