import { joinTexts } from '../../../contract'
import type { Transcript } from '../state'

const timed = (value: unknown, seconds: number): unknown => (typeof value === 'number' ? Math.round((value + seconds) * 1000) / 1000 : value)

const shifted = (segment: unknown, seconds: number): unknown => {
  if (typeof segment !== 'object' || segment === null) return segment
  const { start, end, words, ...others } = segment as Record<string, unknown>
  return {
    ...others,
    ...(start !== undefined && { start: timed(start, seconds) }),
    ...(end !== undefined && { end: timed(end, seconds) }),
    ...(Array.isArray(words) && { words: words.map((word) => shifted(word, seconds)) }),
  }
}

/** What became of one phrase, and where it begins in the recording. */
export interface Answered {
  readonly offsetSeconds: number
  readonly transcript: Transcript
}

/** The phrases as one transcript, with the times of the whole recording. */
export const joinPhrases = (phrases: readonly Answered[]): Transcript => ({
  text: joinTexts(phrases.map(({ transcript }) => transcript.text)),
  segments: phrases.flatMap(({ offsetSeconds, transcript }) => transcript.segments.map((segment) => shifted(segment, offsetSeconds))),
  language: phrases.find(({ transcript }) => transcript.language !== '')?.transcript.language ?? '',
})
