import { wholeWordsInput, wordsInput, type Segment } from '../../../contract'
import { checked } from '../transcripts/checked'
import { phraseAt } from '../transcripts/phrase-at'
import { readTranscript, segmentsOf, type GivenTranscript } from '../transcripts/read-transcript'
import { placesOf, streamOf, type Unit } from '../transcripts/searchable'

/** One place where the words are said. */
export interface Found {
  readonly words: string
  readonly start: number
  readonly end: number
  readonly text: string
  readonly speaker: string | null
  readonly exact: boolean
}

type Phrase = Unit & Pick<Segment, 'speaker'>

const unitsOf = (transcript: GivenTranscript): readonly Phrase[] => (transcript.words ? transcript.words.map(({ word, start, end }) => ({ start, end, text: word })) : segmentsOf(transcript))

/** Without times of words a unit is a phrase itself. */
const phraseOf = ({ words, segments }: GivenTranscript, unit: Phrase): Phrase => (words === null ? unit : (phraseAt(segments ?? [], (unit.start + unit.end) / 2) ?? unit))

const foundAt = (transcript: GivenTranscript, words: string, first: Phrase, last: Phrase): Found => {
  const phrases = [...new Set([phraseOf(transcript, first), phraseOf(transcript, last)])]
  return { words, start: first.start, end: last.end, text: phrases.map(({ text }) => text).join(' '), speaker: phrases[0]?.speaker ?? null, exact: transcript.words !== null }
}

/** *Audio: find words* */
export const run = (transcript: unknown, words: unknown, wholeWords: unknown): readonly Found[] => {
  const read = readTranscript(transcript)
  const terms = checked(wordsInput, words).split('\n')
  const onlyWhole = checked(wholeWordsInput, wholeWords)
  const stream = streamOf(unitsOf(read))
  return terms.flatMap((term) => placesOf(stream, term, onlyWhole).map(([first, last]) => foundAt(read, term, first, last))).sort((a, b) => a.start - b.start)
}
