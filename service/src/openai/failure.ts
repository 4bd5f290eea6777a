import { findModel, maxAudioBytes, maxQuotedCharacters, minAudioSeconds, type ErrorKey, type ErrorValues } from '../../../contract'
import { ServiceError } from '../errors'

/** What the transcription service answered instead of a transcript, in the parts that decide. */
export interface Refusal {
  readonly status: number
  readonly type: string
  readonly code: string
  readonly param: string
  readonly message: string
  readonly requestId: string
}

/** Who chose the model, and where the request went: they change the words of the error. */
export interface RequestFacts {
  readonly modelId: string
  readonly modelFromCall: boolean
  readonly host: string
  readonly path: string
  readonly byteLength: number
}

interface Rule {
  readonly when: (refusal: Refusal) => boolean
  readonly key: (facts: RequestFacts) => ErrorKey
}

const always = (key: ErrorKey) => (): ErrorKey => key
const says = (pattern: RegExp) => ({ message }: Refusal): boolean => pattern.test(message)
const isMoney = ({ type, code, message }: Refusal): boolean => /insufficient_quota|credit_balance|spend_limit|usage_limit|billing/.test(`${type} ${code}`) || /exceeded your current quota/i.test(message)
const unknownModel = ({ modelFromCall }: RequestFacts): ErrorKey => (modelFromCall ? 'model-unknown' : 'configured-model-unknown')

/** First match wins: status, then type and code, then the words, which are not stable and therefore matched loosely. */
const rules: readonly Rule[] = [
  { when: ({ status }) => status === 401, key: always('api-key-rejected') },
  { when: ({ status }) => status === 403, key: always('api-key-scope') },
  { when: isMoney, key: always('upstream-no-credit') },
  { when: ({ status }) => status === 413, key: always('source-too-large') },
  { when: ({ status }) => status === 429, key: always('upstream-busy') },
  { when: ({ status, code }) => status === 404 && code === 'model_not_found', key: unknownModel },
  { when: (refusal) => refusal.status === 404 && says(/model/i)(refusal), key: unknownModel },
  { when: ({ status, message }) => status === 404 && /invalid url/i.test(message), key: (facts) => (findModel(facts.modelId) ? 'upstream-no-endpoint' : unknownModel(facts)) },
  { when: ({ status }) => status === 404 || status === 405, key: always('upstream-no-endpoint') },
  { when: says(/too short/i), key: always('audio-too-short') },
  { when: says(/longer than|too long|maximum.*duration|duration.*maximum/i), key: always('audio-too-long') },
  { when: says(/corrupt|could not be decoded|invalid file format|unrecognized file format|does not support the format/i), key: always('audio-damaged') },
  { when: ({ status }) => status >= 500, key: always('upstream-failed') },
]

/** Foreign words as they may be passed on: short, on one line, without anything that looks like a key or a signed address. */
export const safeMessage = (message: string): string =>
  message.replace(/\s+/g, ' ').replace(/\b(?:sk[-_]|Bearer )[\w*.-]+|\b[\w*-]{32,}/gi, '…').replace(/\?[^\s"']*/g, '?…').slice(0, maxQuotedCharacters).trim()

const detailOf = (message: string): string => {
  const [, actual, , limit] = /([\d.]+) seconds? is (longer) than ([\d.]+)/.exec(message) ?? []
  return actual && limit ? `: ${Math.round(Number(actual))} s, the limit is ${Math.round(Number(limit))} s` : ''
}

const valuesOf = (refusal: Refusal, facts: RequestFacts): ErrorValues => ({
  ...facts,
  modelFromCall: String(facts.modelFromCall),
  model: facts.modelId,
  status: refusal.status,
  message: safeMessage(refusal.message) || 'no reason given',
  requestId: refusal.requestId ? `Its request id is ${refusal.requestId}. ` : '',
  detail: detailOf(refusal.message),
  minSeconds: minAudioSeconds,
  megabytes: (facts.byteLength / 1_048_576).toFixed(1),
  maxMegabytes: (maxAudioBytes / 1_048_576).toFixed(1),
  permission: 'Audio (model capabilities)',
  wait: '',
})

/** The numbered error for an answer that was not a transcript. */
export const failureOf = (refusal: Refusal, facts: RequestFacts): ServiceError => {
  const rule = rules.find(({ when }) => when(refusal))
  return new ServiceError(rule?.key(facts) ?? 'upstream-refused', valuesOf(refusal, facts))
}
