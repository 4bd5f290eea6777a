import { maxUnrangedBytes } from '../../../../../contract'
import { ServiceError } from '../../../errors'
import type { ByteStream } from '../byte-stream'
import type { AudioSource } from '../types'

/** Bytes with the place where they lie in the file. */
export interface Stretch {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly offset: number
}

const blockBytes = 1_048_576
/** Readers look back a little, and over this much at most when tracks lie side by side. */
const keptBehindBytes = 4 * blockBytes
/** Nearer bytes are waited for; farther ones are asked for apart. */
const worthWaitingBytes = 8 * blockBytes
const sideBytes = 2_000_000
const maxSides = 6
/** More than any packet of sound or page of Ogg holds. */
const maxPacketBytes = 70_000
/** Reads without anything new: a damaged index can lead in circles. */
const maxIdleReads = 300_000

const stretchOf = (bytes: Uint8Array, offset: number): Stretch => ({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset })

const holds = ({ offset, bytes }: Stretch, start: number, end: number): boolean => start >= offset && end <= offset + bytes.byteLength

/** A moving window on a file that is read once: what lies in it is answered at once, a little ahead is waited for, anything else is read by range. */
export class Window {
  readonly #source: AudioSource
  readonly #stream: ByteStream
  #blocks: Stretch[] = []
  #sides: Stretch[] = []
  /** While the index is not found, everything is kept, up to a limit: without ranges it cannot be asked for again. */
  #keepsAll: boolean
  #ended = false
  #farthest = 0
  #idleReads = 0

  constructor(source: AudioSource, stream: ByteStream) {
    this.#source = source
    this.#stream = stream
    this.#keepsAll = source.read === null
  }

  /** Null while nobody knows. A size that cannot be jumped in would only tempt the reader to look at the end. */
  get byteLength(): number | null {
    return this.#source.read ? this.#source.byteLength : this.#ended ? this.#stream.position : null
  }

  /** Whether reading has come to the end: what is cut off in the middle is not even asked for. */
  get isAtEnd(): boolean {
    const end = this.#source.byteLength ?? (this.#ended ? this.#stream.position : Infinity)
    return this.#farthest >= end - maxPacketBytes
  }

  /** From now on reading goes forward. */
  goForward(): void {
    this.#keepsAll = false
  }

  /** Something came of the reads so far. */
  progress(): void {
    this.#idleReads = 0
  }

  /** The bytes at a place, perhaps with their neighbours; null where the file has ended. */
  read(start: number, end: number): Stretch | null | Promise<Stretch | null> {
    if (end > this.#farthest) {
      this.#farthest = end
      this.#idleReads = 0
    }
    this.#idleReads += 1
    if (this.#idleReads > maxIdleReads) throw new ServiceError('audio-damaged')
    return this.#inWindow(start, end) ?? this.#fetch(start, end)
  }

  #inWindow(start: number, end: number): Stretch | null {
    for (let index = this.#blocks.length - 1; index >= 0; index -= 1) {
      const block = this.#blocks[index]!
      if (start >= block.offset) {
        if (end <= block.offset + block.bytes.byteLength) return block
        break
      }
    }
    return this.#sides.find((side) => holds(side, start, end)) ?? null
  }

  get #head(): number {
    return this.#stream.position
  }

  async #fetch(start: number, end: number): Promise<Stretch | null> {
    const first = this.#blocks[0]?.offset ?? this.#head
    const isAhead = start >= first
    const isNear = isAhead && (start - this.#head < worthWaitingBytes || this.#source.read === null)
    if (!isNear) return this.#side(start, end)
    while (this.#head < end && !this.#ended) await this.#advance(start)
    if (this.#head < end) return null
    return this.#inWindow(start, end) ?? this.#spanning(start, end)
  }

  async #advance(wanted: number): Promise<void> {
    const offset = this.#head
    const bytes = await this.#stream.atLeast(blockBytes)
    if (bytes.byteLength < blockBytes) this.#ended = true
    if (bytes.byteLength > 0) this.#blocks.push(stretchOf(bytes, offset))
    if (this.#keepsAll) {
      if (this.#head > maxUnrangedBytes) throw new ServiceError('source-needs-ranges', { maxMegabytes: Math.floor(maxUnrangedBytes / 1_048_576) })
      return
    }
    const keptFrom = Math.min(wanted, offset) - keptBehindBytes
    while (this.#blocks[0] && this.#blocks[0].offset + this.#blocks[0].bytes.byteLength <= keptFrom) this.#blocks.shift()
  }

  #spanning(start: number, end: number): Stretch | null {
    const parts = this.#blocks.filter(({ offset, bytes }) => offset < end && offset + bytes.byteLength > start)
    const offset = parts[0]?.offset ?? Infinity
    if (offset > start) return null
    return stretchOf(Buffer.concat(parts.map(({ bytes, offset: at }) => bytes.subarray(Math.max(0, start - at), end - at))), start)
  }

  async #side(start: number, end: number): Promise<Stretch | null> {
    const { read, byteLength } = this.#source
    if (!read) throw new ServiceError('source-needs-ranges', { maxMegabytes: Math.floor(maxUnrangedBytes / 1_048_576) })
    const to = Math.min(Math.max(end, start + sideBytes), byteLength ?? Infinity)
    const side = stretchOf(await read(start, to), start)
    this.#sides = [side, ...this.#sides].slice(0, maxSides)
    return holds(side, start, end) ? side : null
  }
}
