import { defaultModelId, estimateDollars, hasEnded, isGiven, lengthInput, modelOf, pricedModelInput, transcriptInput } from '../../../contract'
import { checked } from '../transcripts/checked'
import { inputError } from '../transcripts/fail'
import { readTranscript } from '../transcripts/read-transcript'

const today = (): string => new Date().toISOString().slice(0, 10)

/** What the services use when nobody names a model. */
const usualModel = (): string => {
  const usual = modelOf(defaultModelId)
  return hasEnded(usual, today()) && usual.successor !== null ? usual.successor : defaultModelId
}

/** *Audio: cost* */
export const run = (transcript: unknown, seconds: unknown, model: unknown): number | null => {
  const length = checked(lengthInput, seconds)
  const priced = checked(pricedModelInput, model)
  if (!isGiven(transcript)) {
    if (length === undefined) throw inputError('parameter-missing', { name: `${transcriptInput.name} or ${lengthInput.name}`, what: 'one of them tells how long the audio is.' })
    return estimateDollars(priced ?? usualModel(), length, null)
  }
  const read = readTranscript(transcript)
  if (read.cost !== undefined && priced === undefined) return read.cost
  const duration = read.durationSeconds ?? length
  if (duration === undefined) throw inputError('transcript-without-length')
  return estimateDollars(priced ?? read.model ?? usualModel(), duration, null)
}
