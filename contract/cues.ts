import { captionRules } from './captions'
import type { Segment, Transcript, Word } from './transcript'
import { balancedLines, chunksOf, isWide } from './text-breaks'

/** One caption: up to two lines, shown from start to end. */
export interface Cue {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
  readonly speaker: string | null
}

/** Seconds between two cues, so that the eye notices the change (two frames at 24 a second). */
const gapSeconds = 2 / 24

const lengthOf = (text: string): number => [...text].length

const limitsOf = (text: string): { line: number; perSecond: number } =>
  isWide(text)
    ? { line: captionRules.maxWideLineCharacters, perSecond: captionRules.maxWideCharactersPerSecond }
    : { line: captionRules.maxLineCharacters, perSecond: captionRules.maxCharactersPerSecond }

interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly lines: readonly string[]
  readonly speaker: string | null
}

/** Marks and spaces stand in texts but not always in words. */
const lettersIn = (text: string): number => lengthOf(text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ''))

/** A piece of a phrase begins with its first word: at that word's own time when it is known, else in proportion to the characters before it. */
const startsOf = (chunks: readonly string[], { start, end }: Segment, words: readonly Word[]): number[] => {
  const inside = words.filter((word) => word.start >= start - 0.01 && word.end <= end + 0.01)
  const total = Math.max(1, chunks.reduce((sum, chunk) => sum + lengthOf(chunk), 0))
  let characters = 0
  let letters = 0
  let wordIndex = 0
  let lettersOfWords = 0
  return chunks.map((chunk) => {
    const proportional = start + ((end - start) * characters) / total
    while (wordIndex < inside.length && lettersOfWords < letters) lettersOfWords += lettersIn(inside[wordIndex++]?.word ?? '')
    characters += lengthOf(chunk)
    letters += lettersIn(chunk)
    return inside[wordIndex]?.start ?? proportional
  })
}

/** Two full lines hold less than twice a line when no word ends at the break: such text is cut a little shorter. */
const fittingChunks = (text: string, characters: number, line: number): string[] => {
  const chunks = chunksOf(text, characters)
  const fits = chunks.every((chunk) => balancedLines(chunk, line).length <= captionRules.maxLines)
  return fits || characters <= line ? chunks : fittingChunks(text, Math.max(line, characters - 4), line)
}

const piecesOf = (segment: Segment, words: readonly Word[]): Piece[] => {
  const { line } = limitsOf(segment.text)
  const seconds = segment.end - segment.start
  const byTime = Math.ceil(seconds / captionRules.maxSeconds)
  const characters = Math.min(line * captionRules.maxLines, Math.max(line, Math.ceil(lengthOf(segment.text) / Math.max(1, byTime))))
  const chunks = fittingChunks(segment.text, characters, line)
  const starts = startsOf(chunks, segment, words)
  return chunks.map((text, index) => ({
    text, lines: balancedLines(text, line), speaker: segment.speaker ?? null, start: starts[index] ?? segment.start, end: starts[index + 1] ?? segment.end,
  }))
}

/** Long enough to be read, as far as the next cue allows; never beyond it. */
const endOf = (piece: Piece, nextStart: number): number => {
  const wanted = Math.max(captionRules.minSeconds, lengthOf(piece.text) / limitsOf(piece.text).perSecond)
  const end = Math.max(piece.end, Math.min(piece.start + wanted, nextStart - gapSeconds))
  return Math.max(piece.start + 0.001, Math.min(end, nextStart, piece.start + Math.max(captionRules.maxSeconds, wanted)))
}

/** Makes captions of a transcript with times: readable lines, reading speed, no overlap, never an empty cue. */
export const cuesOf = ({ segments, words }: Transcript): Cue[] => {
  const phrases = [...(segments ?? [])].filter(({ text }) => text.trim() !== '').sort((a, b) => a.start - b.start)
  const pieces = phrases.flatMap((segment) => piecesOf(segment, words ?? []))
  const cues: Cue[] = []
  pieces.forEach((piece, index) => {
    const nextStart = pieces[index + 1]?.start ?? Infinity
    const start = Math.max(piece.start, cues[cues.length - 1]?.end ?? 0)
    const end = Math.max(start + 0.001, endOf({ ...piece, start }, Math.max(nextStart, start + 0.001)))
    cues.push({ start, end, lines: piece.lines, speaker: piece.speaker })
  })
  return cues
}
