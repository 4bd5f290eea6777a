const blockBytes = 256 * 1024

/** Keeps copies of small things in few large blocks: what arrived can be forgotten at once, and neighbours lie side by side. */
export class Arena {
  #block = new Uint8Array(0)
  #used = 0

  /** Makes room for so many bytes; `block` and `at` then tell where. */
  reserve(size: number): { readonly block: Uint8Array; readonly at: number } {
    if (this.#used + size > this.#block.byteLength) {
      this.#block = Buffer.allocUnsafeSlow(Math.max(blockBytes, size))
      this.#used = 0
    }
    const at = this.#used
    this.#used += size
    return { block: this.#block, at }
  }

  /** Copies `size` bytes of `from`, beginning at `offset`. */
  keep(from: Uint8Array, offset: number, size: number): { readonly block: Uint8Array; readonly at: number } {
    const place = this.reserve(size)
    // A loop beats the call for what a packet of speech holds.
    if (size < 48) for (let index = 0; index < size; index += 1) place.block[place.at + index] = from[offset + index] as number
    else place.block.set(offset === 0 && size === from.byteLength ? from : from.subarray(offset, offset + size), place.at)
    return place
  }
}
