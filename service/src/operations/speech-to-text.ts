import { maxAudioBytes, warn, type Operation } from '../../../contract'
import { planCall, type SpeechResult, type SpeechValues, type Surroundings } from '../plan/plan-call'
import { tooLarge } from '../source/body'
import { openSource } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import { directLinkOf } from '../source/share-links'
import { prepareSecondHalf, secondHalf } from './second-half'

/** The story of one call: plan it, fetch the audio, count its minutes, and hand it to the second half, which was loaded meanwhile. */
export const speechToText = async (task: Operation['task'], values: SpeechValues, around: Surroundings): Promise<SpeechResult> => {
  const { settings, deadline, reader, quota, day } = around
  const written = parseSourceUrl(values.audioFileUrl)
  const source = directLinkOf(written) ?? written
  const plan = planCall(task, values, settings, day)
  const opening = openSource(source, { policy: settings, headersFor: reader }, deadline)
  prepareSecondHalf()
  const opened = await opening
  if (opened.kind === 'long') {
    opened.audio.close()
    throw tooLarge(opened.audio.byteLength ?? maxAudioBytes + 1, maxAudioBytes)
  }
  const { file } = opened
  deadline.enter('counting the minutes')
  await deadline.race(quota.reserve(file.byteLength, file.type.container))
  const { finishCall } = await secondHalf()
  return finishCall(task, values, plan, { file, source, warnings: source === written ? [] : [warn('link-rewritten')] }, around)
}
