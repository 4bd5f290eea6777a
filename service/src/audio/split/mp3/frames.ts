import { Arena } from '../arena'
import type { ByteStream } from '../byte-stream'
import type { Frame } from '../frame'
import { gainOf } from './gain'
import { headerBytes, readHeader, type Mp3Header } from './header'

const largeChunkBytes = 64 * 1024

const id3HeadBytes = 10
const id3v1Bytes = 128
const apeHeadBytes = 32
const maxHeadBytes = 64
/** Audio begins behind tags that are skipped by their length; what is this long without a frame is no MP3. */
const maxJunkBytes = 4_000_000

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0

const id3Bytes = (bytes: Uint8Array, at: number): number => {
  const size = [6, 7, 8, 9].reduce((sum, index) => sum * 128 + (byteAt(bytes, at + index) & 127), 0)
  return id3HeadBytes + size + (byteAt(bytes, at + 5) & 16 ? id3HeadBytes : 0)
}

const apeBytes = (bytes: Uint8Array, at: number): number => {
  const size = [15, 14, 13, 12].reduce((sum, index) => sum * 256 + byteAt(bytes, at + index), 0)
  return Math.max(apeHeadBytes, size + apeHeadBytes)
}

/** Length of a tag at this place, 0 when there is none. */
export const tagBytes = (bytes: Uint8Array, at: number): number => {
  if (startsWith(bytes, at, 'ID3')) return id3Bytes(bytes, at)
  if (startsWith(bytes, at, 'TAG')) return id3v1Bytes
  return startsWith(bytes, at, 'APETA') ? apeBytes(bytes, at) : 0
}

/** A frame is believed when another of its kind follows it, or nothing at all. */
const isFrame = (bytes: Uint8Array, at: number, header: Mp3Header, isEnd: boolean): boolean => {
  const after = at + header.frameBytes
  if (after + headerBytes > bytes.byteLength) return isEnd && after <= bytes.byteLength
  return readHeader(bytes, after)?.kind === header.kind || tagBytes(bytes, after) > 0
}

/** Reads frame after frame, whatever lies between them; nothing in it can go round in circles, because each step takes bytes. */
export class Mp3Frames {
  readonly #stream: ByteStream
  readonly #arena = new Arena()
  #carry: Uint8Array = new Uint8Array(0)
  #carryAt = 0
  #junkBytes = 0
  #lastKind = -1
  #inSync = false
  #seconds: number
  found = 0

  constructor(stream: ByteStream, startSeconds: number) {
    this.#stream = stream
    this.#seconds = startSeconds
  }

  /** From here on times are told by so much earlier. */
  shift(seconds: number): void {
    this.#seconds -= seconds
  }

  /** The frames of the next chunk; null at the end. */
  async next(): Promise<Frame[] | null> {
    const before = this.#stream.position
    const chunk = await this.#stream.next()
    if (chunk === null && this.#carry.byteLength === 0) return null
    const isFresh = this.#carry.byteLength === 0
    const bytes = chunk === null ? this.#carry : isFresh ? chunk : Buffer.concat([this.#carry, chunk])
    const startsAt = isFresh ? before : this.#carryAt
    const frames: Frame[] = []
    const used = this.#parse(bytes, startsAt, chunk === null, frames)
    if (chunk === null) {
      this.#carry = new Uint8Array(0)
    } else if (used > bytes.byteLength) {
      this.#carry = new Uint8Array(0)
      await this.#stream.skipTo(startsAt + used)
    } else {
      this.#carry = bytes.slice(used)
      this.#carryAt = startsAt + used
    }
    if (this.found === 0 && this.#junkBytes > maxJunkBytes) return null
    return frames
  }

  /** Answers how many bytes are done with; more than there are when a tag reaches further. */
  #parse(bytes: Uint8Array, startsAt: number, isEnd: boolean, frames: Frame[]): number {
    let at = 0
    while (at + (isEnd ? headerBytes : maxHeadBytes) <= bytes.byteLength) {
      const header = readHeader(bytes, at)
      if (header === null) {
        const tag = tagBytes(bytes, at)
        at += tag || 1
        this.#junkBytes += tag > 0 ? 0 : 1
        this.#inSync = false
        continue
      }
      const end = at + header.frameBytes
      if (end + headerBytes > bytes.byteLength && !isEnd) return at
      if (end > bytes.byteLength) return bytes.byteLength
      // In the middle of a run of frames a damaged neighbour must not cost this one.
      if (!(this.#inSync && header.kind === this.#lastKind) && !isFrame(bytes, at, header, isEnd)) {
        at += 1
        this.#junkBytes += 1
        this.#inSync = false
        continue
      }
      frames.push(this.#frame(bytes, at, startsAt + at, header))
      this.#inSync = true
      at = end
    }
    return at
  }

  #frame(bytes: Uint8Array, at: number, byte: number, header: Mp3Header): Frame {
    const { decibels, isSilent } = gainOf(bytes, at, header)
    const seconds = header.samples / header.sampleRate
    const start = this.#seconds
    const isBreak = this.#lastKind >= 0 && header.kind !== this.#lastKind
    // What arrives in large chunks lies as well where it is: hardly anything in it is not sent.
    const { block, at: place } = bytes.byteLength >= largeChunkBytes ? { block: bytes, at } : this.#arena.keep(bytes, at, header.frameBytes)
    this.#lastKind = header.kind
    this.#seconds = start + seconds
    this.found += 1
    return { start, seconds, block, at: place, size: header.frameBytes, loudness: decibels, isSilent, isBreak, byte }
  }
}
