import type { Packed } from '../container-reader'
import { bytesOf, type Frame } from '../frame'

/** Ogg's checksum: polynomial 0x04c11db7, nothing reflected. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

const checksum = (bytes: Uint8Array): number => {
  let sum = 0
  for (let index = 0; index < bytes.length; index += 1) sum = ((sum << 8) ^ table[((sum >>> 24) ^ bytes[index]!) & 255]!) >>> 0
  return sum
}

const headBytes = 27
const maxSegments = 255
const serial = 0x61756469
const flags = { continued: 1, first: 2, last: 4 } as const
const noPacketEnds = -1n

/** A packet and the number of samples that are complete with it. */
interface OggPacket {
  readonly bytes: Uint8Array
  readonly granule: bigint
  /** The page ends here: heads stand on pages of their own. */
  readonly endsPage: boolean
}

interface OpenPage {
  readonly lacing: number[]
  readonly parts: Uint8Array[]
  granule: bigint
  isContinued: boolean
}

/** Puts packets on pages. */
class PageWriter {
  readonly pages: Uint8Array[] = []
  #page: OpenPage = { lacing: [], parts: [], granule: noPacketEnds, isContinued: false }

  add({ bytes, granule, endsPage }: OggPacket): void {
    let at = 0
    for (let isDone = false; !isDone;) {
      if (this.#page.lacing.length === maxSegments) this.flush(at > 0, false)
      const size = Math.min(255, bytes.byteLength - at)
      this.#page.lacing.push(size)
      if (size > 0) this.#page.parts.push(bytes.subarray(at, at + size))
      at += size
      isDone = size < 255
    }
    this.#page.granule = granule
    if (endsPage) this.flush(false, false)
  }

  flush(isWithinPacket: boolean, isLast: boolean): void {
    const { lacing, parts, granule, isContinued } = this.#page
    const bodyBytes = lacing.reduce((sum, size) => sum + size, 0)
    const page = Buffer.alloc(headBytes + lacing.length + bodyBytes)
    page.write('OggS', 0, 'latin1')
    page[5] = (isContinued ? flags.continued : 0) | (this.pages.length === 0 ? flags.first : 0) | (isLast ? flags.last : 0)
    page.writeBigInt64LE(granule, 6)
    page.writeUInt32LE(serial, 14)
    page.writeUInt32LE(this.pages.length, 18)
    page[26] = lacing.length
    page.set(lacing, headBytes)
    let at = headBytes + lacing.length
    for (const part of parts) {
      page.set(part, at)
      at += part.byteLength
    }
    page.writeUInt32LE(checksum(page), 22)
    this.pages.push(page)
    this.#page = { lacing: [], parts: [], granule: noPacketEnds, isContinued: isWithinPacket }
  }
}

const tagsOf = (signature: string, framing: boolean): Uint8Array => {
  const tags = Buffer.alloc(signature.length + 8 + (framing ? 1 : 0))
  tags.write(signature, 0, 'latin1')
  if (framing) tags[tags.byteLength - 1] = 1
  return tags
}

/** A page holds about a second: small enough for every reader, large enough to cost nothing. */
const pageSeconds = 1

const write = (heads: readonly Uint8Array[], frames: readonly Frame[], samplesOf: (frame: Frame) => number): Packed => {
  const writer = new PageWriter()
  // The first head has a page of its own, the others share the next.
  heads.forEach((bytes, index) => writer.add({ bytes, granule: 0n, endsPage: index === 0 || index === heads.length - 1 }))
  let samples = 0
  let pageFrom = frames[0]?.start ?? 0
  frames.forEach((frame, index) => {
    samples += samplesOf(frame)
    const endsPage = index < frames.length - 1 && frame.start - pageFrom >= pageSeconds
    if (endsPage) pageFrom = frame.start
    writer.add({ bytes: bytesOf(frame), granule: BigInt(Math.round(samples)), endsPage })
  })
  writer.flush(false, true)
  return { container: 'ogg', parts: writer.pages }
}

const opusRate = 48_000

/** Samples of an Opus packet by its first byte (RFC 6716, section 3.1). */
export const opusSamples = (block: Uint8Array, at: number, size: number): number => {
  const toc = block[at] ?? 0
  const config = toc >> 3
  const frame = config < 12 ? [480, 960, 1920, 2880][config & 3]! : config < 16 ? [480, 960][config & 1]! : [120, 240, 480, 960][config & 3]!
  const code = toc & 3
  return frame * (code === 0 ? 1 : code < 3 ? 2 : size > 1 ? block[at + 1]! & 63 : 0)
}

/** Opus: what warms the decoder up is decoded and thrown away by the number of samples to skip in the head. */
export const packOpus = (head: Uint8Array, frames: readonly Frame[], warmUp: readonly Frame[]): Packed => {
  const patched = Buffer.from(head)
  const samplesOf = ({ block, at, size }: Frame): number => opusSamples(block, at, size)
  if (warmUp.length > 0) patched.writeUInt16LE(Math.min(65_535, warmUp.reduce((sum, frame) => sum + samplesOf(frame), 0)), 10)
  return write([patched, tagsOf('OpusTags', false)], [...warmUp, ...frames], samplesOf)
}

/** Vorbis: the first packet only fills the decoder's overlap, so one more stands before. `description` holds the three heads, laced as in Matroska. */
export const packVorbis = (description: Uint8Array, sampleRate: number, frames: readonly Frame[], warmUp: readonly Frame[]): Packed => {
  const sizes: number[] = []
  let at = 1
  for (let index = 0; index < 2; index += 1) {
    let size = 0
    while (description[at] === 255) {
      size += 255
      at += 1
    }
    sizes.push(size + (description[at] ?? 0))
    at += 1
  }
  const [first = 0, second = 0] = sizes
  const heads = [description.subarray(at, at + first), description.subarray(at + first, at + first + second), description.subarray(at + first + second)]
  const before = new Set(warmUp)
  return write(heads, [...warmUp, ...frames], (frame) => (before.has(frame) ? 0 : frame.seconds * sampleRate))
}

/** A head for Opus in containers that bring none. */
export const opusHead = (channels: number): Uint8Array => {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head[8] = 1
  head[9] = channels
  head.writeUInt32LE(opusRate, 12)
  return head
}
