import { maxAudioBytes } from '../../../contract'
import { openAudio } from '../audio/split/open'
import { sourceOf } from '../audio/split/source-of'
import type { Piece } from '../audio/split/types'
import type { KnownSpeaker } from '../openai/request'
import { nameOfKnown, speakersIn } from '../join/speakers'
import type { Segment, Transcript } from '../transcript'

/** What the transcription service takes: so many speakers, each with a clip of 2 to 10 s. */
const maxSpeakers = 4
const minClipSeconds = 2
const maxClipSeconds = 5
/** So much of a clip must be this speaker's: another voice in it would teach the wrong one. */
const minPurity = 0.9

interface Clip {
  readonly start: number
  readonly end: number
  readonly dataUrl: string
}

const clipsOf = async ({ file }: Piece, signal: AbortSignal): Promise<Clip[]> => {
  const audio = await openAudio(sourceOf(file.pieces), signal)
  const clips: Clip[] = []
  try {
    for await (const { startSeconds, endSeconds, file: clip } of audio.split({ maxBytes: maxAudioBytes, maxSeconds: maxClipSeconds, minSeconds: minClipSeconds, cutAt: 'limit', skipSilence: false }, signal)) {
      if (endSeconds - startSeconds >= minClipSeconds) clips.push({ start: startSeconds, end: endSeconds, dataUrl: `data:${clip.type.mimeType};base64,${Buffer.from(clip.bytes).toString('base64')}` })
    }
  } finally {
    audio.close()
  }
  return clips
}

const secondsIn = ({ start, end }: Clip, segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + Math.max(0, Math.min(end, segment.end) - Math.max(start, segment.start)), 0)

/** The clip with the most speech of one speaker and hardly any of another. */
export const bestClip = (clips: readonly Clip[], segments: readonly Segment[], speaker: string): Clip | null => {
  const own = segments.filter((segment) => segment.speaker === speaker)
  const pure = clips.map((clip) => ({ clip, seconds: secondsIn(clip, own), all: secondsIn(clip, segments) })).filter(({ seconds, all }) => seconds > 0 && seconds >= all * minPurity)
  return pure.sort((a, b) => b.seconds - a.seconds)[0]?.clip ?? null
}

/**
 * Tells the service who speaks: it names speakers anew for each piece, so every later one is sent with the voices of the first.
 * What they are called in the end is decided when all pieces are there (join/speakers.ts).
 */
export class Voices {
  readonly #known: Promise<readonly KnownSpeaker[]>
  #tell: (speakers: readonly KnownSpeaker[]) => void = () => undefined

  /** With the voices of a first piece that was heard before. */
  constructor(known: readonly KnownSpeaker[] | null = null) {
    this.#known = new Promise((tell) => { this.#tell = tell })
    if (known) this.#tell(known)
  }

  /** The voices of the first piece, once it has been heard. */
  get known(): Promise<readonly KnownSpeaker[]> {
    return this.#known
  }

  /** Sends the first piece as it is, and every other one with the voices of the first. */
  async hear<T extends { readonly transcript: Transcript }>(piece: Piece, send: (known: readonly KnownSpeaker[]) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (piece.index > 0) return send(await this.#known)
    try {
      const heard = await send([])
      this.#tell(await learn(piece, heard.transcript, signal))
      return heard
    } finally {
      // Without the first piece the others are sent all the same; telling twice changes nothing.
      this.#tell([])
    }
  }
}

const learn = async (piece: Piece, transcript: Transcript, signal: AbortSignal): Promise<KnownSpeaker[]> => {
  const labels = speakersIn(transcript)
  const clips = labels.length > 0 ? await clipsOf(piece, signal).catch(() => []) : []
  return labels.slice(0, maxSpeakers).flatMap((label) => {
    const clip = bestClip(clips, transcript.segments ?? [], label)
    return clip ? [{ name: nameOfKnown(label), reference: clip.dataUrl }] : []
  })
}
