import { modelOf, needOf, warn, type GapChoice, type LongAudioChoice, type Need, type Operation, type ResponseFormat, type TimestampLevel, type Warning } from '../../../contract'
import { isOpenAi, type Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ignoredParameters, type SpeechRequest } from '../openai/request'
import type { Quota } from '../quota/quota'
import type { AnswerFacts } from '../render/json'
import type { Reader } from '../source/download'
import type { Transcript } from '../transcript'
import { chooseModel } from './choose-model'
import { chooseRoute, type Route } from './choose-route'

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
  readonly longAudio: LongAudioChoice
  readonly onGap: GapChoice
  readonly carryContext?: boolean
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

/** What a call will do, decided before anything is fetched or paid. */
export interface CallPlan {
  readonly need: Need
  readonly route: Route
  readonly request: SpeechRequest
  readonly requestedModel: string
  readonly warnings: readonly Warning[]
}

const wishOf = ({ responseFormat, timestamps, speakers }: SpeechValues): string =>
  [responseFormat, timestamps && `${timestamps} times`, speakers && 'speakers'].filter(Boolean).join(' with ')

/** Pure: what will be asked of which model. Whatever can be refused is refused here, before anything is fetched or paid. */
export const planCall = (task: Operation['task'], values: SpeechValues, settings: Settings, day: string): CallPlan => {
  const wished = needOf({ format: values.responseFormat, timestamps: values.timestamps, speakers: values.speakers })
  // Words of a translation are not spoken at any time: phrases are the finest that can be had.
  const need = task === 'translate' ? { ...wished, words: false } : wished
  const choice = chooseModel({ called: values.model, configured: settings.modelId, need, wish: wishOf(values), day, onOpenAi: isOpenAi(settings) })
  const model = modelOf(choice.modelId)
  const met = { ...need, words: need.words && model.words, speakers: need.speakers && model.speakers }
  const route = chooseRoute(task, choice.modelId, values.targetLanguage)
  const language = values.language ?? values.sourceLanguage
  const request: SpeechRequest = {
    endpoint: route === 'translate-audio' ? 'translations' : 'transcriptions', modelId: choice.modelId, asks: model.asks, words: met.words,
    prompt: values.prompt, keywords: values.keywords, language, temperature: values.temperature,
  }
  const ignored = ignoredParameters(request, task === 'translate' ? 'sourceLanguage' : 'language')
  const wordsIgnored = wished.words && !need.words ? ['timestamps word'] : []
  return { need: met, route, request, requestedModel: choice.requestedModel, warnings: [...choice.warnings, ...[...ignored, ...wordsIgnored].map((name) => warn('parameter-ignored', { model: choice.modelId, name }))] }
}
