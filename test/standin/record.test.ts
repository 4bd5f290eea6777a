import { createHash } from 'node:crypto'
import { fixtures, fixtureText, readFixture, speak, pickWords, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { ask, fixtureFile } from './ask'

let standIn: OpenAiProcess
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
})
afterAll(() => standIn.stop())
beforeEach(() => standIn.reset())

describe('What the stand-in writes down', () => {
  test('is everything that was sent, and of keys only whether they were right', async () => {
    const before = Date.now()
    await ask({
      baseUrl: standIn.baseUrl, file: fixtureFile('speech.ogg', 'talk.ogg', 'audio/ogg'), headers: { 'x-test': 'yes', cookie: 'secret=1', 'api-key': 'secret' },
      fields: { model: 'whisper-1', response_format: 'verbose_json', 'timestamp_granularities[]': ['word', 'segment'], prompt: 'Grüße, 東京' },
    })
    const after = Date.now()
    const [request, ...others] = await standIn.requests()
    expect(others).toEqual([])
    expect(request).toMatchObject({
      endpoint: 'transcriptions', method: 'POST', path: '/v1/audio/transcriptions', authorization: 'right', status: 200, aborted: false, scripted: null, json: undefined,
      fields: { model: ['whisper-1'], response_format: ['verbose_json'], 'timestamp_granularities[]': ['word', 'segment'], prompt: ['Grüße, 東京'] },
      partOrder: ['model', 'response_format', 'timestamp_granularities[]', 'timestamp_granularities[]', 'prompt', 'file'],
      file: { name: 'talk.ogg', contentType: 'audio/ogg', bytes: readFixture('speech.ogg').length, sha256: createHash('sha256').update(readFixture('speech.ogg')).digest('hex') },
    })
    expect(request!.file!.words!.map(({ word }) => word).join(' ')).toBe(fixtureText('speech.ogg'))
    expect(request!.file!.durationSeconds).toBeCloseTo(fixtures.speech['speech.ogg']!.durationSeconds, 1)
    expect(request!.headers).toMatchObject({ 'x-test': 'yes', 'content-type': expect.stringMatching(/^multipart/), 'content-length': String(request!.bodyBytes) })
    expect(request!.headerNames).toEqual(expect.arrayContaining(['authorization', 'cookie', 'api-key']))
    expect(JSON.stringify(request)).not.toMatch(/secret|sk-stand-in/)
    expect(before <= request!.startedAtMs && request!.startedAtMs <= request!.receivedAtMs! && request!.receivedAtMs! <= request!.endedAtMs! && request!.endedAtMs! <= after).toBe(true)
  })

  test('tells wrong keys and missing ones apart', async () => {
    for (const key of [standInKeys.second, 'sk-wrong', null]) await ask({ baseUrl: standIn.baseUrl, key, fields: { model: 'whisper-1' } })
    expect((await standIn.requests()).map(({ authorization, status }) => [authorization, status])).toEqual([['right', 200], ['wrong', 401], ['missing', 401]])
  })

  test('has no words for a file that is no audio, and no file when none was sent', async () => {
    await ask({ baseUrl: standIn.baseUrl, file: fixtureFile('web-page.mp3'), fields: { model: 'whisper-1' } })
    await ask({ baseUrl: standIn.baseUrl, file: null, fields: { model: 'whisper-1' } })
    const [page, nothing] = await standIn.requests()
    expect(page!.file).toMatchObject({ words: null, durationSeconds: null, bytes: readFixture('web-page.mp3').length })
    expect(nothing!.file).toBeNull()
  })

  test('holds bodies of JSON, and requests to addresses that do not exist', async () => {
    await fetch(`${standIn.baseUrl}/chat/completions`, { method: 'POST', body: '{"model":"gpt-6-luna"}' })
    await fetch(`${standIn.baseUrl}/nowhere?a=1`)
    expect(await standIn.requests()).toMatchObject([{ endpoint: 'chat', json: { model: 'gpt-6-luna' } }, { endpoint: 'other', method: 'GET', path: '/v1/nowhere', status: 404 }])
  })

  test('is forgotten by a reset', async () => {
    await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })
    await standIn.reset()
    expect(await standIn.requests()).toEqual([])
  })

  test('keeps many requests at a time apart, and runs them at the same time', async () => {
    await standIn.script([{ kind: 'answer', delayMs: 1500, repeat: 30 }])
    const talks = Array.from({ length: 30 }, (_, index) => pickWords(5, index + 100))
    const began = Date.now()
    const answers = await Promise.all(talks.map((words, index) => {
      const { samples, sampleRate } = speak(words, { sampleRate: 8_000, leadSeconds: 0.2, tailSeconds: 0.2 })
      return ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1', prompt: String(index) }, file: { name: 'a.wav', bytes: writeWav(samples, sampleRate) } })
    }))
    expect(answers.map(({ json }) => json.text)).toEqual(talks.map((words) => words.join(' ')))
    expect(Date.now() - began).toBeLessThan(15_000)
    const requests = await standIn.requests()
    expect(requests.every(({ startedAtMs }) => startedAtMs < Math.min(...requests.map(({ endedAtMs }) => endedAtMs!)))).toBe(true)
    for (const { fields, file } of requests) expect(file!.words!.map(({ word }) => word)).toEqual(talks[Number(fields['prompt']![0])])
  })
})
