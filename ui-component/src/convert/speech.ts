import { BlobSource, BufferTarget, Conversion, FLAC, Input, MATROSKA, MP3, MP4, OGG, OggOutputFormat, Output, QTFF, WAVE, WEBM, type InputFormat, type InputAudioTrack } from 'mediabunny'
import { speechBitsPerSecond } from './door'

/** Named one by one: all that the library knows would make the part a third larger. */
const calmFormats = [WAVE, MP3, MP4, QTFF, OGG, FLAC]
/** Damaged files of these can keep the reader busy for ever: only where it can be stopped from outside. */
const riskyFormats = [WEBM, MATROSKA]

/** The rates that Opus knows. */
const opusHertz = [8_000, 12_000, 16_000, 24_000, 48_000]

const hertzFor = (hertz: number): number => opusHertz.find((possible) => possible >= hertz) ?? 48_000

/** How a file is made small. */
export interface SpeechWish {
  readonly audio: Blob
  /** Whether this thread can be killed. */
  readonly isKillable: boolean
  readonly signal?: AbortSignal
  /** From 0 to 1. */
  onProgress(part: number): void
}

const soundIn = async (input: Input<BlobSource>): Promise<InputAudioTrack> => {
  const track = await input.getPrimaryAudioTrack()
  if (!track) throw new Error('it has no sound')
  return track
}

const formatsFor = (isKillable: boolean): InputFormat[] => (isKillable ? [...calmFormats, ...riskyFormats] : calmFormats)

/** The speech of a file or film as Opus in Ogg, mono. Rejects when there is no sound that the browser can decode. */
export const speechOf = async ({ audio, isKillable, signal, onProgress }: SpeechWish): Promise<ArrayBuffer> => {
  const input = new Input({ source: new BlobSource(audio), formats: formatsFor(isKillable) })
  try {
    const track = await soundIn(input)
    const target = new BufferTarget()
    const conversion = await Conversion.init({
      input,
      output: new Output({ format: new OggOutputFormat(), target }),
      video: { discard: true },
      audio: ({ id }) => (id === track.id ? { codec: 'opus', bitrate: speechBitsPerSecond, numberOfChannels: 1, sampleRate: hertzFor(track.sampleRate), forceTranscode: true } : { discard: true }),
      showWarnings: false,
    })
    if (!conversion.isValid) throw new Error(`it cannot be converted: ${conversion.discardedTracks.map(({ reason }) => reason).join(', ')}`)
    conversion.onProgress = onProgress
    signal?.addEventListener('abort', () => void conversion.cancel())
    await conversion.execute()
    if (!target.buffer) throw new Error('nothing came out')
    return target.buffer
  } finally {
    input.dispose()
  }
}
