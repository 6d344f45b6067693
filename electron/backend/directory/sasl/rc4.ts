const size = 256;

/**
 * The RC4 stream cipher, which is its own inverse. Its state goes on from call to call, as NTLM's sealing wants it (MS-NLMP
 * section 3.4.3). Nothing else may use it, for RC4 has long been broken. Node's crypto no longer has it.
 */
export class Rc4 {
  readonly #state = Uint8Array.from({ length: size }, (_, index) => index);
  #first = 0;
  #second = 0;

  /** `key`: 1 to 256 octets. */
  constructor(key: Uint8Array) {
    const state = this.#state;
    for (let first = 0, second = 0; first < size; first += 1) {
      const kept = state[first] ?? 0;
      second = (second + kept + (key[first % key.length] ?? 0)) % size;
      state[first] = state[second] ?? 0;
      state[second] = kept;
    }
  }

  /** Encrypts or decrypts what comes next, into a buffer of its own. */
  transform(octets: Uint8Array): Buffer {
    const result = Buffer.allocUnsafe(octets.length);
    const state = this.#state;
    let [first, second] = [this.#first, this.#second];
    for (let at = 0; at < octets.length; at += 1) {
      first = (first + 1) % size;
      const one = state[first] ?? 0;
      second = (second + one) % size;
      const other = state[second] ?? 0;
      state[first] = other;
      state[second] = one;
      result[at] = (octets[at] ?? 0) ^ (state[(one + other) % size] ?? 0);
    }
    [this.#first, this.#second] = [first, second];
    return result;
  }
}
