import { joinerOf, type Segment, type Transcript, type Word } from '../../../contract'
import { findSeam } from './seam'
import { nameSpeakers } from './speakers'
import { sumUsage } from './usage'
import { clockTime } from './warnings'

/** One piece of the audio with what was heard in it. */
export interface HeardPiece {
  /** Where its first sample lies in the whole audio. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** How much of its head repeats the piece before; 0 = cut in a pause. */
  readonly overlapSeconds: number
  /** Null when the piece could not be transcribed. Times in it begin at the piece. */
  readonly transcript: Transcript | null
}

/** Nobody speaks more words than this in a second; characters count like words in scripts without spaces. */
const maxWordsPerSecond = 8

/** What stands in the text where a piece is missing. */
export const gapText = (startSeconds: number, endSeconds: number): string => `[… ${clockTime(startSeconds)}–${clockTime(endSeconds)} …]`

/** Sums of binary fractions grow tails that nobody can hear. */
const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

const shift = <T extends { readonly start: number; readonly end: number }>(part: T, seconds: number): T => ({ ...part, start: Math.max(0, milliseconds(part.start + seconds)), end: Math.max(0, milliseconds(part.end + seconds)) })

/** Texts as lists of words, or of characters where the script has no spaces. */
const wordsOf = (text: string, joiner: string): string[] => (joiner === '' ? [...text.replace(/\s+/gu, '')] : text.split(/\s+/u).filter(Boolean))

interface Joined {
  readonly text: string
  readonly segments: readonly Segment[]
  readonly words: readonly Word[]
  readonly endSeconds: number
}

const dropWordsFromStart = (segments: readonly Segment[], count: number, joiner: string): Segment[] => {
  let left = count
  return segments.flatMap((segment) => {
    const words = wordsOf(segment.text, joiner)
    const dropped = Math.min(left, words.length)
    left -= dropped
    return dropped === 0 ? [segment] : dropped === words.length ? [] : [{ ...segment, text: words.slice(dropped).join(joiner) }]
  })
}

const dropWordsFromEnd = (segments: readonly Segment[], count: number, joiner: string): Segment[] => {
  let left = count
  return [...segments].reverse().flatMap((segment) => {
    const words = wordsOf(segment.text, joiner)
    const dropped = Math.min(left, words.length)
    left -= dropped
    return dropped === 0 ? [segment] : dropped === words.length ? [] : [{ ...segment, text: words.slice(0, words.length - dropped).join(joiner) }]
  }).reverse()
}

/** Word times tell on which side of the middle of the overlap a word was spoken. */
const joinWords = (before: readonly Word[], after: readonly Word[], boundary: number): Word[] => {
  const middle = ({ start, end }: Word): number => (start + end) / 2
  return [...before.filter((word) => middle(word) < boundary), ...after.filter((word) => middle(word) >= boundary)]
}

/** Phrases of two pieces do not overlap in time: the later one begins where the earlier one ends. */
const inOrder = (before: readonly Segment[], after: readonly Segment[]): Segment[] => {
  const end = before.at(-1)?.end ?? 0
  return [...before, ...after.map((segment) => (segment.start < end ? { ...segment, start: Math.min(end, segment.end) } : segment))]
}

const append = (joined: Joined, piece: HeardPiece, joiner: string): Joined => {
  const { startSeconds, endSeconds, overlapSeconds, transcript } = piece
  const gap: Segment = { start: Math.max(startSeconds, joined.endSeconds), end: endSeconds, text: gapText(startSeconds, endSeconds) }
  const text = transcript?.text ?? gap.text
  const segments = transcript ? (transcript.segments ?? []).map((segment) => shift(segment, startSeconds)) : [gap]
  const words = (transcript?.words ?? []).map((word) => shift(word, startSeconds))
  const window = overlapSeconds > 0 ? Math.ceil(overlapSeconds * maxWordsPerSecond) + 1 : 0
  const before = wordsOf(joined.text, joiner)
  const after = wordsOf(text, joiner)
  const seam = window === 0 ? { dropFromEnd: 0, dropFromStart: 0 } : findSeam(before.slice(-window), after.slice(0, window))
  const kept = seam.dropFromEnd + seam.dropFromStart === 0
    ? [joined.text, text]
    : [before.slice(0, before.length - seam.dropFromEnd).join(joiner), after.slice(seam.dropFromStart).join(joiner)]
  return {
    text: kept.filter(Boolean).join(joiner),
    segments: inOrder(dropWordsFromEnd(joined.segments, seam.dropFromEnd, joiner), dropWordsFromStart(segments, seam.dropFromStart, joiner)),
    words: window === 0 ? [...joined.words, ...words] : joinWords(joined.words, words, startSeconds + overlapSeconds / 2),
    endSeconds,
  }
}

/** The language that most of the audio is in. */
const languageOf = (pieces: readonly HeardPiece[]): string | null => {
  const seconds = new Map<string, number>()
  pieces.forEach(({ transcript, startSeconds, endSeconds }) => {
    if (transcript?.language && transcript.text) seconds.set(transcript.language, (seconds.get(transcript.language) ?? 0) + endSeconds - startSeconds)
  })
  return [...seconds].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const lengthOf = (pieces: readonly HeardPiece[], durationSeconds: number | null): number | null => {
  const seconds = durationSeconds ?? pieces.at(-1)?.endSeconds
  return seconds === undefined ? null : milliseconds(seconds)
}

/** Makes one transcript of all pieces, in order: times from the start of the whole audio, nothing twice. */
export const joinPieces = (unnamed: readonly HeardPiece[], durationSeconds: number | null): Transcript => {
  const pieces = nameSpeakers(unnamed)
  const language = languageOf(pieces)
  const joiner = joinerOf(language)
  const heard = pieces.flatMap(({ transcript }) => (transcript ? [transcript] : []))
  const joined = pieces.reduce<Joined>((sum, piece) => append(sum, piece, joiner), { text: '', segments: [], words: [], endSeconds: 0 })
  return {
    text: joined.text,
    language,
    durationSeconds: lengthOf(pieces, durationSeconds),
    segments: heard.some(({ segments }) => segments !== null) ? joined.segments : null,
    words: heard.some(({ words }) => words !== null) ? joined.words : null,
    usage: sumUsage(heard.map(({ usage }) => usage)),
  }
}
