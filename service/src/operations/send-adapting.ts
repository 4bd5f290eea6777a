import { modelOf, type Need, type Warning } from '../../../contract'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { adapt } from '../openai/adapt'
import { UpstreamError } from '../openai/failure'
import type { SpeechRequest } from '../openai/request'
import { sendSpeech } from '../openai/speech'
import type { AudioFile } from '../source/body'
import type { Transcript } from '../transcript'

/** A request can be adapted once for each remedy; more would mean that the server contradicts itself. */
const maxAdaptations = 4

export interface Sent {
  readonly transcript: Transcript
  /** The request that succeeded in the end. */
  readonly request: SpeechRequest
  readonly warnings: readonly Warning[]
}

/** Sends a request; when the server names something that can be changed, changes it, says so, and sends again. */
export const sendAdapting = async (file: AudioFile, first: SpeechRequest, need: Need, modelFromCall: boolean, settings: Settings, deadline: Deadline, onBusy?: () => void): Promise<Sent> => {
  const warnings: Warning[] = []
  let request = first
  let modelMissing: UpstreamError | null = null
  for (let adaptations = 0; ; adaptations += 1) {
    try {
      return { transcript: await sendSpeech(file, request, modelFromCall, settings, deadline, onBusy), request, warnings }
    } catch (error) {
      const isMissing = error instanceof UpstreamError && error.remedy === 'model'
      // A server without the successor never had the model either: the owner must hear of the one that was asked for.
      if (isMissing && modelMissing) throw modelMissing
      const adapted = adaptations < maxAdaptations ? adapt(request, error, need) : null
      if (adapted === null) throw error
      if (isMissing) modelMissing = error
      request = adapted.request
      warnings.push(...adapted.warnings)
    }
  }
}

/** Times for a transcript whose server gave none although it should: over the whole length if that is known, else an error that says so. */
export const withTimes = (transcript: Transcript, modelId: string): { transcript: Transcript; estimated: boolean } => {
  if (transcript.segments !== null || !modelOf(modelId).segments) return { transcript, estimated: false }
  if (transcript.text === '') return { transcript: { ...transcript, segments: [] }, estimated: false }
  if (transcript.durationSeconds === null) throw new ServiceError('times-not-given', { model: modelId })
  return { transcript: { ...transcript, segments: [{ start: 0, end: transcript.durationSeconds, text: transcript.text }] }, estimated: true }
}
