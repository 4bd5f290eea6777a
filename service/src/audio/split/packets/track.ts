import { ServiceError } from '../../../errors'
import type { InputAudioTrack } from './mediabunny'
import type { Packed } from '../container-reader'
import type { Frame } from '../frame'
import { packMp3 } from '../mp3/reader'
import { packFlac } from '../write/flac'
import { packM4a } from '../write/m4a'
import { opusHead, packOpus, packVorbis } from '../write/ogg'
import { mergeParts } from '../write/parts'
import { packWav, pcmFmt } from '../write/wav'
import { measureOf, type Measure } from './loudness'
import { adtsDescription, adtsHeadBytes } from './adts'

/** What a codec needs to be cut and packed anew. */
export interface TrackKind {
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly measure: Measure
  readonly sureDecibels: number
  readonly warmUpSeconds: number
  readonly frameOverheadBytes: number
  /** False for plain samples, which have no packets of their own. */
  readonly isPacket: boolean
  /** Bytes before the packet proper. */
  readonly skipBytes: (packet: Uint8Array) => number
  /** Changes a packet in place, once it has been copied. */
  readonly mend: ((bytes: Uint8Array) => void) | null
  readonly pack: (frames: readonly Frame[], warmUp: readonly Frame[]) => Packed
}

const none = (): number => 0

/** Sample formats of QuickTime and Matroska, as WAV knows them. */
const pcm: Readonly<Record<string, { bits: number; isFloat?: true; isBigEndian?: true; flipsSign?: true; tag?: number }>> = {
  'pcm-u8': { bits: 8 }, 'pcm-s8': { bits: 8, flipsSign: true }, 'pcm-s16': { bits: 16 }, 'pcm-s16be': { bits: 16, isBigEndian: true }, 'pcm-s24': { bits: 24 }, 'pcm-s24be': { bits: 24, isBigEndian: true },
  'pcm-s32': { bits: 32 }, 'pcm-s32be': { bits: 32, isBigEndian: true }, 'pcm-f32': { bits: 32, isFloat: true }, 'pcm-f32be': { bits: 32, isFloat: true, isBigEndian: true },
  'pcm-f64': { bits: 64, isFloat: true }, 'pcm-f64be': { bits: 64, isFloat: true, isBigEndian: true }, ulaw: { bits: 8, tag: 7 }, alaw: { bits: 8, tag: 6 },
}

const swap = (bytesPerSample: number) => (bytes: Uint8Array): void => {
  for (let at = 0; at + bytesPerSample <= bytes.byteLength; at += bytesPerSample) bytes.subarray(at, at + bytesPerSample).reverse()
}

const flip = (bytes: Uint8Array): void => bytes.forEach((value, index) => { bytes[index] = value ^ 0x80 })

const words: Readonly<Record<string, string>> = { ac3: 'Dolby AC-3 audio', eac3: 'Dolby E-AC-3 audio', dts: 'DTS audio' }

const unsupported = (codec: string | null): ServiceError =>
  new ServiceError('source-type-unsupported', { what: words[codec ?? ''] ?? (codec === null ? 'a film or recording with a kind of sound that is unknown here (AMR of old phones, or Apple Lossless)' : `${codec} audio`) })

const bytesIn = (described: AllowSharedBufferSource | undefined): Uint8Array | null => {
  if (described === undefined) return null
  return ArrayBuffer.isView(described) ? new Uint8Array(described.buffer, described.byteOffset, described.byteLength) : new Uint8Array(described)
}

interface Track {
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly description: Uint8Array | null
  readonly firstPacket: Uint8Array
}

type Special = Pick<TrackKind, 'sureDecibels' | 'pack'> & Partial<TrackKind>

const opus = ({ description, channels }: Track): Special =>
  ({ sureDecibels: 6, warmUpSeconds: 0.08, frameOverheadBytes: 3, pack: (frames, warmUp) => packOpus(description ?? opusHead(channels), frames, warmUp) })

const vorbis = ({ description, sampleRate }: Track): Special | null =>
  description && { sureDecibels: 6, warmUpSeconds: 0.005, frameOverheadBytes: 4, pack: (frames, warmUp) => packVorbis(description, sampleRate, frames, warmUp) }

const flac = ({ description, sampleRate }: Track): Special | null => description && { sureDecibels: 9, frameOverheadBytes: 0, pack: (frames) => packFlac(description, sampleRate, frames) }

const mp3 = (): Special => ({ sureDecibels: 6, frameOverheadBytes: 0, pack: packMp3 })

/** Measured over 13 minutes of speech in five grades of room noise: from this difference on no cut came to lie in speech (docs/decisions/0019-cutting-aac.md). */
const sureAacDecibels = 18

const aac = ({ description, sampleRate, channels, firstPacket }: Track): Special | null => {
  const head = description ?? adtsDescription(firstPacket)
  return head && { sureDecibels: sureAacDecibels, frameOverheadBytes: 12, skipBytes: description ? none : adtsHeadBytes, pack: (frames) => packM4a({ sampleRate, channels, description: head }, frames) }
}

const samples = ({ codec, sampleRate, channels }: Track): Special => {
  const format = pcm[codec]
  if (!format) throw unsupported(codec)
  const { bits, isFloat, isBigEndian, flipsSign, tag } = format
  const fmt = pcmFmt(channels, sampleRate, bits, isFloat)
  if (tag) new DataView(fmt.buffer, fmt.byteOffset).setUint16(0, tag, true)
  return { sureDecibels: Infinity, frameOverheadBytes: 0, isPacket: false, mend: isBigEndian ? swap(bits / 8) : flipsSign ? flip : null, pack: (frames) => packWav(fmt, mergeParts(frames)) }
}

const codecs: Readonly<Record<string, (track: Track) => Special | null>> = { opus, vorbis, flac, mp3, aac }

/** Finds out how to cut and pack the track; refuses codecs that no accepted container holds. */
export const trackKind = async (track: InputAudioTrack, firstPacket: Uint8Array): Promise<TrackKind> => {
  const codec = await track.getCodec()
  if (codec === null) throw unsupported(codec)
  const [sampleRate, channels, config] = await Promise.all([track.getSampleRate(), track.getNumberOfChannels(), track.getDecoderConfig()])
  const special = (codecs[codec] ?? samples)({ codec, sampleRate, channels, description: bytesIn(config?.description), firstPacket })
  if (!special) throw new ServiceError('audio-damaged')
  return { codec, sampleRate, channels, measure: measureOf(codec, sampleRate, channels), frameOverheadBytes: 1, isPacket: true, skipBytes: none, mend: null, warmUpSeconds: 0, ...special }
}
