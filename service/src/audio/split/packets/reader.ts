import type { Container } from '../../../../../contract'
import { ServiceError } from '../../../errors'
import type { ByteStream } from '../byte-stream'
import type { ContainerReader } from '../container-reader'
import type { AudioFacts, AudioSource } from '../types'
import { asDamaged, framesOf } from './frames'
import type { EncodedPacketSink, Input, InputAudioTrack } from './mediabunny'
import { flattenChunks } from './sample-table'
import { trackKind, type TrackKind } from './track'
import { Window } from './window'

const headBytes = 64 * 1024
const minBitsPerSecond = 6_000
const maxBitsPerSecond = 5_000_000

/** Recorders write a length before they know it: what no real audio can have is not believed. */
const isPlausible = (seconds: number, byteLength: number | null): boolean => {
  const bits = byteLength === null ? null : (byteLength * 8) / seconds
  return seconds >= 1 || (byteLength !== null && byteLength < 100_000) ? bits === null || (bits >= minBitsPerSecond && bits <= maxBitsPerSecond) : false
}

const durationOf = async (track: InputAudioTrack, container: Container, { byteLength, read }: AudioSource): Promise<{ seconds: number | null; isSure: boolean }> => {
  const told = await track.getDurationFromMetadata()
  if (told !== null && isPlausible(told, byteLength)) return { seconds: told, isSure: true }
  // The last page of Ogg tells, and a look there costs nothing; other containers would have to be read to their end.
  if (container !== 'ogg' || read === null) return { seconds: null, isSure: false }
  const seconds = await track.computeDuration().catch(() => 0)
  return { seconds: seconds > 0 ? seconds : null, isSure: seconds > 0 }
}

const openTrack = async (window: Window): Promise<{ input: Input; track: InputAudioTrack; sink: EncodedPacketSink }> => {
  const { ADTS, EncodedPacketSink, FLAC, Input, MATROSKA, MP4, OGG, QTFF, Source, WEBM } = await import('./mediabunny')
  // These three are all that a source needs; they are not part of the published types, so the version is pinned and the tests run through them.
  class WindowSource extends (Source as unknown as new () => object) {
    _getFileSize(): number | null {
      return window.byteLength
    }

    _read(start: number, end: number): unknown {
      return window.read(start, end)
    }

    _dispose(): void {}
  }
  const input = new Input({ source: new WindowSource() as unknown as InstanceType<typeof Source>, formats: [MP4, QTFF, WEBM, MATROSKA, OGG, FLAC, ADTS] })
  const track = await input.getPrimaryAudioTrack()
  if (!track) {
    const hasPictures = (await input.getVideoTracks()).length > 0
    input.dispose()
    throw new ServiceError(hasPictures ? 'source-has-no-sound' : 'audio-damaged')
  }
  return { input, track, sink: new EncodedPacketSink(track) }
}

const factsOf = async (container: Container, kind: TrackKind, track: InputAudioTrack, source: AudioSource): Promise<AudioFacts> => {
  const { seconds, isSure } = await durationOf(track, container, source)
  return {
    container, codec: kind.codec, durationSeconds: seconds, durationIsSure: isSure,
    sampleRate: kind.sampleRate, channels: kind.channels, byteLength: source.byteLength, isSeekable: source.read !== null,
  }
}

/** Everything but MP3 and WAV: packets are found by mediabunny, and packed by us. */
export const openPackets = async (container: Container, source: AudioSource, stream: ByteStream): Promise<ContainerReader> => {
  const window = new Window(source, stream)
  try {
    const { input, track, sink } = await openTrack(window)
    const first = await sink.getFirstPacket()
    if (!first) throw new ServiceError('audio-damaged')
    const kind = await trackKind(track, first.data)
    if (container === 'mp4' && kind.isPacket) flattenChunks(track)
    const facts = await factsOf(container, kind, track, source)
    const { sureDecibels, warmUpSeconds, frameOverheadBytes } = kind
    return {
      facts,
      rules: { headBytes, frameOverheadBytes, sureDecibels, warmUpSeconds },
      frames: (from) => framesOf(sink, kind, window, source, from),
      pack: kind.pack,
      close: () => {
        input.dispose()
        stream.close()
      },
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'AbortError' ? error : asDamaged(error)
  }
}
