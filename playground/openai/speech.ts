import type { InventedSegment } from './protocol'
import type { TimedWord } from './speak'
import { findWord } from './vocabulary'

/** Silence in seconds that ends a segment. */
const segmentPauseSeconds = 0.5
const maxSegmentSeconds = 30

export interface SpeechSegment {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Who speaks, apart from any name. */
  readonly voice: Voice
  readonly words: readonly TimedWord[]
  readonly noSpeechProb: number
  readonly avgLogprob: number
  readonly compressionRatio: number
}

/** What an engine found in the audio, before it is written in one of the wire formats. */
export interface Speech {
  /** ISO-639-1 code. */
  readonly language: string
  readonly durationSeconds: number
  readonly segments: readonly SpeechSegment[]
}

export type Voice = 'low' | 'high'

/** Low words belong to one speaker, high words to another. */
export const voiceOf = (word: string): Voice => findWord(word)?.voice ?? 'low'

/** Groups words that are not parted by a pause; `byVoice` also parts them where the voice changes. */
export const groupWords = (words: readonly TimedWord[], byVoice: boolean): TimedWord[][] => {
  const groups: TimedWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const follows = group && last && word.start - last.end < segmentPauseSeconds && word.end - group[0]!.start <= maxSegmentSeconds
      && (!byVoice || voiceOf(word.word) === voiceOf(last.word))
    if (follows) group.push(word)
    else groups.push([word])
  }
  return groups
}

/** One segment of trustworthy speech. */
export const spokenSegment = (words: readonly TimedWord[], say: (word: string) => string): SpeechSegment => {
  const said = words.map((word) => ({ ...word, word: say(word.word) }))
  return {
    start: words[0]!.start, end: words.at(-1)!.end, text: said.map(({ word }) => word).join(' '), words: said,
    voice: voiceOf(words[0]!.word), noSpeechProb: 0.01, avgLogprob: -0.18, compressionRatio: 1.3,
  }
}

/** A segment that a script asks for although nobody said it. */
export const inventedSegment = ({ text, start, end, noSpeechProb = 0.92, avgLogprob = -1.1, compressionRatio = 0.9 }: InventedSegment): SpeechSegment => {
  const parts = text.split(/\s+/).filter(Boolean)
  const step = (end - start) / Math.max(1, parts.length)
  const words = parts.map((word, index) => ({ word, start: start + index * step, end: start + (index + 1) * step }))
  return { start, end, text, words, voice: 'low', noSpeechProb, avgLogprob, compressionRatio }
}

export const inOrder = (segments: readonly SpeechSegment[]): SpeechSegment[] => [...segments].sort((a, b) => a.start - b.start)

/** The whole text as one line. */
export const textOf = ({ segments }: Speech): string => segments.map(({ text }) => text).join(' ')
