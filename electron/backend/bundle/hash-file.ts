import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 over the first `length` octets of a file, or over all of it, in lower-case hexadecimal. */
export async function hashFile(path: string, length = Infinity): Promise<string> {
  const hash = createHash('sha256');
  // "end" counts the octet itself.
  if (length > 0)
    for await (const piece of createReadStream(path, { end: length - 1 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** SHA-256 of octets, in lower-case hexadecimal. */
export function hashOf(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}
