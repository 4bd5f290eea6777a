import { sniff, sniffBytes, type Container } from '../../contract'
import { createDecimator, type Decimator } from './decimate'
import { remuxToFragments, remuxToOgg } from './remux'

export interface DecodedAudio {
  /** One channel, the mean of all, at a rate that is enough for listening. */
  readonly samples: Float32Array
  /** Samples per second of `samples`, between 8000 and 16000 for every usual source. */
  readonly sampleRate: number
  readonly durationSeconds: number
  readonly source: {
    readonly container: Container | 'other'
    readonly sampleRate: number
    readonly channels: number
  }
}

/** The bytes are no audio, or none that can be decoded. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError'
}

interface PcmChunk {
  readonly channelData: readonly Float32Array[]
  readonly sampleRate: number
}

interface ChunkDecoder {
  (chunk?: Uint8Array): Promise<PcmChunk>
  free(): void
}

/** Bytes that are decoded at once: whole hours at full rate would not fit into memory. */
const chunkBytes = 256 * 1024
const largeMp4Bytes = 2 * 1024 * 1024

/** The part of audio-decode that is used; it exists as an ES module only. */
const decoderFor = async (bytes: Uint8Array): Promise<ChunkDecoder> => {
  const { default: decode } = (await import('audio-decode')) as unknown as { default: Record<string, () => Promise<ChunkDecoder>> }
  const { default: typeOf } = await import('audio-type')
  const name = typeOf(new Uint8Array(bytes.subarray(0, chunkBytes)))
  const create = name === undefined ? undefined : decode[name]
  if (!create) throw new UndecodableError(`No decoder for ${name ?? 'these bytes'}`)
  return create()
}

const toMono = ({ channelData }: PcmChunk): Float32Array => {
  const [first = new Float32Array(0), ...others] = channelData
  if (others.length === 0) return first
  return first.map((value, index) => others.reduce((sum, channel) => sum + (channel[index] ?? 0), value) / channelData.length)
}

interface Gathered {
  decimator?: Decimator
  sampleRate: number
  channels: number
  frames: number
}

const gather = (into: Gathered, chunk: PcmChunk): void => {
  const frames = chunk.channelData[0]?.length ?? 0
  if (frames === 0) return
  into.decimator ??= createDecimator(chunk.sampleRate)
  into.sampleRate ||= chunk.sampleRate
  into.channels = Math.max(into.channels, chunk.channelData.length)
  into.frames += frames
  into.decimator.push(toMono(chunk))
}

const decodeInChunks = async (bytes: Uint8Array): Promise<Gathered> => {
  const gathered: Gathered = { sampleRate: 0, channels: 0, frames: 0 }
  const decoder = await decoderFor(bytes)
  try {
    // Copies, because some decoders overlook that a view can begin in the middle of its buffer.
    for (let at = 0; at < bytes.length; at += chunkBytes) gather(gathered, await decoder(new Uint8Array(bytes.subarray(at, at + chunkBytes))))
    gather(gathered, await decoder())
  } finally {
    decoder.free()
  }
  return gathered
}

/**
 * Opus and Vorbis go through Ogg: the decoder takes very long on some WebM files and knows fewer MP4 files.
 * An MP4 whose index stands at the end would be decoded in one go, with gigabytes of memory for an hour.
 */
const toDecodable = async (bytes: Uint8Array, container: Container | undefined): Promise<Uint8Array> => {
  if (container !== 'webm' && container !== 'mp4') return bytes
  const ogg = await remuxToOgg(bytes)
  if (ogg) return ogg
  return container === 'mp4' && bytes.length > largeMp4Bytes ? ((await remuxToFragments(bytes)) ?? bytes) : bytes
}

const containerOf = (bytes: Uint8Array): Container | undefined => {
  const sniffed = sniff(bytes.subarray(0, sniffBytes))
  return sniffed.kind === 'audio' ? sniffed.type.container : undefined
}

/** Decodes what a recorder, an encoder or an app made. Throws `UndecodableError` when there is no audio in the bytes. */
export const decodeAudio = async (bytes: Uint8Array): Promise<DecodedAudio> => {
  const container = containerOf(bytes)
  const gathered = await decodeInChunks(await toDecodable(bytes, container)).catch((problem: unknown) => {
    throw new UndecodableError(problem instanceof Error ? problem.message : String(problem))
  })
  const { decimator, sampleRate, channels, frames } = gathered
  if (!decimator) throw new UndecodableError('The bytes hold no audio')
  return {
    samples: decimator.finish(),
    sampleRate: decimator.sampleRate,
    durationSeconds: frames / sampleRate,
    source: { container: container ?? 'other', sampleRate, channels },
  }
}
