import { maxAudioBytes } from '../../../contract'
import { openAudio } from '../audio/split/open'
import { sourceOf } from '../audio/split/source-of'
import type { Piece } from '../audio/split/types'
import type { KnownSpeaker } from '../openai/request'
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

const speakersIn = ({ segments }: Transcript): string[] => [...new Set((segments ?? []).flatMap(({ speaker }) => speaker ?? []))]

/** A name that the service cannot give to somebody new: it calls those A, B, C. */
const nameFor = (label: string): string => `known-${label}`

/**
 * Keeps speakers the same over all pieces: the service names them anew for each, so it is told the voices of the first one.
 * A voice that comes later gets the next free letter, and cannot be followed from piece to piece.
 */
export class Voices {
  readonly #known: Promise<readonly KnownSpeaker[]>
  #tell: (speakers: readonly KnownSpeaker[]) => void = () => undefined
  #letters = 0

  constructor() {
    this.#known = new Promise((tell) => { this.#tell = tell })
  }

  /** Sends the first piece as it is, and every other one with the voices of the first. */
  async hear(piece: Piece, send: (known: readonly KnownSpeaker[]) => Promise<Transcript>, signal: AbortSignal): Promise<Transcript> {
    if (piece.index > 0) {
      const known = await this.#known
      return this.#rename(await send(known), known)
    }
    try {
      const transcript = await send([])
      this.#tell(await this.#learn(piece, transcript, signal))
      return transcript
    } finally {
      // Without the first piece the others are sent all the same; telling twice changes nothing.
      this.#tell([])
    }
  }

  async #learn(piece: Piece, transcript: Transcript, signal: AbortSignal): Promise<KnownSpeaker[]> {
    const labels = speakersIn(transcript)
    this.#letters = labels.length
    const clips = labels.length > 0 ? await clipsOf(piece, signal).catch(() => []) : []
    return labels.slice(0, maxSpeakers).flatMap((label) => {
      const clip = bestClip(clips, transcript.segments ?? [], label)
      return clip ? [{ name: nameFor(label), reference: clip.dataUrl }] : []
    })
  }

  /** The names of a later piece in the letters of the whole. */
  #rename(transcript: Transcript, known: readonly KnownSpeaker[]): Transcript {
    const letters = new Map(known.map(({ name }) => [name, name.slice(nameFor('').length)]))
    const letterOf = (speaker: string): string => {
      const letter = letters.get(speaker) ?? String.fromCharCode(65 + Math.min(25, this.#letters++))
      letters.set(speaker, letter)
      return letter
    }
    const rename = (segment: Segment): Segment => (segment.speaker === undefined ? segment : { ...segment, speaker: letterOf(segment.speaker) })
    return { ...transcript, segments: transcript.segments?.map(rename) ?? null }
  }
}
