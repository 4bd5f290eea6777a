import { timeInput } from '../../../contract'
import { checked } from '../transcripts/checked'
import { phraseAt } from '../transcripts/phrase-at'
import { readTranscript, segmentsOf, type GivenTranscript } from '../transcripts/read-transcript'

/** Words alone tell times too, when a transcript has no phrases. */
const phrasesOf = (transcript: GivenTranscript): readonly { readonly start: number; readonly end: number; readonly text: string }[] =>
  transcript.segments === null && transcript.words ? transcript.words.map(({ start, end, word }) => ({ start, end, text: word })) : segmentsOf(transcript)

/** *Audio: text at time* */
export const run = (transcript: unknown, seconds: unknown): string => {
  const phrases = phrasesOf(readTranscript(transcript))
  return phraseAt(phrases, checked(timeInput, seconds))?.text ?? ''
}
