import { estimateDollars, joinerOf, modelOf, needOf, warn, type Operation, type ResponseFormat, type TextUsage, type TimestampLevel, type Warning } from '../../../contract'
import { isOpenAi, type Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { openChat } from '../openai/chat'
import { ignoredParameters, type SpeechRequest } from '../openai/request'
import { prepareSdk } from '../openai/sdk'
import { chooseModel } from '../plan/choose-model'
import { chooseRoute, type Route } from '../plan/choose-route'
import type { Quota } from '../quota/quota'
import type { AnswerFacts } from '../render/json'
import { keepCopy } from '../save-source'
import { filterSilence } from '../silence'
import { download, type Reader } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import { directLinkOf } from '../source/share-links'
import type { Transcript } from '../transcript'
import { translateTranscript } from '../translate/translate-transcript'
import { sendAdapting, withTimes } from './send-adapting'

/** The validated wish of a caller; the two operations share it, each leaves out what it does not have. */
export interface SpeechValues {
  readonly audioFileUrl: string
  readonly model?: string
  readonly prompt?: string
  readonly language?: string
  readonly sourceLanguage?: string
  readonly targetLanguage?: string
  readonly responseFormat: ResponseFormat
  readonly temperature?: number
  readonly saveSource: boolean
  readonly timestamps?: TimestampLevel
  readonly keywords?: string
  readonly speakers?: boolean
  readonly silenceFilter: boolean
}

/** Everything around a call that is not the caller's wish. */
export interface Surroundings {
  readonly settings: Settings
  readonly deadline: Deadline
  readonly reader: Reader['headersFor']
  /** Today, as YYYY-MM-DD. */
  readonly day: string
  /** Counts the minutes of a call; throws when they are used up. */
  readonly quota: Quota
}

export interface SpeechResult {
  readonly transcript: Transcript
  readonly facts: AnswerFacts
}

interface Plan {
  readonly route: Route
  readonly request: SpeechRequest
  readonly requestedModel: string
  readonly warnings: readonly Warning[]
}

const wishOf = ({ responseFormat, timestamps, speakers }: SpeechValues): string =>
  [responseFormat, timestamps && `${timestamps} times`, speakers && 'speakers'].filter(Boolean).join(' with ')

/** Pure: what will be asked of which model. Whatever can be refused is refused here, before anything is fetched or paid. */
export const planCall = (task: Operation['task'], values: SpeechValues, settings: Settings, day: string): Plan => {
  const wished = needOf({ format: values.responseFormat, timestamps: values.timestamps, speakers: values.speakers })
  // Words of a translation are not spoken at any time: phrases are the finest that can be had.
  const need = task === 'translate' ? { ...wished, words: false } : wished
  const choice = chooseModel({ called: values.model, configured: settings.modelId, need, wish: wishOf(values), day, onOpenAi: isOpenAi(settings) })
  const route = chooseRoute(task, choice.modelId, values.targetLanguage)
  const language = values.language ?? values.sourceLanguage
  const request: SpeechRequest = {
    endpoint: route === 'translate-audio' ? 'translations' : 'transcriptions', modelId: choice.modelId, asks: modelOf(choice.modelId).asks, words: need.words,
    prompt: values.prompt, keywords: values.keywords, language, temperature: values.temperature,
  }
  const ignored = ignoredParameters(request, task === 'translate' ? 'sourceLanguage' : 'language')
  const wordsIgnored = wished.words && !need.words ? ['timestamps word'] : []
  return { route, request, requestedModel: choice.requestedModel, warnings: [...choice.warnings, ...[...ignored, ...wordsIgnored].map((name) => warn('parameter-ignored', { model: choice.modelId, name }))] }
}

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

/** The story of one call: plan, fetch the audio, send it, doubt it, translate its text if that is the road, keep a copy if wished. */
export const speechToText = async (task: Operation['task'], values: SpeechValues, around: Surroundings): Promise<SpeechResult> => {
  const { settings, deadline, reader, quota, day } = around
  const written = parseSourceUrl(values.audioFileUrl)
  const source = directLinkOf(written) ?? written
  const plan = planCall(task, values, settings, day)
  const need = needOf({ format: values.responseFormat, timestamps: values.timestamps, speakers: values.speakers })
  const downloading = download(source, { policy: settings, headersFor: reader }, deadline)
  prepareSdk()
  const file = await downloading
  deadline.enter('counting the minutes')
  await deadline.race(quota.reserve(file.byteLength, file.type.container))

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
      ...(source === written ? [] : [warn('link-rewritten')]), ...plan.warnings, ...sent.warnings, ...(timed.estimated ? [warn('times-estimated')] : []),
      ...filtered.warnings, ...understood.warnings, ...counted, ...copy.warnings,
    ],
  }
  return { transcript: understood.transcript, facts }
}
