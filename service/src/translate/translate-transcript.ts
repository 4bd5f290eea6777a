import { joinTexts, warn, type Warning } from '../../../contract'
import type { Transcript } from '../transcript'
import { translateLines } from './translate-lines'

type Ask = (system: string, user: string) => Promise<string>

/** Without segments the sentences are the lines: short enough to be checked, long enough to make sense. */
const sentencesOf = (text: string, language: string | null): string[] =>
  [...new Intl.Segmenter(language ?? 'und', { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment.trim()).filter(Boolean)

/** The lines of a transcript that are translated one to one; none when there is nothing to translate. */
export const linesToTranslate = ({ segments, text, language }: Transcript, to: string): readonly string[] =>
  text === '' || language === to ? [] : segments?.length ? segments.map((segment) => segment.text) : sentencesOf(text, language)

/** A transcript with its lines in another language; segments keep their times, and both texts are kept. */
export const withTranslation = (transcript: Transcript, lines: readonly string[]): Transcript =>
  lines.length === 0 ? transcript : {
    ...transcript,
    text: joinTexts(lines),
    segments: transcript.segments?.map((segment, index) => ({ ...segment, text: lines[index] ?? '', sourceText: segment.text })) ?? null,
    // Word times belong to words that are not in the answer any more.
    words: null,
    sourceText: transcript.text,
  }

/** Turns a transcript into one in another language. */
export const translateTranscript = async (transcript: Transcript, to: string, ask: Ask): Promise<{ transcript: Transcript; warnings: Warning[] }> => {
  const { lines, repaired } = await translateLines(linesToTranslate(transcript, to), { from: transcript.language, to }, ask)
  return { transcript: withTranslation(transcript, lines), warnings: repaired ? [warn('translation-repaired')] : [] }
}
