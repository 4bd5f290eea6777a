import type { ServiceError } from '../../errors'
import type { AudioFile } from '../../source/body'

/** Bytes of an audio file, read once from the beginning; what `openSource` answers for long audio fits, and so does a file in memory (`sourceOf`). */
export interface AudioSource {
  /** Null when nobody tells. */
  readonly byteLength: number | null
  chunks(): AsyncIterable<Uint8Array>
  /** Reads bytes out of turn; null when that is not possible. May answer fewer bytes at the end of the file. */
  readonly read: ((from: number, to: number) => Promise<Uint8Array>) | null
}

/** What is known of the audio before the first piece is made. */
export interface AudioFacts {
  /** In the words of the bytes: mp3, wav, mp4, ogg, webm, flac, aac. */
  readonly container: string
  readonly codec: string
  /** Null when only reading everything would tell. */
  readonly durationSeconds: number | null
  /** False where the number is a guess, or the file has reason to lie. */
  readonly durationIsSure: boolean
  readonly sampleRate: number
  readonly channels: number
  readonly byteLength: number | null
  /** Pieces can be made from the middle without reading what lies before it. */
  readonly isSeekable: boolean
}

/** Where the next piece begins: plain data, so that a job can keep it and go on in another run. The same cursor always gives the same piece. */
export interface SplitCursor {
  readonly index: number
  readonly seconds: number
  /** Null where the container finds the place by its time. */
  readonly byte: number | null
  /** How much of the head of the next piece repeats the former one. */
  readonly overlapSeconds: number
}

/** What the pieces must be like. */
export interface SplitWish {
  readonly maxBytes: number
  readonly maxSeconds: number
  /** No piece is made shorter than this unless the audio itself ends or falls silent. */
  readonly minSeconds?: number
  /** `limit`: as long as allowed, cut at the best pause before the limit. `pauses`: at the first sure pause after `minSeconds`. */
  readonly cutAt: 'limit' | 'pauses'
  /** Long silence is left out: pieces leave gaps. */
  readonly skipSilence: boolean
  /** Begins here instead of at the beginning. */
  readonly from?: SplitCursor
}

/** Silence that is in no piece. */
export interface SilentRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** A valid file of its own, cut out of the audio without decoding it. */
export interface Piece {
  readonly index: number
  /** Where its first sample lies in the whole audio; can be a few milliseconds below 0 where an encoder puts its delay first. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** How much of its head repeats the piece before; 0 = cut in a sure pause, or after silence that was left out. */
  readonly overlapSeconds: number
  /** Where sound begins and ends in it, from the whole audio's start; the edges of the piece where that cannot be told. */
  readonly soundStartSeconds: number
  readonly soundEndSeconds: number
  /** The bytes, ready to be sent. */
  readonly file: AudioFile
  readonly fileName: string
  readonly mimeType: string
  /** Where to go on after it; null after the last piece. */
  readonly next: SplitCursor | null
  /** Why the source ends with it, if it broke off there: read again, it may go on. */
  readonly brokenBy?: ServiceError
}

/** The pieces in order, made one at a time as they are asked for. */
export interface Splitting extends AsyncIterable<Piece> {
  /** What was left out so far; complete after the last piece. */
  readonly silent: readonly SilentRange[]
  /** How far the audio was read; its true length after the last piece. */
  readonly endSeconds: number
}

/** Audio that has been looked at and can be cut. */
export interface OpenAudio {
  readonly facts: AudioFacts
  /** May be called once. */
  split(wish: SplitWish, signal: AbortSignal): Splitting
  close(): void
}

/** `openAudio(source, signal)` of `split/open.ts`: looks at the first bytes (and the index) and answers how to cut. */
export type OpensAudio = (source: AudioSource, signal: AbortSignal) => Promise<OpenAudio>
