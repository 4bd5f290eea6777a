import type { WavFormat } from './format'

/** Answers the mean square of some samples, 1 = full scale. */
export type Meter = (bytes: Uint8Array, at: number, size: number) => number

/** Every so many samples one is looked at: enough to tell speech from a pause, at a fraction of the reading. The steps differ so that no tone hides between them. */
const steps = [5, 3, 7, 4, 6, 2, 8, 5, 3, 9]

/** Expanded A-law and µ-law need no exactness here: each exponent step doubles the amplitude. */
const companded = (mask: number) => (bytes: Uint8Array, at: number): number => {
  const value = (bytes[at]! ^ mask) & 0x7f
  return value < 16 ? value / 4096 : (2 ** (value >> 4) * (16 + (value & 15))) / 8192
}

const floats: Readonly<Record<number, (bytes: Uint8Array, at: number) => number>> = {
  32: (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getFloat32(at, true),
  64: (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getFloat64(at, true),
}

/** The two highest bytes of whole numbers say enough. */
const integer = (bytesPerSample: number) => (bytes: Uint8Array, at: number): number => {
  const high = at + bytesPerSample - 1
  return (((bytes[high]! << 24) >> 16) | bytes[high - 1]!) / 32_768
}

const sampleReader = ({ tag, bits }: WavFormat): ((bytes: Uint8Array, at: number) => number) | null => {
  if (tag === 3) return floats[bits] ?? null
  if (tag === 6) return companded(0x55)
  if (tag === 7) return companded(0xff)
  if (tag !== 1) return null
  return bits <= 8 ? (bytes, at) => (bytes[at]! - 128) / 128 : integer(Math.ceil(bits / 8))
}

/** How to measure this format; null where samples cannot be read without decoding. */
export const meterOf = (format: WavFormat): Meter | null => {
  const { blockAlign, channels } = format
  const read = sampleReader(format)
  if (!read) return null
  const sampleBytes = blockAlign / channels
  return (bytes, at, size) => {
    let sum = 0
    let count = 0
    for (let offset = at, step = 0; offset < at + size; step += 1) {
      // The channels in turn: a voice can be in one of them only.
      const value = read(bytes, offset + (step % channels) * sampleBytes)
      sum += value * value
      count += 1
      offset += steps[step % steps.length]! * blockAlign
    }
    return sum / count
  }
}
