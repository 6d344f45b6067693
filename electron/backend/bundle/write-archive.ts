import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { hashFile } from './hash-file.ts';
import { privateFile } from './temporary-files.ts';

/** A member of an archive, whole. */
export interface Member {
  readonly name: string;
  readonly content: Buffer;
}

/** Hexadecimal digits of a SHA-256: so many octets the comment of an archive has. */
export const commentLength = 64;

/** Octets that are handed over at once. */
const pieceLength = 1024 * 1024;

const placeholder = '0'.repeat(commentLength);

/** The same time for all, in local time, as ZIP has it: when something was made is told inside. */
const memberOptions = () => ({ mtime: new Date(1980, 0, 1, 12), forceDosTimestamp: true, mode: 0o100644 });

/**
 * Writes a ZIP archive to a new file, one member in memory at a time. Its comment, which is the end of the file, is the SHA-256 of
 * every octet before it, so that whatever is changed, missing or added is found, also where readers of ZIP do not look. Equal
 * members make an equal file. Throws Node's own errors; the file may then be there in part.
 */
export async function writeArchive(
  path: string,
  members: Iterable<Member> | AsyncIterable<Member>,
): Promise<void> {
  const zip = new ZipFile();
  const file = createWriteStream(path, { flags: privateFile.flag, mode: privateFile.mode });
  const written = pipeline(zip.outputStream, file);
  // yazl says so if it cannot go on; nobody would end the file then.
  zip.on('error', (error) => file.destroy(error as Error));
  try {
    for await (const member of members) await Promise.race([added(zip, member), written]);
    zip.end({ forceZip64Format: false, comment: placeholder });
  } catch (error) {
    file.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  await written;
  await writeComment(path);
}

/** Settles when the member has been taken, so that the next one need not wait in memory. */
function added(zip: ZipFile, { name, content }: Member): Promise<void> {
  return new Promise((resolve) => {
    zip.addReadStreamLazy(name, memberOptions(), (give) => {
      // An empty piece would be the end of the stream already.
      const stream = Readable.from(piecesOf(content), { objectMode: false });
      stream.once('close', resolve);
      give(null, stream);
    });
  });
}

/** In between others get their turn: checksums take time, too. */
function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += pieceLength) yield content.subarray(at, at + pieceLength);
}

async function writeComment(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const at = size - commentLength;
    await file.write(await hashFile(path, at), at, 'latin1');
    await file.sync();
  } finally {
    await file.close();
  }
}
