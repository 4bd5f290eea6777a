import { createEar } from '../../playground/openai/ear'
import type { TimedWord } from '../../playground/openai/tone-words'
import type { Splitter, SplitWish } from '../../scripts/builders/splitter'
import { fileSource } from './file-source'

/** What was heard in the pieces of a file. */
export interface HeardInPieces {
  readonly words: readonly TimedWord[]
  readonly pieces: number
  readonly overlaps: number
  readonly silentSeconds: number
  readonly problems: readonly string[]
  /** How far the times of the pieces' sounds are from the words in them, at most. */
  readonly cueErrorSeconds: number
}

/** Cuts a file, decodes every piece by itself, and puts the words together by their times alone. */
export const hearPieces = async ({ openAudio }: Splitter, path: string, wish: SplitWish, hasRanges = true): Promise<HeardInPieces> => {
  const ear = createEar()
  try {
    const audio = await openAudio(fileSource(path, hasRanges), new AbortController().signal)
    const splitting = audio.split(wish, new AbortController().signal)
    const words: TimedWord[] = []
    const problems: string[] = []
    let pieces = 0
    let overlaps = 0
    let cueErrorSeconds = 0
    for await (const { index, startSeconds, overlapSeconds, soundStartSeconds, soundEndSeconds, file } of splitting) {
      const heard = await ear.listen(file.bytes)
      pieces += 1
      overlaps += overlapSeconds > 0 ? 1 : 0
      if (!heard.ok) {
        problems.push(`piece ${index}: ${heard.problem}`)
        continue
      }
      const here = heard.words.map(({ word, start, end }) => ({ word, start: start + startSeconds, end: end + startSeconds }))
      const seam = startSeconds + overlapSeconds / 2
      const isBefore = ({ start, end }: TimedWord): boolean => (start + end) / 2 < seam
      while (overlapSeconds > 0 && words.length > 0 && !isBefore(words.at(-1)!)) words.pop()
      words.push(...here.filter((word) => overlapSeconds === 0 || !isBefore(word)))
      const [first, last] = [here[0], here.at(-1)]
      if (first && last) cueErrorSeconds = Math.max(cueErrorSeconds, Math.abs(first.start - soundStartSeconds), Math.abs(last.end - soundEndSeconds))
    }
    return { words, pieces, overlaps, problems, cueErrorSeconds, silentSeconds: splitting.silent.reduce((sum, range) => sum + range.endSeconds - range.startSeconds, 0) }
  } finally {
    await ear.close()
  }
}
