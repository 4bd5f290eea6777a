import { maxAudioBytes, warn, type Operation } from '../../../contract'
import { planCall, type SpeechResult, type SpeechValues, type Surroundings } from '../plan/plan-call'
import type { Quota } from '../quota/quota'
import { openSource, type Source } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import { directLinkOf } from '../source/share-links'
import { prepareSecondHalf, secondHalf } from './second-half'

/** A source that does not tell its size is at least too large for one request. */
const sizeOf = (audio: Source): Parameters<Quota['reserve']> =>
  audio.kind === 'whole' ? [audio.file.byteLength, audio.file.type.container] : [audio.audio.byteLength ?? maxAudioBytes, audio.audio.type.container]

/** The story of one call: plan it, fetch the audio, count its minutes, and hand it to the second half, which was loaded meanwhile. */
export const speechToText = async (task: Operation['task'], values: SpeechValues, around: Surroundings): Promise<SpeechResult> => {
  const { settings, deadline, reader, quota, day } = around
  const written = parseSourceUrl(values.audioFileUrl)
  const source = directLinkOf(written) ?? written
  const plan = planCall(task, values, settings, day)
  const opening = openSource(source, { policy: settings, headersFor: reader }, deadline)
  prepareSecondHalf()
  const audio = await opening
  deadline.enter('counting the minutes')
  try {
    await deadline.race(quota.reserve(...sizeOf(audio)))
    const { finishCall } = await secondHalf()
    return await finishCall(task, values, plan, { audio, url: source, warnings: source === written ? [] : [warn('link-rewritten')] }, around)
  } finally {
    if (audio.kind === 'long') audio.audio.close()
  }
}
