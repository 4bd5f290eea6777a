/** A smaller chunk is copied: each kept one costs an object of its own, and a server could send millions. */
const minKeptBytes = 8 * 1024
const blockBytes = 64 * 1024

/** A small view would keep the whole memory behind it alive. */
const isWorthKeeping = ({ byteLength, buffer }: Uint8Array): boolean => byteLength >= minKeptBytes && byteLength * 2 >= buffer.byteLength

/**
 * Keeps what arrives as it arrived. One buffer for everything would be filled from chunks that are garbage afterwards,
 * and garbage outside the heap is collected so late that a download would be held twice.
 */
export class Pieces {
  readonly #pieces: Uint8Array[] = []
  #block = Buffer.alloc(0)
  #blockUsed = 0
  #byteLength = 0

  get byteLength(): number {
    return this.#byteLength
  }

  /** In the order of arrival. */
  get all(): readonly Uint8Array[] {
    return this.#pieces
  }

  add(chunk: Uint8Array): void {
    this.#byteLength += chunk.byteLength
    if (isWorthKeeping(chunk)) this.#pieces.push(chunk)
    else this.#copy(chunk)
  }

  #copy(chunk: Uint8Array): void {
    for (let copied = 0; copied < chunk.byteLength;) {
      if (this.#blockUsed === this.#block.byteLength) {
        this.#block = Buffer.allocUnsafeSlow(blockBytes)
        this.#blockUsed = 0
      }
      const part = chunk.subarray(copied, copied + this.#block.byteLength - this.#blockUsed)
      this.#block.set(part, this.#blockUsed)
      this.#extend(part.byteLength)
      copied += part.byteLength
    }
  }

  /** Adds the next bytes of the block: to the last piece when they follow it, else as a piece of their own. */
  #extend(byteLength: number): void {
    const end = this.#blockUsed + byteLength
    const last = this.#pieces.at(-1)
    const follows = last?.buffer === this.#block.buffer
    if (follows) this.#pieces[this.#pieces.length - 1] = this.#block.subarray(last.byteOffset, end)
    else this.#pieces.push(this.#block.subarray(this.#blockUsed, end))
    this.#blockUsed = end
  }
}
