/** How loud a packet is, by its size and what can be read in it without decoding. */
export interface Measured {
  readonly loudness: number
  readonly isSilent: boolean
}

export type Measure = (packet: Uint8Array, seconds: number) => Measured

const sizeDecibels = (bytes: number, seconds: number): number => 20 * Math.log10(Math.max(1, bytes) / Math.max(seconds, 0.001))
const vadDecibels = 20

/** The first SILK frame's voice flag; null where the packet has none, or where finding it needs decoding. */
const voiceFlag = (packet: Uint8Array): boolean | null => {
  const toc = packet[0] ?? 0
  if (toc >> 3 >= 16 || (toc & 3) !== 0 || packet.byteLength < 2) return null
  return (packet[1]! & 0x80) !== 0
}

/** Packets of one or two bytes carry no sound at all. */
const opus: Measure = (packet, seconds) => {
  const voice = voiceFlag(packet)
  return { loudness: sizeDecibels(packet.byteLength, seconds) + (voice ? vadDecibels : 0), isSilent: packet.byteLength <= 3 || (voice !== true && packet.byteLength / seconds < 250) }
}

const vorbis: Measure = (packet, seconds) => ({ loudness: sizeDecibels(packet.byteLength, seconds), isSilent: packet.byteLength <= 3 })

const silentBitsPerSample = 1

/** What FLAC needs for a sample follows the noise in it: 6 dB a bit. */
const flac = (sampleRate: number, channels: number): Measure => (packet, seconds) => {
  const bits = (packet.byteLength * 8) / Math.max(1, seconds * sampleRate * channels)
  return { loudness: bits * 6, isSilent: bits < silentBitsPerSample }
}

const bit = (packet: Uint8Array, at: number): number => (packet[at >> 3]! >> (7 - (at & 7))) & 1
const bitsAt = (packet: Uint8Array, at: number, count: number): number => {
  let value = 0
  for (let index = 0; index < count; index += 1) value = (value << 1) | (at + index < packet.byteLength * 8 ? bit(packet, at + index) : 0)
  return value
}

const groupsOf = (grouping: number): number => 1 + [...grouping.toString(2).padStart(7, '0')].filter((digit) => digit === '0').length

/** The gain of the first channel of an AAC frame; null where it stands behind what cannot be skipped. */
const aacGain = (packet: Uint8Array): number | null => {
  const element = bitsAt(packet, 0, 3)
  if (element === 0) return bitsAt(packet, 7, 8)
  if (element !== 1) return null
  if (bitsAt(packet, 7, 1) === 0) return bitsAt(packet, 8, 8)
  const isShort = bitsAt(packet, 9, 2) === 2
  const bands = bitsAt(packet, 12, isShort ? 4 : 6)
  const groups = isShort ? groupsOf(bitsAt(packet, 16, 7)) : 1
  if (!isShort && bitsAt(packet, 18, 1) === 1) return null
  const mask = isShort ? 23 : 19
  return bitsAt(packet, mask + 2 + (bitsAt(packet, mask, 2) === 1 ? bands * groups : 0), 8)
}

const aac: Measure = (packet, seconds) => {
  const gain = aacGain(packet)
  const bySize = sizeDecibels(packet.byteLength, seconds)
  return { loudness: gain === null ? bySize : bySize + gain * 0.75, isSilent: packet.byteLength <= 24 }
}

const unknown: Measure = (packet, seconds) => ({ loudness: sizeDecibels(packet.byteLength, seconds), isSilent: false })

/** How to measure the packets of a codec. */
export const measureOf = (codec: string, sampleRate: number, channels: number): Measure =>
  ({ opus, vorbis, aac, flac: flac(sampleRate, channels) })[codec] ?? unknown
