import { UnreadableFileError } from './unreadable-file.ts';

/** Labels (RFC 7468) of blocks that hold certificates; Windows writes `CERTIFICATE` around PKCS #7 too. */
const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'PKCS7', 'CMS']);

const begin = '-----BEGIN ';
const end = '-----END ';
const dashes = '-----';

const integer = 0x02;
const objectIdentifier = 0x06;
const sequence = 0x30;

/** A binary object of a file: a certificate, or certificates in PKCS #7. */
export interface EncodedObject {
  readonly kind: 'certificate' | 'pkcs7';
  readonly octets: Buffer;
}

/**
 * The binary objects of a file, PEM text (in UTF-8 or UTF-16) or one after the other in DER. Throws {@link UnreadableFileError} if
 * it is damaged, cut, empty, or holds a private key.
 */
export function encodedObjects(file: Uint8Array): readonly EncodedObject[] {
  const octets = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (octets.length === 0) throw new UnreadableFileError('is empty.');
  const [first, second = 0] = octets;
  // A certificate is longer than a length of one octet can say, and no text goes on like this.
  const binary = first === sequence && second >= 0x80;
  return binary ? binaryObjects(octets) : pemBlocks(textOf(octets)).flatMap(binaryObjects);
}

function binaryObjects(octets: Buffer): readonly EncodedObject[] {
  const objects: EncodedObject[] = [];
  for (let rest = octets; rest.length > 0 && !isLineBreak(rest);) {
    const { header, length } = measure(rest);
    if (length > rest.length) throw cut();
    objects.push({ kind: kindOf(rest[header]), octets: rest.subarray(0, length) });
    rest = rest.subarray(length);
  }
  return objects;
}

/** Octets of the header and of the whole of a DER SEQUENCE, or of the rest if its length is told by its end only (BER). */
function measure(octets: Buffer): { readonly header: number; readonly length: number } {
  const [tag, size] = octets;
  if (tag !== sequence) throw damaged();
  if (size === undefined) throw cut();
  if (size < 0x80) return { header: 2, length: 2 + size };
  const sizeOctets = size - 0x80;
  if (sizeOctets === 0) return { header: 2, length: octets.length };
  if (sizeOctets > 4) throw damaged();
  const header = 2 + sizeOctets;
  if (octets.length < header) throw cut();
  return { header, length: header + octets.readUIntBE(2, sizeOctets) };
}

/** By the first element: PKCS #7 begins with an identifier; private keys and PFX files, which have them inside, with a number. */
function kindOf(tag: number | undefined): EncodedObject['kind'] {
  if (tag === integer) throw privateKey();
  if (tag !== sequence && tag !== objectIdentifier) throw damaged();
  return tag === sequence ? 'certificate' : 'pkcs7';
}

function pemBlocks(text: string): readonly Buffer[] {
  if (text.includes('PRIVATE KEY-----')) throw privateKey();
  const blocks: Buffer[] = [];
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    const labelEnd = text.indexOf(dashes, at + begin.length);
    const bodyEnd = text.indexOf(dashes, labelEnd + dashes.length);
    if (labelEnd === -1 || bodyEnd === -1) throw cut();
    const label = text.slice(at + begin.length, labelEnd);
    if (!text.startsWith(`${end}${label}${dashes}`, bodyEnd)) throw damaged();
    if (certificateLabels.has(label)) blocks.push(fromBase64(text.slice(labelEnd + dashes.length, bodyEnd)));
    at = bodyEnd;
  }
  return blocks;
}

function fromBase64(body: string): Buffer {
  const characters = body.replaceAll(/\s/g, '');
  if (characters.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(characters)) throw damaged();
  return Buffer.from(characters, 'base64');
}

/** Notepad and PowerShell save text as UTF-16. */
function textOf(octets: Buffer): string {
  const [first, second] = octets;
  if ((first === 0xff && second === 0xfe) || second === 0) return octets.toString('utf16le');
  if ((first === 0xfe && second === 0xff) || first === 0)
    return Buffer.from(octets.subarray(0, octets.length & ~1))
      .swap16()
      .toString('utf16le');
  return octets.toString('latin1');
}

function isLineBreak(octets: Buffer): boolean {
  return octets.length <= 2 && octets.every((octet) => octet === 0x0a || octet === 0x0d);
}

function cut(): UnreadableFileError {
  return new UnreadableFileError('ends in the middle of a certificate: a part of it is missing.');
}

function damaged(): UnreadableFileError {
  return new UnreadableFileError('is damaged or no file of certificates.');
}

function privateKey(): UnreadableFileError {
  return new UnreadableFileError(
    'holds a private key, which belongs to its owner alone. Have the certificate exported without it.',
  );
}
