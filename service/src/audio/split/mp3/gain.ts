import type { Mp3Header } from './header'

/** Up to 24 bits, beginning anywhere. */
const bits = (bytes: Uint8Array, bit: number, count: number): number => {
  const at = bit >> 3
  const word = ((bytes[at]! << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  return (word << (bit & 7)) >>> (32 - count)
}

const decibelsPerStep = 1.5
/** Below any gain that an encoder writes. */
const silentDecibels = 60

/** Loudness of a frame by the gain of its first granule, the louder channel: the encoder's own measure. 0 spectrum bits = digital silence. */
export const gainOf = (bytes: Uint8Array, at: number, { isMpeg1, channels, sideInfoAt }: Mp3Header): { decibels: number; isSilent: boolean } => {
  const begin = (at + sideInfoAt) * 8 + (isMpeg1 ? (channels === 1 ? 18 : 20) : channels === 1 ? 9 : 10)
  const step = isMpeg1 ? 59 : 63
  const granules = isMpeg1 ? 2 : 1
  let loudest = -1
  let hasSpectrum = false
  for (let part = 0; part < channels * granules; part += 1) {
    const start = begin + part * step
    if (bits(bytes, start, 12) === 0) continue
    hasSpectrum = true
    if (part < channels || loudest < 0) loudest = Math.max(loudest, bits(bytes, start + 21, 8))
  }
  return { decibels: hasSpectrum ? Math.max(silentDecibels, loudest * decibelsPerStep) : silentDecibels, isSilent: !hasSpectrum }
}
