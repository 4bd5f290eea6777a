import { estimateDollars, joinTexts, warn, type Operation, type TextUsage, type Warning } from '../../../contract'
import { isOpenAi } from '../configuration'
import { ServiceError } from '../errors'
import { openChat } from '../openai/chat'
import type { SpeechRequest } from '../openai/request'
import type { CallPlan, SpeechResult, SpeechValues, Surroundings } from '../plan/plan-call'
import type { AnswerFacts } from '../render/json'
import { keepCopy } from '../save-source'
import { filterSilence } from '../silence'
import type { Source } from '../source/download'
import { hearSource } from './hear-source'
import type { Transcript } from '../transcript'
import { translateTranscript } from '../translate/translate-transcript'

export { answerHeaders, render } from '../render/render'

/** A model that tells no language of its own still knows the one it was told. */
const withKnownLanguage = (transcript: Transcript, request: Pick<SpeechRequest, 'endpoint' | 'language'>): Transcript =>
  request.endpoint === 'translations' ? transcript : { ...transcript, language: transcript.language ?? request.language ?? null }

/** Models with segments answer a text whose spaces depend on the script; an empty text with segments is joined from them. */
const withText = (transcript: Transcript): Transcript =>
  transcript.text === '' && transcript.segments?.length ? { ...transcript, text: joinTexts(transcript.segments.map(({ text }) => text)) } : transcript

/** The transcript of the whole audio, with what the request knew and the model did not tell. */
export const completeTranscript = (transcript: Transcript, request: Pick<SpeechRequest, 'endpoint' | 'language'>): Transcript => withText(withKnownLanguage(transcript, request))

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

/** Long audio was never in hand as a whole, so there is nothing to copy. */
const keep = (audio: Source, url: URL, { settings, deadline }: Surroundings): ReturnType<typeof keepCopy> | { savedSource: null; warnings: Warning[] } =>
  audio.kind === 'whole' ? keepCopy(audio.file, url, settings.audioFolder, deadline) : { savedSource: null, warnings: [warn('source-not-saved', { folder: settings.audioFolder })] }

/** Audio that has been fetched, or opened, and counted. */
export interface Fetched {
  readonly audio: Source
  readonly url: URL
  readonly warnings: readonly Warning[]
}

/** The second half of a call: send the audio, doubt what comes, translate its text if that is the road, keep a copy if wished. */
export const finishCall = async (task: Operation['task'], values: SpeechValues, plan: CallPlan, { audio, url, warnings }: Fetched, around: Surroundings): Promise<SpeechResult> => {
  const { settings, deadline, quota } = around
  const { need } = plan
  deadline.enter('transcribing')
  const heard = await hearSource(audio, { plan, need, values, settings, deadline }).catch(async (error: unknown) => {
    // Work that was cut off by the clock is probably billed all the same.
    if (!(error instanceof ServiceError && error.key === 'time-over')) await deadline.race(quota.release()).catch(() => undefined)
    throw error
  })
  // The speech is paid for, whatever comes of its text; and a transcript that is there must not be lost to the counting.
  const counted = await deadline.race(quota.settle(heard.billedSeconds)).catch(() => [warn('quota-not-counted')])
  const complete = completeTranscript(heard.transcript, heard.request)
  const filtered = values.silenceFilter ? filterSilence(complete, values) : { transcript: complete, removed: [], warnings: [] }
  const usesText = task === 'translate' && heard.request.endpoint === 'transcriptions'
  const understood: Understood = usesText ? await translateText(filtered.transcript, values.targetLanguage ?? 'en', around) : { transcript: filtered.transcript, textUsage: null, warnings: [] }

  const copy = values.saveSource ? await keep(audio, url, around) : { savedSource: null, warnings: [] }
  const facts: AnswerFacts = {
    model: heard.request.modelId,
    requestedModel: plan.requestedModel,
    cost: isOpenAi(settings) ? estimateDollars(heard.request.modelId, heard.billedSeconds, understood.textUsage) : null,
    removed: filtered.removed,
    savedSource: copy.savedSource,
    warnings: [
      ...warnings, ...plan.warnings, ...heard.warnings,
      ...filtered.warnings, ...understood.warnings, ...counted, ...copy.warnings,
    ],
  }
  return { transcript: understood.transcript, facts }
}
