import { joinTexts } from './joining'
import type { Segment, Transcript } from './transcript'

/** Texts of a transcript for people to read. */

interface Turn {
  readonly speaker: string
  readonly texts: string[]
}

/** Phrases of one person in a row are one turn. */
const turnsOf = (segments: readonly Segment[]): readonly Turn[] => {
  const turns: Turn[] = []
  for (const { speaker = '', text } of segments) {
    const last = turns[turns.length - 1]
    if (last?.speaker === speaker) last.texts.push(text.trim())
    else turns.push({ speaker, texts: [text.trim()] })
  }
  return turns
}

/** Whether anybody is named. */
export const hasSpeakers = ({ segments }: Pick<Transcript, 'segments'>): boolean => segments?.some(({ speaker }) => speaker) ?? false

/** Paragraphs by speaker when speakers are known, else the text as it is. */
export const renderText = (transcript: Pick<Transcript, 'text' | 'segments'>): string =>
  hasSpeakers(transcript) ? turnsOf(transcript.segments ?? []).map(({ speaker, texts }) => `${speaker && `${speaker}: `}${joinTexts(texts)}`).join('\n') : transcript.text

/** A time as people write it: 0:05, 12:34, 1:02:03. */
export const clockOf = (seconds: number): string => {
  const whole = Math.floor(seconds)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}

/** A line for each phrase: its time, who speaks, the text. */
export const renderTextWithTimes = ({ segments }: Pick<Transcript, 'segments'>): string =>
  (segments ?? []).map(({ start, speaker, text }) => `[${clockOf(start)}] ${speaker ? `${speaker}: ` : ''}${text.trim()}`).join('\n')
