import { formatInput, renderSrt, renderVtt } from '../../../contract'
import { checked } from '../transcripts/checked'
import { readTranscript, segmentsOf } from '../transcripts/read-transcript'

const renderers = { srt: renderSrt, vtt: renderVtt }

/** *Audio: make captions* */
export const run = (transcript: unknown, format: unknown): string => {
  const read = readTranscript(transcript)
  const render = renderers[checked(formatInput, format)]
  segmentsOf(read)
  return render(read)
}
