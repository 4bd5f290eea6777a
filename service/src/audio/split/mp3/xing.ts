import { bytesOf, type Frame } from '../frame'
import { headerBytes, readHeader, sideInfoBytes, type Mp3Header } from './header'

/** What the information frame at the beginning of many files tells. */
export interface Mp3Info {
  /** Null when it does not tell. */
  readonly frames: number | null
  /** Samples that the encoder put before the audio. */
  readonly delaySamples: number
}

const text = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))
const tocEntries = 100

/** Reads a Xing, Info or VBRI frame; null when the frame is ordinary audio. */
export const readInfo = (bytes: Uint8Array, at: number, header: Mp3Header): Mp3Info | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, Math.min(header.frameBytes, bytes.byteLength - at))
  if (text(bytes, at + 36, 4) === 'VBRI' && view.byteLength >= 54) return { frames: view.getUint32(50), delaySamples: 0 }
  // Some writers overlook that a checksum moves everything by two bytes.
  const xing = [headerEnd(header), headerBytes + sideInfoBytes(header)].find((place) => ['Xing', 'Info'].includes(text(bytes, at + place, 4)))
  if (xing === undefined || view.byteLength < xing + 8) return null
  const flags = view.getUint32(xing + 4)
  const frames = flags & 1 && view.byteLength >= xing + 12 ? view.getUint32(xing + 8) : null
  const lame = xing + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? tocEntries : 0) + (flags & 8 ? 4 : 0)
  if (view.byteLength < lame + 24 || !/^L(AME|avc|avf)/.test(text(bytes, at + lame, 4))) return { frames, delaySamples: 0 }
  return { frames, delaySamples: (view.getUint8(lame + 21) << 4) | (view.getUint8(lame + 22) >> 4) }
}

const headerEnd = (header: Mp3Header): number => header.sideInfoAt + sideInfoBytes(header)

/** A header like the given one that leaves room for the information: the smallest bit rate that does, no padding, no checksum. */
const roomyHeader = (like: Uint8Array, bytes: number): { head: Uint8Array; header: Mp3Header } | null => {
  for (let index = 1; index < 15; index += 1) {
    const head = Uint8Array.of(0xff, like[1]! | 1, (like[2]! & 0x0c) | (index << 4), like[3]!)
    const header = readHeader(head, 0)
    if (header && header.frameBytes >= headerEnd(header) + bytes) return { head, header }
  }
  return null
}

/** Tools measure files of changing bit rate by their first frame, unless an information frame tells how long they are. */
export const infoFrame = (frames: readonly Frame[]): Uint8Array | null => {
  const first = frames[0]
  if (!first) return null
  const room = roomyHeader(bytesOf(first), 16 + tocEntries)
  if (!room) return null
  const { head, header } = room
  const total = frames.reduce((sum, { size }) => sum + size, header.frameBytes)
  const frame = new Uint8Array(header.frameBytes)
  const view = new DataView(frame.buffer)
  const at = headerEnd(header)
  frame.set(head)
  frame.set(Buffer.from('Xing', 'latin1'), at)
  view.setUint32(at + 4, 7)
  view.setUint32(at + 8, frames.length)
  view.setUint32(at + 12, total)
  let bytes = header.frameBytes
  let entry = 0
  frames.forEach(({ size }, index) => {
    for (; entry < tocEntries && index >= (entry * frames.length) / tocEntries; entry += 1) frame[at + 16 + entry] = Math.min(255, Math.floor((bytes / total) * 256))
    bytes += size
  })
  return frame
}

/** Whether the frames differ in bit rate. */
export const isVariable = (frames: readonly Frame[]): boolean => {
  const rateOf = ({ block, at }: Frame): number => block[at + 2]! >> 4
  return frames.some((frame) => rateOf(frame) !== rateOf(frames[0]!))
}
