/** Octets that arrive in pieces. Appending is linear in the octets, however small the pieces are. */
export class OctetBuffer {
  #octets = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    const needed = this.#length + piece.length;
    if (needed > this.#octets.length) {
      const larger = new Uint8Array(Math.max(needed, this.#octets.length * 2));
      larger.set(this.#octets.subarray(0, this.#length));
      this.#octets = larger;
    }
    this.#octets.set(piece, this.#length);
    this.#length = needed;
  }

  /** All octets as a copy of their own; the buffer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#octets.slice(0, this.#length);
    this.#length = 0;
    if (this.#octets.length > 1024 * 1024) this.#octets = new Uint8Array(256);
    return taken;
  }
}
