import type { ScriptedReply } from '../support/stand-in'

/** What the service behind us does, and what must come of the call. */
export interface FaultCase {
  readonly name: string
  readonly script: readonly ScriptedReply[]
  /** `words` = the transcript, whole. */
  readonly expected: number | 'words'
  /** How often the endpoint was asked: what cannot succeed is asked once. */
  readonly requests: number
  readonly settings?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly task?: 'transcribe' | 'translate'
  /** Milliseconds before which the call must not end: a wait that the server asked for. */
  readonly atLeastMs?: number
  readonly atMostMs?: number
  /** The last request was broken off by the client. */
  readonly aborted?: boolean
}

const short = { timeLimitSeconds: '2' }
const shortMs = 1_000

const refusal = (status: number, error: object, headers: Readonly<Record<string, string>> = {}): ScriptedReply => ({ kind: 'json', status, body: { error: { message: 'Scripted.', type: 'invalid_request_error', param: null, code: null, ...error } }, headers })

const connections: readonly FaultCase[] = [
  ...(['before-body', 'during-body', 'after-body'] as const).map((when): FaultCase => ({ name: `a reset ${when}, once`, script: [{ kind: 'reset', when }], expected: 'words', requests: 2 })),
  { name: 'resets before, in and after the body', script: [{ kind: 'reset', when: 'before-body' }, { kind: 'reset', when: 'during-body' }, { kind: 'reset', when: 'after-body' }], expected: 'words', requests: 4 },
  { name: 'resets without end', script: [{ kind: 'reset', when: 'after-body', repeat: 9 }], expected: 41304, requests: 4 },
  { name: 'an answer that is cut off, once', script: [{ kind: 'cut' }], expected: 'words', requests: 2 },
  { name: 'answers that are cut off without end', script: [{ kind: 'cut', afterBytes: 5, repeat: 9 }], expected: 41304, requests: 4 },
]

const busy: readonly FaultCase[] = [
  { name: '429 without a time', script: [{ kind: 'rate-limit' }], expected: 'words', requests: 2, atLeastMs: 350 },
  { name: '429 with milliseconds', script: [{ kind: 'rate-limit', retryAfterMs: 400 }], expected: 'words', requests: 2, atLeastMs: 400, atMostMs: 3_000 },
  { name: '429 with seconds', script: [{ kind: 'rate-limit', retryAfterSeconds: 1 }], expected: 'words', requests: 2, atLeastMs: 1_000 },
  { name: '429 with a date', script: [refusal(429, { type: 'slow_down' }, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })], expected: 'words', requests: 2 },
  { name: '429 with a time that is none', script: [refusal(429, { type: 'slow_down' }, { 'retry-after': 'soon' })], expected: 'words', requests: 2 },
  { name: '429 with a negative time', script: [refusal(429, { type: 'slow_down' }, { 'retry-after': '-5' })], expected: 'words', requests: 2 },
  { name: '429 without end', script: [{ kind: 'rate-limit', retryAfterMs: 50, repeat: 9 }], expected: 41301, requests: 4 },
  { name: '429 with a time beyond the deadline', script: [{ kind: 'rate-limit', retryAfterSeconds: 60 }], settings: { timeLimitSeconds: '10' }, expected: 41301, requests: 1, atMostMs: 3_000 },
  { name: '429 with a time beyond a long deadline', script: [{ kind: 'rate-limit', retryAfterSeconds: 3_600 }], expected: 41301, requests: 1, atMostMs: 3_000 },
  ...['credit_balance_exhausted', 'organization_spend_limit_exceeded', 'project_spend_limit_exceeded', 'insufficient_quota'].map((code): FaultCase => ({ name: `no money: ${code}`, script: [{ kind: 'no-money', code }], expected: 41302, requests: 1 })),
  { name: 'no money, with a time to wait', script: [refusal(429, { type: 'insufficient_quota' }, { 'retry-after': '1' })], expected: 41302, requests: 1 },
]

const storms: readonly FaultCase[] = [
  ...([500, 502, 503, 504] as const).map((status): FaultCase => ({ name: `${status}, once`, script: [{ kind: 'server-error', status }], expected: 'words', requests: 2 })),
  { name: 'a storm of 500 and 503, then the answer', script: [{ kind: 'server-error', status: 500 }, { kind: 'server-error', status: 503 }, { kind: 'server-error', status: 500 }], expected: 'words', requests: 4 },
  { name: 'a storm of 500 without end', script: [{ kind: 'server-error', status: 500, repeat: 9 }], expected: 41303, requests: 4 },
  { name: 'a storm of 503 without end', script: [{ kind: 'server-error', status: 503, repeat: 9 }], expected: 41303, requests: 4 },
  { name: '503 with a time to wait', script: [{ kind: 'server-error', status: 503, retryAfterSeconds: 1 }], expected: 'words', requests: 2, atLeastMs: 1_000 },
  { name: 'a web page with status 502', script: [{ kind: 'html', status: 502 }], expected: 'words', requests: 2 },
  { name: '408, once', script: [refusal(408, {})], expected: 'words', requests: 2 },
  { name: '409, once', script: [refusal(409, {})], expected: 'words', requests: 2 },
  { name: 'a storm that the deadline ends', script: [{ kind: 'server-error', status: 500, repeat: 9 }], settings: short, expected: 41303, requests: 2, atMostMs: 3_000 },
]

const nonsense: readonly FaultCase[] = [
  { name: 'JSON that is cut off', script: [{ kind: 'malformed-json' }], expected: 41305, requests: 1 },
  { name: 'an empty body', script: [{ kind: 'empty' }], expected: 41305, requests: 1 },
  { name: 'a web page with status 200', script: [{ kind: 'html' }], expected: 41305, requests: 1 },
  { name: 'an error with status 200', script: [{ kind: 'error-in-200' }], expected: 41305, requests: 1 },
  { name: 'status 204', script: [{ kind: 'raw', status: 204, body: '' }], expected: 41305, requests: 1 },
  { name: 'blanks', script: [{ kind: 'raw', body: ' \n ' }], expected: 41305, requests: 1 },
  ...[{}, [], null, 42, 'words', { text: 42 }, { text: null }, { text: ['words'] }].map((body): FaultCase => ({ name: `the JSON ${JSON.stringify(body)}`, script: [{ kind: 'json', body }], expected: 41305, requests: 1 })),
]

const refusals: readonly FaultCase[] = [
  { name: '413', script: [refusal(413, { type: 'server_error', message: '413: Maximum content size limit (26214400) exceeded (26294972 bytes read)' })], expected: 41118, requests: 1 },
  { name: '400', script: [refusal(400, {})], expected: 41306, requests: 1 },
  { name: '401', script: [refusal(401, { code: 'invalid_api_key' })], expected: 41202, requests: 1 },
  { name: '401 for a lacking scope', script: [refusal(401, { message: 'You have insufficient permissions for this operation. Missing scopes: api.model.request.' })], expected: 41203, requests: 1 },
  { name: '403', script: [refusal(403, {})], expected: 41203, requests: 1 },
  { name: '402', script: [refusal(402, { code: 'billing_hard_limit_reached' })], expected: 41302, requests: 1 },
  { name: '400 for damaged audio', script: [refusal(400, { message: 'Audio file might be corrupted or unsupported', param: 'file' })], expected: 41115, requests: 1 },
  { name: '400 for short audio', script: [refusal(400, { message: 'Audio file is too short. Minimum audio length is 0.1 seconds.' })], expected: 41116, requests: 1 },
  { name: '400 for long audio', script: [refusal(400, { message: 'audio duration 1830.5 seconds is longer than 1400 seconds which is the maximum for this model' })], expected: 41117, requests: 1 },
  { name: '422 with a list of details', script: [{ kind: 'json', status: 422, body: { detail: [{ loc: ['body', 'file'], msg: 'value is not valid' }] } }], expected: 41306, requests: 1 },
  { name: '418 in plain text', script: [{ kind: 'raw', status: 418, body: 'I am a teapot' }], expected: 41306, requests: 1 },
  { name: '400 without a body', script: [{ kind: 'raw', status: 400, body: '' }], expected: 41306, requests: 1 },
  { name: '400 with a huge page', script: [{ kind: 'raw', status: 400, body: `<html>${'x'.repeat(3_000_000)}` }], expected: 41306, requests: 1 },
  { name: 'a model that is not offered', script: [refusal(404, { code: 'model_not_found', message: 'The model does not exist' })], body: { model: 'gpt-transcribe' }, expected: 41011, requests: 1 },
  { name: 'a language that is refused, once', script: [refusal(400, { code: 'unsupported_language', message: "Language 'gu' is not supported.", param: 'language' })], body: { language: 'gu' }, expected: 'words', requests: 2 },
  { name: 'a language that is refused without end', script: [{ ...refusal(400, { message: "Language 'gu' is not supported.", param: 'language' }), repeat: 9 }], body: { language: 'gu' }, expected: 41306, requests: 2 },
]

const slow: readonly FaultCase[] = [
  { name: 'no answer for ever', script: [{ kind: 'hang' }], settings: short, expected: 41401, requests: 1, atLeastMs: shortMs - 50, aborted: true },
  { name: 'an answer that stops', script: [{ kind: 'hang', when: 'in-body' }], settings: short, expected: 41401, requests: 1, atLeastMs: shortMs - 50, aborted: true },
  { name: 'an answer that trickles beyond the deadline', script: [{ kind: 'trickle', bytesPerSecond: 20 }], settings: short, expected: 41401, requests: 1, aborted: true },
  { name: 'an answer that trickles in time', script: [{ kind: 'trickle', bytesPerSecond: 4_000 }], expected: 'words', requests: 1 },
  { name: 'a late answer', script: [{ kind: 'answer', delayMs: 600 }], expected: 'words', requests: 1, atLeastMs: 600 },
  { name: 'an answer after the deadline', script: [{ kind: 'answer', delayMs: 30_000 }], settings: short, expected: 41401, requests: 1, aborted: true },
  { name: 'a reset, then no answer for ever', script: [{ kind: 'reset', when: 'before-body' }, { kind: 'hang' }], settings: { timeLimitSeconds: '4' }, expected: 41401, requests: 2, aborted: true },
]

/** German is not what the audio endpoint answers, so the text model is asked. */
const german = { targetLanguage: 'de' }
const chat = (name: string, script: readonly ScriptedReply[], expected: FaultCase['expected'], requests: number, more: Partial<FaultCase> = {}): FaultCase =>
  ({ name: `the text model: ${name}`, script: script.map((reply) => ({ ...reply, for: 'chat' as const })), expected, requests, task: 'translate', body: german, ...more })

const translating: readonly FaultCase[] = [
  chat('a reset', [{ kind: 'reset', when: 'after-body' }], 'words', 2),
  chat('429 with milliseconds', [{ kind: 'rate-limit', retryAfterMs: 100 }], 'words', 2),
  chat('a storm of 500 without end', [{ kind: 'server-error', status: 500, repeat: 9 }], 41303, 4),
  chat('no money', [{ kind: 'no-money' }], 41302, 1),
  chat('a web page', [{ kind: 'html' }], 41309, 1),
  chat('an empty body', [{ kind: 'empty' }], 41309, 1),
  chat('an error with status 200', [{ kind: 'error-in-200' }], 41309, 1),
  chat('JSON that is cut off', [{ kind: 'malformed-json' }], 41309, 1),
  chat('no choices', [{ kind: 'json', body: { choices: [] } }], 41309, 1),
  chat('the JSON null', [{ kind: 'json', body: null }], 41309, 1),
  chat('a refusal', [refusal(400, { message: 'This content is against our policy.' })], 41309, 1),
  chat('no answer for ever', [{ kind: 'hang' }], 41401, 1, { settings: short, aborted: true }),
  chat('no model at all', [{ ...refusal(404, { code: 'model_not_found' }), repeat: 9 }], 41211, 2),
]

/** Everything that the service behind us can do to a call. */
export const faultCases: readonly FaultCase[] = [...connections, ...busy, ...storms, ...nonsense, ...refusals, ...slow, ...translating]
