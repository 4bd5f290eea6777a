import { joinerOf, warn, type Warning } from '../../../contract'
import type { Transcript } from '../transcript'
import { translateLines } from './translate-lines'

type Ask = (system: string, user: string) => Promise<string>

/** Without segments the sentences are the lines: short enough to be checked, long enough to make sense. */
const sentencesOf = (text: string, language: string | null): string[] =>
  [...new Intl.Segmenter(language ?? 'und', { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment.trim()).filter(Boolean)

/** Turns a transcript into one in another language; segments keep their times, and both texts are kept. */
export const translateTranscript = async (transcript: Transcript, to: string, ask: Ask): Promise<{ transcript: Transcript; warnings: Warning[] }> => {
  const { segments, text, language: from } = transcript
  if (text === '' || from === to) return { transcript, warnings: [] }
  const sources = segments?.length ? segments.map((segment) => segment.text) : sentencesOf(text, from)
  const { lines, repaired } = await translateLines(sources, { from, to }, ask)
  const translated: Transcript = {
    ...transcript,
    text: lines.join(joinerOf(to)),
    segments: segments?.map((segment, index) => ({ ...segment, text: lines[index] ?? '', sourceText: segment.text })) ?? null,
    // Word times belong to words that are not in the answer any more.
    words: null,
    sourceText: text,
  }
  return { transcript: translated, warnings: repaired ? [warn('translation-repaired')] : [] }
}
