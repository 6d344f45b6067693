import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { bundleBytes } from '../../../shared/limits.ts';
import { changed, tooLarge, unreadable } from './bundle-errors.ts';
import { memberBytes, mostMembers, unpackedBytes } from './bundle-limits.ts';
import { hashFile } from './hash-file.ts';
import { commentLength } from './write-archive.ts';

/** Octets of the end record of a ZIP archive before its comment. */
const endRecordLength = 22;
/** Octets of what stands before the name and the content of a member. */
const localHeaderLength = 30;
const signature = { member: 'PK\u0003\u0004', end: 'PK\u0005\u0006', end64: 'PK\u0006\u0007' };
/** Of a record that only an archive beyond 4 GiB or 65,535 members needs. */
const end64Length = 20;
const deflated = 8;
/** POSIX kinds of files, as the upper half of a member's attributes tells them. */
const kindOfFile = { mask: 0o170000, regular: 0o100000 };

/** An archive whose structure was checked. Members are read one at a time. */
export interface Archive {
  /** Octets of the file. */
  readonly size: number;
  /** Octets of each member by name, in the order of the archive. */
  readonly members: ReadonlyMap<string, number>;
  /** Unpacks a member. Throws AppError `bundle-changed` if it is not as long as it says. */
  read(name: string): Buffer;
  close(): void;
}

interface Place {
  /** Where its packed octets begin in the file. */
  readonly start: number;
  readonly packed: number;
  readonly unpacked: number;
}

/**
 * Opens an archive as `writeArchive` makes it and nothing else: an attacker's is refused before anything is unpacked. `isKnown`
 * tells whether there is a member of that name. Throws AppError `bundle-unreadable`, `bundle-changed` or `bundle-too-large`, and
 * Node's own errors of the file system.
 */
export async function openArchive(path: string, isKnown: (name: string) => boolean): Promise<Archive> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    await checkWhole(path, file, isKnown);
    const places = await placesOf(file, isKnown);
    return {
      size,
      members: new Map([...places].map(([name, { unpacked }]) => [name, unpacked])),
      read: (name) => unpack(file, name, places.get(name)),
      close: () => {
        closeSync(file);
      },
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Compares the hash at the end of the file with the file. */
async function checkWhole(path: string, file: number, isKnown: (name: string) => boolean): Promise<void> {
  const { size } = fstatSync(file);
  if (size > bundleBytes) throw tooLarge(`The file has ${size} octets, and ${bundleBytes} are taken.`);
  const end = size - commentLength - endRecordLength;
  const isMarkedAtEnd = end > 0 && textAt(file, end, 4) === signature.end;
  if (textAt(file, 0, 4) !== signature.member && !isMarkedAtEnd)
    throw unreadable('It is a file of another kind, or it is empty.');
  const told = end > 0 ? textAt(file, size - commentLength, commentLength) : '';
  if (!/^[0-9a-f]{64}$/.test(told))
    throw isKnown(firstMember(file))
      ? changed('Its end is missing or was changed, or it is an archive of another kind.')
      : unreadable('It is an archive of another kind, such as a ZIP file or a document.');
  if ((await hashFile(path, size - commentLength)) !== told)
    throw changed('The hash at its end does not fit: something in it was changed, left out or added.');
  if (!isMarkedAtEnd || textAt(file, end - end64Length, 4) === signature.end64)
    throw unreadable('It is an archive of a kind that Hopcheck does not make.');
}

/** The name that stands at the very beginning; empty if none does. */
function firstMember(file: number): string {
  const header = octetsAt(file, 0, localHeaderLength);
  if (header.length < localHeaderLength || header.toString('latin1', 0, 4) !== signature.member) return '';
  return textAt(file, localHeaderLength, header.readUInt16LE(localHeaderLength - 4));
}

async function placesOf(
  file: number,
  isKnown: (name: string) => boolean,
): Promise<ReadonlyMap<string, Place>> {
  try {
    const zip = await fromFdPromise(file, { autoClose: false, strictFileNames: true });
    if (zip.entryCount > mostMembers)
      throw tooLarge(`It has ${zip.entryCount} members, and ${mostMembers} are taken.`);
    const places = new Map<string, Place>();
    let left = unpackedBytes;
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      refuseStrange(entry, isKnown(name));
      if (places.has(name)) throw unreadable(`Its member ${name} is there twice.`);
      left -= entry.uncompressedSize;
      if (entry.uncompressedSize > memberBytes || left < 0)
        throw tooLarge(
          `Unpacked, it would have more than ${unpackedBytes} octets, or one of its members more than ${memberBytes}.`,
        );
      places.set(name, await placeOf(zip, entry));
    }
    return places;
  } catch (error) {
    throw isOfLibrary(error)
      ? unreadable('Its table of contents is damaged or forged.', error.message)
      : error;
  }
}

/** What yauzl throws about an archive is a plain Error; what the file system throws has a code. */
function isOfLibrary(error: unknown): error is Error {
  return error instanceof Error && error.constructor === Error && !('code' in error);
}

function refuseStrange(entry: Entry, isKnown: boolean): void {
  const { fileName, compressionMethod, extraFieldLength, externalFileAttributes } = entry;
  if (!isKnown) throw unreadable('It holds a member that no bundle has.', fileName);
  const kind = (externalFileAttributes >>> 16) & kindOfFile.mask;
  const isPlain = compressionMethod === deflated && extraFieldLength === 0 && kind === kindOfFile.regular;
  if (!isPlain || entry.isEncrypted())
    throw unreadable(
      `Its member ${fileName} is packed in a way in which Hopcheck packs none: encrypted, or as a link.`,
    );
}

async function placeOf(zip: ZipFile, entry: Entry): Promise<Place> {
  const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
  // Other programs may go by this name.
  if (!fileName.equals(entry.fileNameRaw)) throw unreadable(`Its member ${entry.fileName} has two names.`);
  if (fileDataStart + entry.compressedSize > zip.fileSize)
    throw unreadable(`Its member ${entry.fileName} goes beyond the end of the file.`);
  return { start: fileDataStart, packed: entry.compressedSize, unpacked: entry.uncompressedSize };
}

function unpack(file: number, name: string, place: Place | undefined): Buffer {
  if (place === undefined) throw unreadable(`Its member ${name} is missing.`);
  const { start, packed, unpacked } = place;
  try {
    // One octet of room at the least, as zlib demands it.
    const content = inflateRawSync(octetsAt(file, start, packed), { maxOutputLength: Math.max(unpacked, 1) });
    if (content.length === unpacked) return content;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && isOfZlib(error.code))) throw error;
  }
  throw changed(`Its member ${name} cannot be unpacked to the size that it says.`);
}

function isOfZlib(code: unknown): boolean {
  return code === 'ERR_BUFFER_TOO_LARGE' || (typeof code === 'string' && code.startsWith('Z_'));
}

function octetsAt(file: number, position: number, length: number): Buffer {
  const octets = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const got = readSync(file, octets, read, length - read, position + read);
    if (got === 0) return octets.subarray(0, read);
    read += got;
  }
  return octets;
}

function textAt(file: number, position: number, length: number): string {
  return octetsAt(file, Math.max(position, 0), length).toString('latin1');
}
