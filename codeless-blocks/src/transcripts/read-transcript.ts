import { isGiven, isWide, quote, type Segment, type Transcript, type Word } from '../../../contract'
import { inputError } from './fail'

/** What a block gets as a transcript, with what the answer tells about its making. */
export interface GivenTranscript extends Transcript {
  readonly model: string | null
  /** Absent when the transcript tells nothing about it; null when its price is not known. */
  readonly cost?: number | null
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A phrase without usable times would stand somewhere wrong: it is left out. */
const timed = <T>(raw: unknown, make: (item: Readonly<Record<string, unknown>>, start: number, end: number) => T | null): T[] =>
  (Array.isArray(raw) ? raw : []).flatMap((item: unknown) => {
    if (!isRecord(item)) return []
    const [start, end] = [numberOf(item.start), numberOf(item.end)]
    const made = start === null || end === null ? null : make(item, Math.max(0, start), Math.max(start, end))
    return made === null ? [] : [made]
  })

const segmentOf = ({ text, speaker }: Readonly<Record<string, unknown>>, start: number, end: number): Segment | null =>
  typeof text === 'string' && text.trim() !== '' ? { start, end, text: text.trim(), ...(typeof speaker === 'string' && speaker !== '' && { speaker }) } : null

const wordOf = ({ word }: Readonly<Record<string, unknown>>, start: number, end: number): Word | null => (typeof word === 'string' && word.trim() !== '' ? { start, end, word: word.trim() } : null)

const joined = (segments: readonly Segment[]): string => {
  const texts = segments.map(({ text }) => text)
  return texts.join(isWide(texts.join('')) ? '' : ' ')
}

const byStart = (a: { readonly start: number }, b: { readonly start: number }): number => a.start - b.start

const ofObject = (given: Readonly<Record<string, unknown>>): GivenTranscript => {
  const segments = timed(given.segments, segmentOf).sort(byStart)
  const words = timed(given.words, wordOf).sort(byStart)
  const text = typeof given.text === 'string' ? given.text : joined(segments)
  const isSilent = text.trim() === '' && Array.isArray(given.segments)
  return {
    text, language: typeof given.language === 'string' ? given.language : null, model: typeof given.model === 'string' ? given.model : null,
    durationSeconds: numberOf(given.durationSeconds) ?? numberOf(given.duration), usage: null,
    segments: segments.length > 0 || isSilent ? segments : null, words: words.length > 0 ? words : null,
    ...('cost' in given && { cost: numberOf(given.cost) }),
  }
}

const isTranscript = (value: unknown): value is Readonly<Record<string, unknown>> => isRecord(value) && (typeof value.text === 'string' || Array.isArray(value.segments))

/** A column of a table may hold the whole answer as text. */
const parsed = (text: string): unknown => {
  try {
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : text
  } catch {
    return text
  }
}

/**
 * Reads whatever a block may get as a transcript: the answer of a service, a verbose_json answer, a list of segments, any of these as JSON, or plain text.
 * The SDK turns a text like 42 into a number.
 */
export const readTranscript = (given: unknown): GivenTranscript => {
  if (!isGiven(given)) throw inputError('transcript-missing')
  const value = typeof given === 'string' ? parsed(given) : given
  if (isTranscript(value)) return ofObject(value)
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return ofObject({ segments: value })
  if (typeof given === 'string' || typeof given === 'number') return ofObject({ text: String(given) })
  throw inputError('transcript-unreadable', { value: quote(given) })
}

/** The phrases of a transcript; an error when it tells no times. */
export const segmentsOf = ({ segments }: Transcript): readonly Segment[] => {
  if (segments === null) throw inputError('transcript-without-times')
  return segments
}
