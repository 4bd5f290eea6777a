import type { AudioSource } from './types'

/** From this distance on, asking for a range beats reading what lies between. */
const worthJumpingBytes = 1_000_000
const rangeBytes = 2_000_000

/** Bytes in order, with the possibility to put some back and to go ahead. */
export class ByteStream {
  readonly #source: AudioSource
  readonly #signal: AbortSignal
  #chunks: AsyncIterator<Uint8Array> | null = null
  #putBack: Uint8Array[] = []
  #position = 0
  #byRanges = false

  constructor(source: AudioSource, signal: AbortSignal) {
    this.#source = source
    this.#signal = signal
  }

  /** Offset in the file of the byte that comes next. */
  get position(): number {
    return this.#position
  }

  /** The next bytes; null at the end. */
  async next(): Promise<Uint8Array | null> {
    this.#signal.throwIfAborted()
    const waiting = this.#putBack.pop()
    const chunk = waiting ?? (this.#byRanges ? await this.#readRange() : await this.#readChunk())
    if (chunk === null) return null
    this.#position += chunk.byteLength
    return chunk.byteLength === 0 ? this.next() : chunk
  }

  /** Gives bytes back that were answered last. */
  putBack(bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return
    this.#putBack.push(bytes)
    this.#position -= bytes.byteLength
  }

  /** At least so many bytes in one piece, fewer only at the end of the file. */
  async atLeast(count: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let length = 0
    while (length < count) {
      const chunk = await this.next()
      if (chunk === null) break
      parts.push(chunk)
      length += chunk.byteLength
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts, length)
  }

  /** So many bytes and no more, fewer only at the end of the file. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = await this.atLeast(count)
    this.putBack(bytes.subarray(count))
    return bytes.subarray(0, count)
  }

  /** Looks ahead without taking. */
  async peek(count: number): Promise<Uint8Array> {
    const bytes = await this.atLeast(count)
    this.putBack(bytes)
    return bytes
  }

  /** Goes on at a later byte. */
  async skipTo(byte: number): Promise<void> {
    while (this.#position < byte) {
      if (this.#source.read && this.#putBack.length === 0 && byte - this.#position > worthJumpingBytes) return this.#jump(byte)
      const chunk = await this.next()
      if (chunk === null) return
      if (this.#position > byte) this.putBack(chunk.subarray(chunk.byteLength - (this.#position - byte)))
    }
  }

  close(): void {
    void this.#chunks?.return?.().catch(() => undefined)
    this.#putBack = []
  }

  #jump(byte: number): void {
    void this.#chunks?.return?.().catch(() => undefined)
    this.#byRanges = true
    this.#position = byte
  }

  async #readChunk(): Promise<Uint8Array | null> {
    this.#chunks ??= this.#source.chunks()[Symbol.asyncIterator]()
    const next = await this.#chunks.next()
    return next.done === true ? null : next.value
  }

  async #readRange(): Promise<Uint8Array | null> {
    const { byteLength, read } = this.#source
    if (!read || (byteLength !== null && this.#position >= byteLength)) return null
    const bytes = await read(this.#position, Math.min(this.#position + rangeBytes, byteLength ?? Infinity))
    return bytes.byteLength === 0 ? null : bytes
  }
}
