import { joinTexts, tokensOf, type Segment, type Transcript, type Word } from '../../../contract'
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

/** A text of a piece, or a phrase. */
interface Said {
  readonly text: string
}

/** What has been joined so far; it grows at its end only, so that the length of the audio makes no piece dearer. */
interface Joined {
  readonly texts: Said[]
  readonly segments: Segment[]
  readonly words: Word[]
  endSeconds: number
}

const withoutLast = (text: string, count: number): string => {
  const tokens = tokensOf(text)
  return count === 0 ? text : text.slice(0, tokens[tokens.length - count - 1]?.end ?? 0)
}

const withoutFirst = (text: string, count: number): string => (count === 0 ? text : text.slice(tokensOf(text)[count]?.start ?? text.length))

const dropFromEnd = <T extends Said>(list: T[], count: number): void => {
  for (let left = count; left > 0 && list.length > 0; ) {
    const last = list.pop() as T
    const { length } = tokensOf(last.text)
    if (length > left) list.push({ ...last, text: withoutLast(last.text, left) })
    left -= length
  }
}

const dropFromStart = <T extends Said>(list: readonly T[], count: number): T[] => {
  let left = count
  return list.flatMap((said) => {
    const { length } = tokensOf(said.text)
    const dropped = Math.min(left, length)
    left -= dropped
    return dropped === 0 ? [said] : dropped === length ? [] : [{ ...said, text: withoutFirst(said.text, dropped) }]
  })
}

const middleOf = ({ start, end }: Word): number => (start + end) / 2

/** Word times tell on which side of the middle of the overlap a word was spoken; null = nothing overlaps. */
const addWords = (words: Word[], more: readonly Word[], boundary: number | null): void => {
  while (boundary !== null && words.length > 0 && middleOf(words[words.length - 1]!) >= boundary) words.pop()
  for (const word of more) if (boundary === null || middleOf(word) >= boundary) words.push(word)
}

/** Phrases of two pieces do not overlap in time: the later one begins where the earlier one ends. */
const addSegments = (segments: Segment[], more: readonly Segment[]): void => {
  const end = segments.at(-1)?.end ?? 0
  for (const segment of more) segments.push(segment.start < end ? { ...segment, start: Math.min(end, segment.end) } : segment)
}

const noSeam = { dropFromEnd: 0, dropFromStart: 0 }

const lastWords = (texts: readonly Said[], count: number): string[] => {
  const words: string[] = []
  for (let index = texts.length - 1; index >= 0 && words.length < count; index -= 1) words.unshift(...tokensOf(texts[index]!.text).map(({ text }) => text))
  return words.slice(-count)
}

/** What both sides of a cut have heard; times that lie apart tell that it is nothing, whatever the words are. */
const seamOf = ({ texts, segments }: Joined, text: string, more: readonly Segment[], overlapSeconds: number): typeof noSeam => {
  if (overlapSeconds <= 0 || (segments.at(-1)?.end ?? Infinity) < (more[0]?.start ?? -Infinity)) return noSeam
  const window = Math.ceil(overlapSeconds * maxWordsPerSecond) + 1
  return findSeam(lastWords(texts, window), tokensOf(text).slice(0, window).map((token) => token.text))
}

const append = (joined: Joined, { startSeconds, endSeconds, overlapSeconds, transcript }: HeardPiece): void => {
  const { texts, segments, words } = joined
  const gap: Segment = { start: Math.max(startSeconds, joined.endSeconds), end: endSeconds, text: gapText(startSeconds, endSeconds) }
  const text = transcript?.text ?? gap.text
  const more = transcript ? (transcript.segments ?? []).map((segment) => shift(segment, startSeconds)) : [gap]
  const seam = seamOf(joined, text, more, overlapSeconds)
  dropFromEnd(texts, seam.dropFromEnd)
  texts.push(...dropFromStart([{ text }], seam.dropFromStart))
  dropFromEnd(segments, seam.dropFromEnd)
  addSegments(segments, dropFromStart(more, seam.dropFromStart))
  addWords(words, (transcript?.words ?? []).map((word) => shift(word, startSeconds)), overlapSeconds > 0 ? startSeconds + overlapSeconds / 2 : null)
  joined.endSeconds = endSeconds
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
  const heard = pieces.flatMap(({ transcript }) => (transcript ? [transcript] : []))
  const joined: Joined = { texts: [], segments: [], words: [], endSeconds: 0 }
  for (const piece of pieces) append(joined, piece)
  return {
    text: joinTexts(joined.texts.map(({ text }) => text)),
    language: languageOf(pieces),
    durationSeconds: lengthOf(pieces, durationSeconds),
    segments: heard.some(({ segments }) => segments !== null) ? joined.segments : null,
    words: heard.some(({ words }) => words !== null) ? joined.words : null,
    usage: sumUsage(heard.map(({ usage }) => usage)),
  }
}
