import { maxBytesInFlight } from '../../../contract'
import type { Piece } from '../audio/split/types'
import { ServiceError } from '../errors'
import type { HeardPiece } from '../join/join'
import type { Transcript } from '../transcript'
import type { Lanes } from './lanes'

/** A piece that could not be transcribed, however often it was tried. */
export interface LostPiece {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly error: ServiceError
}

export interface Heard {
  /** In order. */
  readonly pieces: readonly HeardPiece[]
  readonly lost: readonly LostPiece[]
  /** Where the source broke off after something was heard; null = it did not. */
  readonly brokenAt: number | null
  /** Audio that was sent, overlaps included. */
  readonly sentSeconds: number
}

/** What sending needs besides the pieces. */
export interface SendingPieces {
  readonly lanes: Lanes
  /** The end of the text so far is told to the next piece; only with one lane. */
  readonly carryContext: boolean
  /** Whether a lost piece leaves a gap instead of ending the call. */
  readonly mayHaveGaps: boolean
  readonly send: (piece: Piece, context: string) => Promise<Transcript>
}

/** Enough to go on in the same words, far below what any model reads. */
const contextCharacters = 400

/** Failures of one request: the next piece may fare better. Everything else would meet every piece. */
const onlyThisPiece: readonly string[] = ['upstream-busy', 'upstream-failed', 'upstream-unreachable', 'upstream-nonsense', 'upstream-refused', 'audio-damaged', 'audio-too-long', 'audio-too-large-for-service']

/** A piece without any speech. */
export const nothingHeard: Transcript = { text: '', language: null, durationSeconds: null, segments: null, words: null, usage: null }

/** A slip of sound at the end is not worth an error. */
export const isTooShort = (error: unknown): boolean => error instanceof ServiceError && error.key === 'audio-too-short'

/** Whether an error says nothing about the other pieces. */
export const isOnlyThisPiece = (error: unknown): error is ServiceError => error instanceof ServiceError && onlyThisPiece.includes(error.key)

/** Whether a source has ended before its end. */
export const isBrokenSource = (error: unknown): error is ServiceError => error instanceof ServiceError && ['source-cut-off', 'source-too-slow', 'audio-damaged'].includes(error.key)

class Memory {
  #bytes = 0
  #wake: (() => void) | null = null

  /** Waits until a piece may be held beside the others; one alone always may. */
  async take(byteLength: number): Promise<void> {
    while (this.#bytes > 0 && this.#bytes + byteLength > maxBytesInFlight) await new Promise<void>((wake) => { this.#wake = wake })
    this.#bytes += byteLength
  }

  give(byteLength: number): void {
    this.#bytes -= byteLength
    this.#wake?.()
  }
}

/** Sends pieces side by side and answers them in order. The first failure that would meet every piece ends all. */
export const sendPieces = async (pieces: AsyncIterable<Piece>, { lanes, carryContext, mayHaveGaps, send }: SendingPieces): Promise<Heard> => {
  const heard: HeardPiece[] = []
  const lost: LostPiece[] = []
  const memory = new Memory()
  const running: Promise<void>[] = []
  let fatal: { readonly error: unknown } | null = null
  let context = ''

  const sendOne = async (piece: Piece, place: number, leave: () => void): Promise<void> => {
    const { startSeconds, endSeconds, overlapSeconds } = piece
    try {
      const transcript = await send(piece, context).catch((error: unknown) => {
        if (isTooShort(error)) return nothingHeard
        throw error
      })
      heard[place] = { startSeconds, endSeconds, overlapSeconds, transcript }
      if (carryContext) context = transcript.text.slice(-contextCharacters)
    } catch (error) {
      if (mayHaveGaps && isOnlyThisPiece(error)) {
        heard[place] = { startSeconds, endSeconds, overlapSeconds, transcript: null }
        lost.push({ startSeconds, endSeconds, error })
      } else fatal ??= { error }
    } finally {
      memory.give(piece.file.byteLength)
      leave()
    }
  }

  let sentSeconds = 0
  let endSeconds = 0
  let brokenAt: number | null = null
  try {
    for await (const piece of pieces) {
      await memory.take(piece.file.byteLength)
      const leave = await lanes.enter()
      if (fatal) break
      sentSeconds += piece.endSeconds - piece.startSeconds
      endSeconds = piece.endSeconds
      running.push(sendOne(piece, running.length, leave))
    }
  } catch (error) {
    // What has been sent is paid for: it is answered although the rest never came.
    if (mayHaveGaps && running.length > 0 && isBrokenSource(error)) brokenAt = endSeconds
    else fatal ??= { error }
  }
  await Promise.all(running)
  const ended = fatal
  if (ended) throw ended.error
  const [first] = lost
  if (first && lost.length === heard.length) throw first.error
  return { pieces: heard, lost: lost.sort((a, b) => a.startSeconds - b.startSeconds), brokenAt, sentSeconds }
}
