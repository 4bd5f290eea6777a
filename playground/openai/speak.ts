import { findWord } from './vocabulary'

export interface TimedWord {
  readonly word: string
  /** Seconds from the beginning of the audio. */
  readonly start: number
  readonly end: number
}

export interface SpeakOptions {
  /** Hertz, 8000 or more; default 16000. */
  readonly sampleRate?: number
  /** Silence before the first word in seconds; default 2, because recorders and codecs swallow the beginning. */
  readonly leadSeconds?: number
  /** Silence after the last word in seconds; default 2. */
  readonly tailSeconds?: number
  /** Silence between two words in seconds; default 0.15, at least `minGapSeconds`. */
  readonly gapSeconds?: number
  /** Longer silences in seconds, by the index of the word before them: they end a sentence. */
  readonly pausesAfter?: Readonly<Record<number, number>>
  /** Peak from 0 to 1; default 0.5. */
  readonly amplitude?: number
}

export interface Spoken {
  /** One channel, from -1 to 1. */
  readonly samples: Float32Array
  readonly sampleRate: number
  readonly words: readonly TimedWord[]
  readonly durationSeconds: number
}

/** Length of one of the two notes of a word. */
export const noteSeconds = 0.14
/** Silence between the two notes of a word. */
export const noteGapSeconds = 0.03
export const wordSeconds = 2 * noteSeconds + noteGapSeconds
/** A shorter silence between words could be taken for the one inside a word. */
export const minGapSeconds = 0.1

const rampSeconds = 0.012

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** When each word sounds, without making any audio. */
export const timeWords = (words: readonly string[], options: SpeakOptions = {}): { words: TimedWord[]; durationSeconds: number } => {
  const { leadSeconds = 2, tailSeconds = 2, gapSeconds = 0.15, pausesAfter = {} } = options
  if (gapSeconds < minGapSeconds) throw new RangeError(`gapSeconds must be at least ${minGapSeconds}; it was ${gapSeconds}.`)
  const timed: TimedWord[] = []
  let start = leadSeconds
  words.forEach((word, index) => {
    if (!findWord(word)) throw new Error(`"${word}" is not in the vocabulary.`)
    if (word === words[index - 1]) throw new Error(`"${word}" stands twice in a row at ${index}: a doubled word could not be noticed.`)
    timed.push({ word, start: toMilliseconds(start), end: toMilliseconds(start + wordSeconds) })
    start += wordSeconds + (index < words.length - 1 ? (pausesAfter[index] ?? gapSeconds) : 0)
  })
  return { words: timed, durationSeconds: toMilliseconds(start + tailSeconds) }
}

/** Rises and falls softly: a click would sound in every band. */
const addNote = (samples: Float32Array, sampleRate: number, startSeconds: number, hertz: number, amplitude: number): void => {
  const first = Math.round(startSeconds * sampleRate)
  const count = Math.round(noteSeconds * sampleRate)
  const ramp = rampSeconds * sampleRate
  for (let index = 0; index < count; index += 1) {
    const edge = Math.min(1, index / ramp, (count - index) / ramp)
    samples[first + index] = amplitude * Math.sin((Math.PI / 2) * edge) * Math.sin((2 * Math.PI * hertz * index) / sampleRate)
  }
}

/** Says the words: audio whose words and times are known. Refuses unknown words and two equal neighbours. */
export const speak = (words: readonly string[], options: SpeakOptions = {}): Spoken => {
  const { sampleRate = 16_000, amplitude = 0.5 } = options
  const { words: timed, durationSeconds } = timeWords(words, options)
  const samples = new Float32Array(Math.round(durationSeconds * sampleRate))
  for (const { word, start } of timed) {
    const [first, second] = findWord(word)!.notes
    addNote(samples, sampleRate, start, first, amplitude)
    addNote(samples, sampleRate, start + noteSeconds + noteGapSeconds, second, amplitude)
  }
  return { samples, sampleRate, words: timed, durationSeconds }
}
