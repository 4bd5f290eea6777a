import { ServiceError } from '../../../errors'
import { Arena } from '../arena'
import type { ByteStream } from '../byte-stream'
import type { ContainerReader } from '../container-reader'
import type { Frame } from '../frame'
import type { AudioSource } from '../types'
import { mergeParts } from '../write/parts'
import { packWav } from '../write/wav'
import { isChunkHead, readWavHead, type WavFormat } from './format'
import { meterOf } from './loudness'

const frameSeconds = 0.04
const silentPower = 1e-7
const floorDecibels = -100

const rules = { headBytes: 256, frameOverheadBytes: 0, sureDecibels: 10, warmUpSeconds: 0 }

/** Blocks of samples in order, up to the end of the audio. */
async function* blocksOf(stream: ByteStream, format: WavFormat, startSeconds: number): AsyncGenerator<readonly Frame[]> {
  const { blockAlign, bytesPerSecond, dataAt, dataBytes } = format
  const meter = meterOf(format)
  const arena = new Arena()
  const frameBytes = Math.max(1, Math.round((frameSeconds * bytesPerSecond) / blockAlign)) * blockAlign
  let end = dataBytes === null ? Infinity : dataAt + dataBytes
  let seconds = startSeconds
  let carry: Uint8Array = new Uint8Array(0)
  const frameOf = (bytes: Uint8Array, at: number, size: number, byte: number): Frame => {
    const power = meter ? meter(bytes, at, size) : 0
    const place = arena.keep(bytes, at, size)
    const start = seconds
    seconds += size / bytesPerSecond
    return {
      start, seconds: size / bytesPerSecond, ...place, size, byte, isBreak: false,
      loudness: power > 1e-10 ? 10 * Math.log10(power) : floorDecibels, isSilent: meter !== null && power < silentPower,
    }
  }
  for (;;) {
    const byte = stream.position - carry.byteLength
    if (stream.position >= end) {
      // A file that says it ends here, but goes on with what is no chunk, was cut short while its head was written.
      const more = await stream.peek(8)
      if (more.byteLength === 0 || isChunkHead(more)) break
      end = Infinity
    }
    let chunk = await stream.next()
    if (chunk === null) break
    if (stream.position > end) {
      stream.putBack(chunk.subarray(chunk.byteLength - (stream.position - end)))
      chunk = chunk.subarray(0, end - byte - carry.byteLength)
    }
    const bytes = carry.byteLength === 0 ? chunk : Buffer.concat([carry, chunk])
    const frames: Frame[] = []
    let at = 0
    for (; at + frameBytes <= bytes.byteLength; at += frameBytes) frames.push(frameOf(bytes, at, frameBytes, byte + at))
    carry = bytes.slice(at)
    yield frames
  }
  const rest = carry.byteLength - (carry.byteLength % blockAlign)
  if (rest > 0) yield [frameOf(carry, 0, rest, stream.position - carry.byteLength)]
}

/** WAV by hand: a head, and samples that can be cut anywhere. */
export const openWav = async (source: AudioSource, stream: ByteStream): Promise<ContainerReader> => {
  const format = await readWavHead(stream, source.byteLength)
  const { sampleRate, channels, bytesPerSecond, dataAt, dataBytes, tag } = format
  if (dataBytes !== null && dataBytes < format.blockAlign) throw new ServiceError('audio-too-short', { minSeconds: 0.1 })
  return {
    facts: {
      container: 'wav', codec: `pcm-${tag}`, durationSeconds: dataBytes === null ? null : dataBytes / bytesPerSecond, sampleRate, channels,
      durationIsSure: dataBytes !== null && source.byteLength !== null && source.byteLength - dataAt - dataBytes < 1_000_000, byteLength: source.byteLength, isSeekable: source.read !== null,
    },
    rules,
    async *frames(from) {
      await stream.skipTo(from?.byte ?? dataAt)
      yield* blocksOf(stream, format, from?.seconds ?? 0)
    },
    pack: (frames) => packWav(format.fmt, mergeParts(frames)),
    close: () => stream.close(),
  }
}
