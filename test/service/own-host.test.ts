import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { operations, validate, type Operation } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { Deadline } from '../../service/src/deadline'
import { speechToText } from '../../service/src/operations/speech-to-text'
import type { SpeechResult, SpeechValues } from '../../service/src/plan/plan-call'
import { render } from '../../service/src/render/render'
import { fixtures, readFixture } from '../support/stand-in'

/** Calls to OpenAI's own host, where prices and end dates of models hold: its requests are led to a server in this process. */

const openAi = 'https://api.openai.com'
const tokens = { type: 'tokens', input_tokens: 14, input_token_details: { text_tokens: 0, audio_tokens: 14 }, output_tokens: 9, total_tokens: 23 }

/** A file that begins like audio and holds none. */
const headersOnly = Buffer.concat([Buffer.from('RIFF\x24\x10\x00\x00WAVEfmt '), Buffer.alloc(4096, 7)])
const fileOf = (name: string): Buffer => (name === 'headers-only.wav' ? headersOnly : readFixture(name))

let server: Server
let base: string
let answer: object
let asked: { path: string; body: string }[]
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.method === 'GET') return void response.end(fileOf((request.url ?? '').slice(1)))
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      asked.push({ path: request.url ?? '', body: Buffer.concat(parts).toString('latin1') })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const real = globalThis.fetch
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => real(String(input instanceof Request ? input.url : input).replace(openAi, base), init))
})
afterAll(() => {
  jest.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})

interface Called extends SpeechResult {
  readonly settled: readonly (number | null)[]
  readonly document: Record<string, unknown> & { readonly segments: readonly Record<string, unknown>[] }
}

const call = async (file: string, wish: Readonly<Record<string, unknown>>, day = '2026-11-21'): Promise<Called> => {
  const [operation] = operations as unknown as [Operation]
  const validated = validate(operation, { audioFileUrl: `${base}/${file}`, ...wish })
  if (!validated.ok) throw new Error(validated.problem.key)
  const values = validated.values as unknown as SpeechValues
  const settled: (number | null)[] = []
  const quota = { reserve: () => Promise.resolve(), release: () => Promise.resolve(), settle: (seconds: number | null): Promise<never[]> => (settled.push(seconds), Promise.resolve([])) }
  const deadline = new Deadline(30)
  try {
    const settings = parseConfiguration({ apiKey: 'k', allowedHosts: new URL(base).host })
    const result = await speechToText('transcribe', values, { settings, deadline, day, reader: () => ({}), quota })
    return { ...result, settled, document: render(result.transcript, result.facts, { task: 'transcribe', format: values.responseFormat }) as Called['document'] }
  } finally {
    deadline.clear()
  }
}

describe('a model that counts tokens instead of seconds', () => {
  const files = ['speech.mp3', 'speech.mpga', 'speech.m4a', 'speech.ogg', 'speech.flac', 'speech.webm', 'speech.wav', 'without-duration.webm']

  test.each(files)('is counted by the true length of %s', async (file) => {
    answer = { text: 'hello', usage: tokens }
    const { settled, document } = await call(file, { model: 'gpt-4o-mini-transcribe' })
    const truth = fixtures.speech[file]?.durationSeconds ?? NaN
    expect(settled).toEqual([expect.closeTo(truth, 0)])
    expect(Math.abs((settled[0] ?? NaN) - truth)).toBeLessThan(0.15)
    expect(document).toMatchObject({ durationSeconds: settled[0], usage: tokens, cost: expect.closeTo((truth / 60) * 0.003, 4) })
  })

  test('keeps the length that the service tells', async () => {
    answer = { text: 'hello', usage: { type: 'duration', seconds: 7 } }
    expect(await call('speech.mp3', { model: 'gpt-transcribe' })).toMatchObject({ settled: [7], document: { durationSeconds: 7, cost: 0.0005 } })
  })

  test('is answered all the same when nobody can tell the length', async () => {
    answer = { text: 'hello', usage: tokens }
    expect(await call('text-renamed.mp3', { model: 'gpt-4o-transcribe' }).catch((error: unknown) => error)).toMatchObject({ key: 'source-not-audio' })
    expect(await call('headers-only.wav', { model: 'gpt-4o-transcribe' }).catch((error: unknown) => error)).toMatchObject({ settled: [null], document: { text: 'hello', durationSeconds: null, cost: null } })
  })
})

describe('whisper-1', () => {
  test('that repeats the keywords over silence is not believed', async () => {
    const echo = 'Backendless, Codeless, Kovalenko.'
    answer = { text: echo, duration: 3, segments: [{ id: 0, start: 0, end: 3, text: echo, no_speech_prob: 0.95, avg_logprob: -0.9, compression_ratio: 0.8 }] }
    const { document } = await call('silent.wav', { keywords: 'Backendless, Codeless, Kovalenko' })
    expect(document).toMatchObject({ text: '', removed: [{ text: echo }], warnings: [{ code: 'silence-removed' }] })
  })
})

describe('on 2027-02-26', () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ timestamps: 'word' }, 'word times'], [{ timestamps: 'word', responseFormat: 'verbose_json', model: 'whisper-1' }, 'word times'],
    [{ speakers: true }, 'speakers'], [{ responseFormat: 'diarized_json' }, 'speakers'],
  ])('an untouched app that asks for %j gets its text, and is told that it holds no %s', async (wish, words) => {
    answer = { text: 'hello' }
    const { document, facts } = await call('vocabulary.mp3', wish, '2027-02-26')
    expect(document.text).toMatch(/^hello( hello)*$/)
    expect(facts).toMatchObject({ model: 'gpt-transcribe', warnings: expect.arrayContaining([expect.objectContaining({ code: 'model-retired' }), { code: 'wish-not-met', message: `No model at hand gives ${words}: the answer of gpt-transcribe holds none.` }]) })
    expect(new Set(asked.map(({ body }) => /name="model"\r\n\r\n([\w-]+)/.exec(body)?.[1]))).toEqual(new Set(['gpt-transcribe']))
    if ('responseFormat' in wish) expect(document.segments.length).toBeGreaterThan(0)
    if (wish.responseFormat === 'diarized_json') expect(document.segments.map(({ speaker }) => speaker)).toEqual(document.segments.map(() => ''))
  })
})
