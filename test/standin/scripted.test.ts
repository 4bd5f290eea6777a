import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fixturePath, fixtureText, standInKeys, startOpenAi, type OpenAiProcess, type ScriptedReply } from '../support/stand-in'
import { ask } from './ask'
import type { SdkCall, SdkOutcome } from './sdk-child'

let standIn: OpenAiProcess
let sdk: ChildProcess
let lastId = 0

beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
  sdk = fork(join(__dirname, 'sdk-child.ts'), { execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href] })
  sdk.setMaxListeners(100)
})
afterAll(async () => {
  sdk.disconnect()
  await standIn.stop()
})
beforeEach(() => standIn.reset())

const text = fixtureText('speech.mp3')

/** One call of the SDK's own client. */
const callSdk = (wanted: Partial<SdkCall> = {}): Promise<SdkOutcome> =>
  new Promise((resolve) => {
    const id = (lastId += 1)
    const listen = (answer: { id: number; outcome: SdkOutcome }): void => {
      if (answer.id !== id) return
      sdk.off('message', listen)
      resolve(answer.outcome)
    }
    sdk.on('message', listen)
    sdk.send({ id, baseUrl: standIn.baseUrl, apiKey: standInKeys.full, file: fixturePath('speech.mp3'), ...wanted })
  })

describe("The SDK's own client", () => {
  test('transcribes and translates, in objects and in captions', async () => {
    expect(await callSdk()).toMatchObject({ ok: true, value: { text } })
    expect(await callSdk({ endpoint: 'translations' })).toMatchObject({ ok: true, value: { text: 'house bread cat voice world bridge' } })
    expect(await callSdk({ fields: { response_format: 'srt' } })).toMatchObject({ ok: true, value: expect.stringMatching(/^1\n00:00:0/) })
    const verbose = await callSdk({ fields: { response_format: 'verbose_json', timestamp_granularities: ['word'] } })
    expect(verbose).toMatchObject({ ok: true, value: { words: text.split(' ').map((word) => ({ word })) } })
    expect(await callSdk({ fields: { model: 'gpt-transcribe', languages: ['es', 'en'], keywords: ['Backendless'] } })).toMatchObject({ ok: true, value: { languages: [{ code: 'es' }, { code: 'en' }] } })
    expect((await standIn.requests()).at(-1)!.fields).toMatchObject({ 'languages[]': ['es', 'en'], 'keywords[]': ['Backendless'] })
  })

  const failures: readonly (readonly [title: string, reply: ScriptedReply, name: string, facts: object])[] = [
    ['400', { kind: 'json', status: 400, body: { error: { message: 'no', type: 'invalid_request_error', param: 'file', code: null } } }, 'BadRequestError', { status: 400, param: 'file', message: '400 no' }],
    ['403', { kind: 'json', status: 403, body: { error: { message: 'no', type: 'invalid_request_error', param: null, code: null } } }, 'PermissionDeniedError', { status: 403 }],
    ['409', { kind: 'json', status: 409, body: {} }, 'ConflictError', { status: 409 }],
    ['422', { kind: 'json', status: 422, body: { detail: [] } }, 'UnprocessableEntityError', { status: 422 }],
    ['429 that passes', { kind: 'rate-limit', retryAfterSeconds: 7 }, 'RateLimitError', { status: 429, code: 'rate_limit_exceeded' }],
    ['429 that is about money', { kind: 'no-money' }, 'RateLimitError', { status: 429, type: 'insufficient_quota', code: 'credit_balance_exhausted' }],
    ['500', { kind: 'server-error' }, 'InternalServerError', { status: 500, type: 'server_error', requestId: expect.stringMatching(/^req_/) }],
    ['503', { kind: 'server-error', status: 503 }, 'InternalServerError', { status: 503, code: 'server_is_overloaded' }],
    ['a page of a proxy with 502', { kind: 'html', status: 502 }, 'InternalServerError', { status: 502 }],
    ['a reset before the body was read', { kind: 'reset', when: 'before-body' }, 'APIConnectionError', {}],
    ['a reset while the body is read', { kind: 'reset', when: 'during-body' }, 'APIConnectionError', {}],
    ['a reset instead of an answer', { kind: 'reset', when: 'after-body' }, 'APIConnectionError', {}],
    ['an answer that is cut', { kind: 'cut' }, 'TypeError', { message: 'terminated' }],
    ['half a document with status 200', { kind: 'malformed-json' }, 'SyntaxError', {}],
  ]
  test.each(failures)('gets its own error class for %s, and works again afterwards', async (_title, reply, name, facts) => {
    await standIn.script([reply])
    expect(await callSdk()).toMatchObject({ ok: false, name, ...facts })
    expect(await callSdk()).toMatchObject({ ok: true, value: { text } })
  })

  const refusals: readonly (readonly [title: string, wanted: Partial<SdkCall>, name: string, facts: object])[] = [
    ['a wrong key', { apiKey: 'sk-wrong' }, 'AuthenticationError', { status: 401, code: 'invalid_api_key' }],
    ['an unknown model', { fields: { model: 'no-such-model' } }, 'NotFoundError', { status: 404, code: 'model_not_found' }],
    ['a format that the model lacks', { fields: { model: 'gpt-transcribe', response_format: 'srt' } }, 'BadRequestError', { status: 400, param: 'response_format', code: 'unsupported_value' }],
    ['a file that is too big', { file: 26_300_000 }, 'APIError', { status: 413, type: 'server_error' }],
    ['a file that is no audio', { file: fixturePath('text-renamed.mp3') }, 'BadRequestError', { status: 400, param: 'file' }],
  ]
  test.each(refusals)('gets its own error class for %s', async (_title, wanted, name, facts) => {
    expect(await callSdk(wanted)).toMatchObject({ ok: false, name, requestId: expect.stringMatching(/^req_/), ...facts })
  })

  test('loses its patience with a server that hangs, before the headers', async () => {
    await standIn.script([{ kind: 'hang' }])
    expect(await callSdk({ timeoutMs: 300 })).toMatchObject({ ok: false, name: 'APIConnectionTimeoutError' })
    expect((await standIn.requests())[0]).toMatchObject({ aborted: true, status: null, scripted: 'hang' })
  })

  test('has no patience of its own once headers are there: only its caller ends a body that never ends', async () => {
    await standIn.script([{ kind: 'hang', when: 'in-body' }])
    const began = Date.now()
    expect(await callSdk({ timeoutMs: 2000, abortAfterMs: 3500 })).toMatchObject({ ok: false })
    expect(Date.now() - began).toBeGreaterThanOrEqual(3400)
    expect((await standIn.requests())[0]).toMatchObject({ aborted: true, status: 200 })
  })

  test('can give up by itself, which the stand-in notices', async () => {
    await standIn.script([{ kind: 'answer', delayMs: 5000 }])
    expect(await callSdk({ abortAfterMs: 200 })).toMatchObject({ ok: false, name: 'APIUserAbortError' })
    expect((await standIn.requests())[0]).toMatchObject({ aborted: true, status: null })
  })

  test('takes a page, an error object and nothing at all with status 200 for a success', async () => {
    await standIn.script([{ kind: 'html' }, { kind: 'error-in-200' }, { kind: 'empty' }])
    expect(await callSdk()).toMatchObject({ ok: true, value: expect.stringMatching(/^<!DOCTYPE html>/) })
    expect(await callSdk()).toMatchObject({ ok: true, value: { error: { type: 'server_error' } } })
    expect(await callSdk()).toEqual({ ok: true, value: null })
  })

  test('retries what passes, after the time that it is told, with the very same bytes', async () => {
    await standIn.script([{ kind: 'rate-limit', retryAfterMs: 600 }, { kind: 'server-error' }])
    expect(await callSdk({ maxRetries: 2 })).toMatchObject({ ok: true, value: { text } })
    const requests = await standIn.requests()
    expect(requests.map(({ status }) => status)).toEqual([429, 500, 200])
    expect(requests[1]!.startedAtMs - requests[0]!.endedAtMs!).toBeGreaterThanOrEqual(590)
    expect(new Set(requests.map(({ file }) => file!.sha256)).size).toBe(1)
  })
})

describe('A script', () => {
  test('is used up in order, and can repeat and choose its endpoint', async () => {
    await standIn.script([{ kind: 'server-error', repeat: 2 }, { kind: 'rate-limit', for: 'models' }, { kind: 'no-money' }])
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1) statuses.push((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).status)
    expect(statuses).toEqual([500, 500, 429, 200])
    expect((await fetch(`${standIn.baseUrl}/models`, { headers: { authorization: `Bearer ${standInKeys.full}` } })).status).toBe(429)
  })

  test('is replaced by the next one, and forgotten by a reset', async () => {
    await standIn.script([{ kind: 'server-error', repeat: 1000 }])
    await standIn.script([{ kind: 'rate-limit' }])
    expect((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).status).toBe(429)
    await standIn.script([{ kind: 'server-error', repeat: 1000 }])
    await standIn.reset()
    expect((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).status).toBe(200)
  })

  test('can answer late, by the clock and by the length of the audio', async () => {
    await standIn.script([{ kind: 'timed', seconds: 0.3, perAudioSecond: 0 }, { kind: 'timed', seconds: 0.2, perAudioSecond: 0.1, text: 'by the clock' }, { kind: 'answer', delayMs: 400 }])
    const times: number[] = []
    const texts: string[] = []
    for (let count = 0; count < 3; count += 1) {
      const began = Date.now()
      texts.push((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).json.text)
      times.push(Date.now() - began)
    }
    expect(texts).toEqual(['timed answer', 'by the clock', text])
    expect(times[0]).toBeGreaterThanOrEqual(300)
    expect(times[1]).toBeGreaterThanOrEqual(926)
    expect(times[2]).toBeGreaterThanOrEqual(400)
    expect((await standIn.requests()).map(({ file: sent }) => sent!.words!.length)).toEqual([6, 6, 6])
  })

  test('can let an answer trickle', async () => {
    await standIn.script([{ kind: 'trickle', bytesPerSecond: 100 }])
    const began = Date.now()
    const { json } = await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })
    expect(json.text).toBe(text)
    expect(Date.now() - began).toBeGreaterThan(400)
  })

  test('can send anything with any headers', async () => {
    await standIn.script([{ kind: 'raw', status: 307, body: '', headers: { location: 'http://127.0.0.1:9/elsewhere' } }])
    const response = await fetch(`${standIn.baseUrl}/models`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/elsewhere'])
  })

  test('can leave out the usage', async () => {
    await standIn.script([{ kind: 'answer', omitUsage: true }])
    expect((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).json).toEqual({ text })
  })
})
