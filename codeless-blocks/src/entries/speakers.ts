import { hasSpeakers, type Segment } from '../../../contract'
import { inputError } from '../transcripts/fail'
import { readTranscript, segmentsOf } from '../transcripts/read-transcript'

/** What one person says in a transcript. */
export interface Speaker {
  readonly speaker: string
  readonly seconds: number
  readonly share: number
  readonly turns: number
  readonly start: number
  readonly text: string
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const lengthOf = (segments: readonly Segment[]): number => segments.reduce((sum, { start, end }) => sum + end - start, 0)

/** *Audio: speakers* */
export const run = (transcript: unknown): readonly Speaker[] => {
  const read = readTranscript(transcript)
  const segments = segmentsOf(read)
  if (segments.length > 0 && !hasSpeakers(read)) throw inputError('transcript-without-speakers')
  const named = segments.filter(({ speaker }) => speaker !== undefined)
  const all = lengthOf(named)
  return [...new Set(named.map(({ speaker }) => speaker ?? ''))].map((speaker) => {
    const own = named.filter((segment) => segment.speaker === speaker)
    const turns = named.filter((segment, index) => segment.speaker === speaker && named[index - 1]?.speaker !== speaker).length
    return { speaker, seconds: rounded(lengthOf(own)), share: all === 0 ? 0 : rounded(lengthOf(own) / all), turns, start: own[0]?.start ?? 0, text: own.map(({ text }) => text).join(' ') }
  })
}
