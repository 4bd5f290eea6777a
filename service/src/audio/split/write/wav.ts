import type { Packed } from '../container-reader'

const pcmTags = [1, 0xfffe]

/** A WAV file of samples; formats that are not plain numbers need to say how many there are. */
export const packWav = (fmt: Uint8Array, samples: readonly Uint8Array[]): Packed => {
  const dataBytes = samples.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const fmtView = new DataView(fmt.buffer, fmt.byteOffset, fmt.byteLength)
  const needsFact = !pcmTags.includes(fmtView.getUint16(0, true))
  const fmtBytes = fmt.byteLength + (fmt.byteLength & 1)
  const head = Buffer.alloc(12 + 8 + fmtBytes + (needsFact ? 12 : 0) + 8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(head.byteLength - 8 + dataBytes + (dataBytes & 1), 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(fmt.byteLength, 16)
  head.set(fmt, 20)
  let at = 20 + fmtBytes
  if (needsFact) {
    head.write('fact', at, 'latin1')
    head.writeUInt32LE(4, at + 4)
    head.writeUInt32LE(Math.floor(dataBytes / Math.max(1, fmtView.getUint16(12, true))), at + 8)
    at += 12
  }
  head.write('data', at, 'latin1')
  head.writeUInt32LE(dataBytes, at + 4)
  return { container: 'wav', parts: [head, ...samples, ...(dataBytes & 1 ? [new Uint8Array(1)] : [])] }
}

/** The `fmt ` chunk of plain samples. */
export const pcmFmt = (channels: number, sampleRate: number, bits: number, isFloat = false): Uint8Array => {
  const fmt = Buffer.alloc(16)
  const blockAlign = channels * Math.ceil(bits / 8)
  fmt.writeUInt16LE(isFloat ? 3 : 1, 0)
  fmt.writeUInt16LE(channels, 2)
  fmt.writeUInt32LE(sampleRate, 4)
  fmt.writeUInt32LE(sampleRate * blockAlign, 8)
  fmt.writeUInt16LE(blockAlign, 12)
  fmt.writeUInt16LE(bits, 14)
  return fmt
}
