const blockSize = 64;

interface Round {
  readonly mix: (x: number, y: number, z: number) => number;
  readonly constant: number;
  /** Words of the block in the order in which the round takes them. */
  readonly order: readonly number[];
  /** Bits to rotate by, for every step modulo four. */
  readonly shifts: readonly [number, number, number, number];
}

const rounds: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
];

type State = readonly [number, number, number, number];

/**
 * The MD4 digest of a message (RFC 1320), 16 octets. NTLM derives its keys from the MD4 of the password (MS-NLMP section 3.3.1);
 * nothing else may use it, for MD4 has long been broken. Node's crypto no longer has it.
 */
export function md4(message: Uint8Array): Buffer {
  const octets = pad(message);
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < octets.length; at += blockSize)
    state = compress(state, octets.subarray(at, at + blockSize));
  octets.fill(0);
  const digest = Buffer.alloc(16);
  state.forEach((word, index) => digest.writeInt32LE(word | 0, index * 4));
  return digest;
}

/** RFC 1320 sections 3.1 and 3.2: a one bit, zero bits, and the length in bits, up to whole blocks. */
function pad(message: Uint8Array): Buffer {
  const lengthSize = 8;
  const blocks = Math.ceil((message.length + 1 + lengthSize) / blockSize);
  const octets = Buffer.alloc(blocks * blockSize);
  octets.set(message);
  octets[message.length] = 0x80;
  octets.writeBigUInt64LE(BigInt(message.length) * 8n, octets.length - lengthSize);
  return octets;
}

function compress(state: State, block: Buffer): State {
  let [a, b, c, d] = state;
  for (const { mix, constant, order, shifts } of rounds) {
    for (const [step, word] of order.entries()) {
      const sum = (a + mix(b, c, d) + block.readInt32LE(word * 4) + constant) | 0;
      const shift = shifts[step % 4] ?? 0;
      [a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c];
    }
  }
  return [(a + state[0]) | 0, (b + state[1]) | 0, (c + state[2]) | 0, (d + state[3]) | 0];
}
