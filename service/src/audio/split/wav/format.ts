import type { ByteStream } from '../byte-stream'
import { ServiceError } from '../../../errors'

/** What the head of a WAV file tells. */
export interface WavFormat {
  /** The `fmt ` chunk as it stands: pieces get the same. */
  readonly fmt: Uint8Array
  /** 1 = whole numbers, 3 = floating point, 6 and 7 = A-law and µ-law; others are cut without being listened to. */
  readonly tag: number
  readonly channels: number
  readonly sampleRate: number
  readonly bytesPerSecond: number
  readonly blockAlign: number
  readonly bits: number
  readonly dataAt: number
  /** Null when the head does not tell, or not the truth. */
  readonly dataBytes: number | null
}

const chunkHeadBytes = 8
const extensible = 0xfffe
const maxChunks = 1000
const unknownSize = 0xffffffff
/** A head that is larger than this holds no format. */
const maxFmtBytes = 4096

const nameOf = (bytes: Uint8Array, at = 0): string => String.fromCharCode(...bytes.subarray(at, at + 4))
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** What stands behind the audio of a file: names of chunks are letters. */
export const isChunkHead = (bytes: Uint8Array): boolean => bytes.byteLength < chunkHeadBytes || /^[A-Za-z][A-Za-z0-9 _-]{2}[A-Za-z0-9 _-]$/.test(nameOf(bytes))

type Fmt = Omit<WavFormat, 'dataAt' | 'dataBytes'>

const readFmt = (fmt: Uint8Array): Fmt => {
  if (fmt.byteLength < 16) throw new ServiceError('audio-damaged')
  const view = viewOf(fmt)
  const tag = view.getUint16(0, true)
  const [channels, sampleRate, told, align, bits] = [view.getUint16(2, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint16(12, true), view.getUint16(14, true)]
  const blockAlign = align || Math.ceil((channels * bits) / 8)
  if (channels === 0 || sampleRate === 0 || blockAlign === 0) throw new ServiceError('audio-damaged')
  const isPcm = [1, 3, 6, 7, extensible].includes(tag)
  return { fmt, tag: tag === extensible && fmt.byteLength >= 26 ? view.getUint16(24, true) : tag, channels, sampleRate, blockAlign, bits, bytesPerSecond: isPcm || told === 0 ? sampleRate * blockAlign : told }
}

const dataBytesIn = (ds64: Uint8Array): number | null => (ds64.byteLength >= 16 ? Number(viewOf(ds64).getBigUint64(8, true)) : null)

/** Recorders that were cut short leave 0 or the largest number behind. */
const believableBytes = (told: number, rest: number | null): number | null => (told === 0 || told === unknownSize || (rest !== null && told > rest) ? rest : told)

/** Reads up to the first sample. The stream stands there afterwards. */
export const readWavHead = async (stream: ByteStream, byteLength: number | null): Promise<WavFormat> => {
  await stream.take(12)
  let fmt: Fmt | null = null
  let bytes64: number | null = null
  for (let chunk = 0; chunk < maxChunks; chunk += 1) {
    const head = await stream.take(chunkHeadBytes)
    if (head.byteLength < chunkHeadBytes) break
    const name = nameOf(head)
    const size = viewOf(head).getUint32(4, true)
    if (name === 'data') {
      if (!fmt) break
      const told = size === unknownSize ? (bytes64 ?? size) : size
      return { ...fmt, dataAt: stream.position, dataBytes: believableBytes(told, byteLength === null ? null : byteLength - stream.position) }
    }
    const next = stream.position + size + (size & 1)
    if (name === 'fmt ') fmt = readFmt(await stream.take(Math.min(size, maxFmtBytes)))
    if (name === 'ds64') bytes64 = dataBytesIn(await stream.take(Math.min(size, maxFmtBytes)))
    await stream.skipTo(next)
  }
  throw new ServiceError('audio-damaged')
}
