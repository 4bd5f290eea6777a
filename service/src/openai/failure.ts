import { findModel, maxQuotedCharacters, minAudioSeconds, type ErrorKey, type ErrorValues } from '../../../contract'
import { ServiceError } from '../errors'
import type { Refusal } from './refusal'

/** What could be changed about a request so that it succeeds after all. */
export type Remedy = 'language' | 'format' | 'model' | 'endpoint' | 'wait'

/** An error from behind us, with what a retry needs to know. */
export class UpstreamError extends ServiceError {
  readonly remedy: Remedy | null
  readonly retryAfterSeconds: number | null

  constructor(key: ErrorKey, values: ErrorValues, remedy: Remedy | null = null, retryAfterSeconds: number | null = null, cause?: unknown) {
    super(key, values, cause)
    this.remedy = remedy
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Who chose the model, and where the request went: they change the words of the error. */
export interface RequestFacts {
  readonly modelId: string
  readonly modelFromCall: boolean
  readonly host: string
  readonly path: string
  readonly byteLength: number
  /** Never repeated: some servers echo it. */
  readonly apiKey: string
}

interface Rule {
  readonly when: (refusal: Refusal) => boolean
  readonly key: (facts: RequestFacts) => ErrorKey
  readonly remedy?: Remedy
}

const always = (key: ErrorKey) => (): ErrorKey => key
const says = (pattern: RegExp) => ({ message }: Refusal): boolean => pattern.test(message)
const isMoney = ({ status, type, code, message }: Refusal): boolean =>
  (status === 429 || status === 402) && (/insufficient_quota|credit_balance|spend_limit|usage_limit|billing/.test(`${type} ${code}`) || /exceeded your current quota/i.test(message))
const isClientError = ({ status }: Refusal): boolean => status === 400 || status === 415 || status === 422
/** A length of audio, not of a prompt, nor the patience of a proxy. */
const isTooLong = (refusal: Refusal): boolean =>
  isClientError(refusal) && says(/longer than|too long|maximum.*duration|duration.*maximum/i)(refusal) && says(/audio|duration|seconds|recording/i)(refusal) && !says(/prompt|keyword/i)(refusal)
const unknownModel = ({ modelFromCall }: RequestFacts): ErrorKey => (modelFromCall ? 'model-unknown' : 'configured-model-unknown')

/** First match wins: status, then type and code, then the words, which are not stable and therefore matched loosely. */
const rules: readonly Rule[] = [
  { when: (refusal) => refusal.status === 401 && says(/insufficient permissions|missing scopes?/i)(refusal), key: always('api-key-scope') },
  { when: ({ status }) => status === 401, key: always('api-key-rejected') },
  { when: ({ status }) => status === 403, key: always('api-key-scope') },
  { when: isMoney, key: always('upstream-no-credit') },
  { when: ({ status }) => status === 413, key: always('audio-too-large-for-service') },
  { when: ({ status }) => status === 429, key: always('upstream-busy'), remedy: 'wait' },
  { when: ({ status, code }) => status === 404 && code === 'model_not_found', key: unknownModel, remedy: 'model' },
  // OpenAI's answer for a model that it has, but not for this.
  { when: (refusal) => refusal.status === 404 && says(/invalid url/i)(refusal), key: (facts) => (facts.path.startsWith('/audio/') && !findModel(facts.modelId) ? unknownModel(facts) : 'upstream-no-endpoint'), remedy: 'endpoint' },
  { when: (refusal) => refusal.status === 404 && says(/model/i)(refusal), key: unknownModel, remedy: 'model' },
  { when: ({ status }) => status === 404 || status === 405 || status === 501, key: always('upstream-no-endpoint'), remedy: 'endpoint' },
  { when: says(/too short/i), key: always('audio-too-short') },
  { when: isTooLong, key: always('audio-too-long') },
  { when: (refusal) => isClientError(refusal) && (says(/language/i)(refusal) || /^languages?/.test(refusal.param)), key: always('upstream-refused'), remedy: 'language' },
  { when: (refusal) => isClientError(refusal) && (says(/response.?format|verbose_json|timestamp_granularities/i)(refusal) || refusal.param === 'response_format'), key: always('upstream-refused'), remedy: 'format' },
  { when: says(/corrupt|could not be decoded|invalid file format|unrecognized file format|does not support the format/i), key: always('audio-damaged') },
  { when: ({ status, message }) => status === 400 && /^invalid request\.?$/i.test(message.trim()), key: always('upstream-refused'), remedy: 'language' },
  { when: ({ status }) => status === 408 || status === 409 || status >= 500, key: always('upstream-failed'), remedy: 'wait' },
]

/** Foreign words as they may be passed on: short, on one line, without anything that looks like a key or a signed address. */
export const safeMessage = (message: string, apiKey = ''): string => {
  const hidden = apiKey.length > 3 ? message.split(apiKey).join('…') : message
  return hidden.replace(/\s+/g, ' ').replace(/\b(?:sk[-_]|Bearer )[\w*.-]+|\b[\w*-]{32,}/gi, '…').replace(/\?[^\s"']*/g, '?…').slice(0, maxQuotedCharacters).trim()
}

/** A request id is long on purpose; anything else in its place is not repeated. */
const safeRequestId = (id: string, apiKey: string): string => (/^(?!sk-)[\w-]{1,64}$/.test(id) && (apiKey === '' || !id.includes(apiKey)) ? id : '')

const detailOf = (message: string): string => {
  const [, actual, limit] = /([\d.]+) seconds? is longer than ([\d.]+)/.exec(message) ?? []
  return actual && limit ? `: ${Math.round(Number(actual))} s, the limit is ${Math.round(Number(limit))} s` : ''
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)

const valuesOf = (refusal: Refusal, facts: RequestFacts, requestId = safeRequestId(refusal.requestId, facts.apiKey)): ErrorValues => ({
  model: facts.modelId,
  host: facts.host,
  path: facts.path,
  status: refusal.status,
  message: safeMessage(refusal.message, facts.apiKey) || 'no reason given',
  requestId: requestId ? `Its request id is ${requestId}. ` : '',
  detail: detailOf(refusal.message),
  minSeconds: minAudioSeconds,
  megabytes: megabytes(facts.byteLength),
  permission: 'Model capabilities: audio (POST /v1/audio)',
  wait: refusal.retryAfterSeconds === null ? '' : ` in ${Math.ceil(refusal.retryAfterSeconds)} s`,
})

/** The numbered error for an answer that was not a transcript. */
export const failureOf = (refusal: Refusal, facts: RequestFacts): UpstreamError => {
  const rule = rules.find(({ when }) => when(refusal))
  return new UpstreamError(rule?.key(facts) ?? 'upstream-refused', valuesOf(refusal, facts), rule?.remedy ?? null, refusal.retryAfterSeconds)
}
