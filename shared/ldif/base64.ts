const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = '='.charCodeAt(0);
const invalid = 64;

/** Six-bit value by octet of the alphabet, {@link invalid} for any other octet. */
const sextets = new Uint8Array(256).fill(invalid);
for (let value = 0; value < alphabet.length; value += 1) sextets[alphabet.charCodeAt(value)] = value;

/**
 * The octets that a base64 text (RFC 4648, section 4) stands for, or null if it is not exactly that: no spaces, padded, no
 * left-over bits. Our own: `atob` forgives all of this, and the engine of Node 24 has no `Uint8Array.fromBase64` yet.
 */
export function decodeBase64(text: Uint8Array): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  let length = text.length;
  if (text[length - 1] === padding) length -= text[length - 2] === padding ? 2 : 1;
  const octets = new Uint8Array(Math.floor((length * 6) / 8));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let index = 0; index < length; index += 1) {
    const sextet = sextets[text[index] ?? 0] ?? invalid;
    if (sextet === invalid) return null;
    bits = ((bits << 6) | sextet) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets[at] = bits >> count;
      at += 1;
    }
  }
  return (bits & ((1 << count) - 1)) === 0 ? octets : null;
}
