import { estimateDollars, joinerOf, warn, type Operation, type TextUsage, type Warning } from '../../../contract'
import { isOpenAi } from '../configuration'
import { ServiceError } from '../errors'
import { openChat } from '../openai/chat'
import type { SpeechRequest } from '../openai/request'
import type { CallPlan, SpeechResult, SpeechValues, Surroundings } from '../plan/plan-call'
import type { AnswerFacts } from '../render/json'
import { keepCopy } from '../save-source'
import { filterSilence } from '../silence'
import type { AudioFile } from '../source/body'
import type { Transcript } from '../transcript'
import { translateTranscript } from '../translate/translate-transcript'
import { sendAdapting, withTimes } from './send-adapting'

export { answerHeaders, render } from '../render/render'

/** A model that tells no language of its own still knows the one it was told. */
const withKnownLanguage = (transcript: Transcript, request: SpeechRequest): Transcript =>
  request.endpoint === 'translations' ? transcript : { ...transcript, language: transcript.language ?? request.language ?? null }

/** Models with segments answer a text whose spaces depend on the language; an empty text with segments is joined from them. */
const withText = (transcript: Transcript): Transcript =>
  transcript.text === '' && transcript.segments?.length ? { ...transcript, text: transcript.segments.map(({ text }) => text).join(joinerOf(transcript.language)) } : transcript

interface Understood {
  readonly transcript: Transcript
  readonly textUsage: TextUsage | null
  readonly warnings: readonly Warning[]
}

const translateText = async (transcript: Transcript, target: string, { settings, deadline }: Surroundings): Promise<Understood> => {
  deadline.enter('translating')
  const chat = openChat(settings, deadline)
  const translated = await translateTranscript(transcript, target, chat.ask)
  return { ...translated, textUsage: chat.usage() }
}

/** Audio that has been fetched and counted. */
export interface Fetched {
  readonly file: AudioFile
  readonly source: URL
  readonly warnings: readonly Warning[]
}

/** The second half of a call: send the audio, doubt what comes, translate its text if that is the road, keep a copy if wished. */
export const finishCall = async (task: Operation['task'], values: SpeechValues, plan: CallPlan, { file, source, warnings }: Fetched, around: Surroundings): Promise<SpeechResult> => {
  const { settings, deadline, quota } = around
  const { need } = plan
  deadline.enter('transcribing')
  const sent = await sendAdapting(file, plan.request, need, values.model !== undefined, settings, deadline).catch(async (error: unknown) => {
    // Work that was cut off by the clock is probably billed all the same.
    if (!(error instanceof ServiceError && error.key === 'time-over')) await deadline.race(quota.release()).catch(() => undefined)
    throw error
  })
  // The speech is paid for, whatever comes of its text; and a transcript that is there must not be lost to the counting.
  const counted = await deadline.race(quota.settle(sent.transcript.durationSeconds)).catch(() => [warn('quota-not-counted')])
  const timed = need.segments ? withTimes(sent.transcript, sent.request.modelId) : { transcript: sent.transcript, estimated: false }
  const complete = withText(withKnownLanguage(timed.transcript, sent.request))
  const filtered = values.silenceFilter ? filterSilence(complete, values.prompt) : { transcript: complete, removed: [], warnings: [] }
  const usesText = task === 'translate' && sent.request.endpoint === 'transcriptions'
  const understood: Understood = usesText ? await translateText(filtered.transcript, values.targetLanguage ?? 'en', around) : { transcript: filtered.transcript, textUsage: null, warnings: [] }

  const copy = values.saveSource ? await keepCopy(file, source, settings.audioFolder, deadline) : { savedSource: null, warnings: [] }
  const facts: AnswerFacts = {
    model: sent.request.modelId,
    requestedModel: plan.requestedModel,
    cost: isOpenAi(settings) ? estimateDollars(sent.request.modelId, understood.transcript.durationSeconds, understood.textUsage) : null,
    removed: filtered.removed,
    savedSource: copy.savedSource,
    warnings: [
      ...warnings, ...plan.warnings, ...sent.warnings, ...(timed.estimated ? [warn('times-estimated')] : []),
      ...filtered.warnings, ...understood.warnings, ...counted, ...copy.warnings,
    ],
  }
  return { transcript: understood.transcript, facts }
}
