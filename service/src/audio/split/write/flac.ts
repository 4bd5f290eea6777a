import type { Packed } from '../container-reader'
import { bytesOf, type Frame } from '../frame'

const tableOf = (polynomial: number, bits: 8 | 16): Uint16Array => {
  const top = 1 << (bits - 1)
  const mask = 2 ** bits - 1
  return Uint16Array.from({ length: 256 }, (_, index) => {
    let value = index << (bits - 8)
    for (let bit = 0; bit < 8; bit += 1) value = (value & top ? (value << 1) ^ polynomial : value << 1) & mask
    return value
  })
}

const table8 = tableOf(0x07, 8)
const table16 = tableOf(0x8005, 16)

const crc8 = (bytes: Uint8Array, to: number): number => {
  let sum = 0
  for (let index = 0; index < to; index += 1) sum = table8[sum ^ bytes[index]!]!
  return sum
}

const crc16 = (bytes: Uint8Array, to: number): number => {
  let sum = 0
  for (let index = 0; index < to; index += 1) sum = ((sum << 8) ^ table16[(sum >> 8) ^ bytes[index]!]!) & 0xffff
  return sum
}

/** A number as FLAC frames write it, like UTF-8 up to 36 bits. */
const coded = (value: number): number[] => {
  if (value < 0x80) return [value]
  if (value < 0x800) return [0xc0 | (value >> 6), 0x80 | (value & 0x3f)]
  if (value < 0x10000) return [0xe0 | (value >> 12), 0x80 | ((value >> 6) & 0x3f), 0x80 | (value & 0x3f)]
  let count = 2
  while (value >= 2 ** (5 * count + 1)) count += 1
  const rest = Array.from({ length: count - 1 }, (_, index) => 0x80 | (Math.floor(value / 64 ** (count - 2 - index)) & 0x3f))
  const lead = count === 7 ? 0xfe : ((0xff << (8 - count)) & 0xff) | Math.floor(value / 64 ** (count - 1))
  return [lead, ...rest]
}

const codedLength = (lead: number): number => (lead < 0x80 ? 1 : Math.max(1, Math.clz32(~(lead << 24))))

const numberAt = 4

/** Bytes of block size and rate that follow the number. */
const extraBytes = (frame: Uint8Array): number => {
  const size = frame[2]! >> 4
  const rate = frame[2]! & 15
  return (size === 6 ? 1 : size === 7 ? 2 : 0) + (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0)
}

/** The most bytes by which a frame grows when its number does. */
const maxGrowthBytes = 6

/** Writes the frame with another number, and the checksums that belong to it; answers where it ends. */
const renumber = (frame: Uint8Array, value: number, target: Uint8Array, at: number): number => {
  const number = coded(value)
  const oldNumberEnd = numberAt + codedLength(frame[numberAt]!)
  const oldHeadBytes = oldNumberEnd + extraBytes(frame)
  const headBytes = numberAt + number.length + extraBytes(frame)
  const out = target.subarray(at, at + frame.byteLength - oldHeadBytes + headBytes)
  for (let index = 0; index < numberAt; index += 1) out[index] = frame[index]!
  for (let index = 0; index < number.length; index += 1) out[numberAt + index] = number[index]!
  for (let index = oldNumberEnd; index < oldHeadBytes; index += 1) out[numberAt + number.length + index - oldNumberEnd] = frame[index]!
  out[headBytes] = crc8(out, headBytes)
  out.set(frame.subarray(oldHeadBytes + 1, frame.byteLength - 2), headBytes + 1)
  const sum = crc16(out, out.byteLength - 2)
  out[out.byteLength - 2] = sum >> 8
  out[out.byteLength - 1] = sum & 255
  return at + out.byteLength
}

const streamInfoAt = 8
const streamInfoBytes = 34

/** The head without length and fingerprint of the whole, which are not those of a piece. */
const headOf = (description: Uint8Array, totalSamples: number): Uint8Array => {
  const head = Buffer.alloc(streamInfoAt + streamInfoBytes)
  head.write('fLaC', 0, 'latin1')
  head[4] = 0x80
  head.writeUIntBE(streamInfoBytes, 5, 3)
  // Some containers bring the whole head, some only its first block.
  const from = Buffer.from(description).indexOf('fLaC') === 0 ? streamInfoAt : 0
  head.set(description.subarray(from, from + streamInfoBytes), streamInfoAt)
  head[streamInfoAt + 13] = (head[streamInfoAt + 13]! & 0xf0) | (Math.floor(totalSamples / 2 ** 32) & 15)
  head.writeUInt32BE(totalSamples % 2 ** 32, streamInfoAt + 14)
  head.fill(0, streamInfoAt + 18)
  return head
}

/** FLAC frames count themselves from the beginning of the file; decoders believe that number, so a piece counts anew. */
export const packFlac = (description: Uint8Array, sampleRate: number, frames: readonly Frame[]): Packed => {
  const target = new Uint8Array(frames.reduce((sum, { size }) => sum + size + maxGrowthBytes, 0))
  let samples = 0
  let at = 0
  frames.forEach((frame, index) => {
    const isVariable = (frame.block[frame.at + 1]! & 1) === 1
    at = renumber(bytesOf(frame), isVariable ? samples : index, target, at)
    samples += Math.round(frame.seconds * sampleRate)
  })
  return { container: 'flac', parts: [headOf(description, samples), target.subarray(0, at)] }
}
