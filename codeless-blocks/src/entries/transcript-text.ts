import { hasSpeakers, layoutInput, renderText, renderTextWithTimes, type TextLayout } from '../../../contract'
import { checked } from '../transcripts/checked'
import { inputError } from '../transcripts/fail'
import { readTranscript, segmentsOf, type GivenTranscript } from '../transcripts/read-transcript'

const bySpeaker = (transcript: GivenTranscript): string => {
  if (transcript.text.trim() !== '' && !hasSpeakers(transcript)) throw inputError('transcript-without-speakers')
  return renderText(transcript)
}

const layouts: Readonly<Record<TextLayout, (transcript: GivenTranscript) => string>> = {
  plain: ({ text }) => text,
  speakers: bySpeaker,
  times: (transcript) => renderTextWithTimes({ segments: segmentsOf(transcript) }),
}

/** *Audio: transcript text* */
export const run = (transcript: unknown, layout: unknown): string => {
  const read = readTranscript(transcript)
  return layouts[checked(layoutInput, layout)](read)
}
