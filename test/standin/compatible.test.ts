import { fixtureText, findWord, startOpenAi, standInKeys, type FlavourName, type OpenAiProcess } from '../support/stand-in'
import { ask, fixtureFile, type Ask, type Told } from './ask'

const text = fixtureText('speech.mp3')
const english = text.split(' ').map((word) => findWord(word)!.english).join(' ')

const withServer = async (flavour: FlavourName, use: (server: OpenAiProcess, send: (request: Omit<Ask, 'baseUrl'>) => Promise<Told>) => Promise<void>): Promise<void> => {
  const server = await startOpenAi({ engine: 'stand-in', flavour })
  try {
    await use(server, (request) => ask({ baseUrl: server.baseUrl, ...request }))
  } finally {
    await server.stop()
  }
}

describe('A compatible server', () => {
  test('like Groq has three formats, its own address, and models of which one cannot translate', () => withServer('groq', async ({ baseUrl }, send) => {
    expect(baseUrl).toMatch(/\/openai\/v1$/)
    expect((await send({ fields: { model: 'whisper-large-v3' } })).json).toEqual({ text })
    expect((await send({ fields: { model: 'whisper-large-v3', response_format: 'srt' } })).status).toBe(400)
    expect((await send({ fields: { model: 'whisper-1' } })).json.error.code).toBe('model_not_found')
    expect((await send({ path: '/audio/translations', fields: { model: 'whisper-large-v3' } })).json.text).toBe(english)
    expect((await send({ path: '/audio/translations', fields: { model: 'whisper-large-v3-turbo' } })).status).toBe(400)
    expect((await send({ fields: { model: 'whisper-large-v3' }, file: { name: 'a.wav', bytes: Buffer.alloc(26_300_000) } })).json.error).toEqual({ message: 'Request Entity Too Large', type: 'invalid_request_error', code: 'request_too_large' })
  }))

  test('like Azure reads the key from its own header and wants a version', () => withServer('azure', async ({ baseUrl }, send) => {
    expect(baseUrl).toMatch(/\/openai\/deployments\/whisper$/)
    const path = '/audio/transcriptions?api-version=2024-06-01'
    expect((await send({ path, key: null, headers: { 'api-key': standInKeys.full }, fields: { response_format: 'verbose_json' } })).json.segments).toHaveLength(2)
    expect((await send({ path })).json).toEqual({ error: { code: '401', message: expect.any(String) } })
    expect((await send({ key: null, headers: { 'api-key': standInKeys.full } })).status).toBe(404)
  }))

  test('like whisper.cpp takes all speech for English unless told, nests words, and knows neither webm nor translations', () => withServer('whisper.cpp', async (_server, send) => {
    expect((await send({ key: null })).json.text).toBe(english)
    expect((await send({ key: null, fields: { language: 'auto' } })).json.text).toBe(text)
    expect((await send({ key: null, fields: { language: 'auto', translate: 'true' } })).json.text).toBe(english)
    const plain = await send({ key: null, fields: { language: 'auto', response_format: 'text' } })
    expect([plain.headers.get('content-type'), plain.text]).toEqual(['text/html; charset=utf-8', `${text}\n`])
    const verbose = await send({ key: null, fields: { language: 'auto', response_format: 'verbose_json' } })
    expect(verbose.json.words).toBeUndefined()
    expect(verbose.json.segments.flatMap(({ words }) => words.map(({ word }) => word)).join(' ')).toBe(text)
    expect((await send({ key: null, file: fixtureFile('speech.webm') })).json).toEqual({ error: 'failed to read audio data' })
    expect((await send({ key: null, path: '/audio/translations' })).status).toBe(404)
  }))

  test('like speaches tells errors as detail, as a list when a field is wrong', () => withServer('speaches', async (_server, send) => {
    const model = 'Systran/faster-whisper-small'
    expect((await send({ key: null, fields: { model } })).json).toEqual({ text })
    expect((await send({ key: null, fields: { model, response_format: 'xml' } })).json).toEqual({ detail: [expect.objectContaining({ loc: ['body', 'response_format'], msg: expect.any(String) })] })
    expect((await send({ key: null, fields: { model: 'whisper-1' } })).json).toEqual({ detail: expect.stringMatching(/whisper-1/) })
  }))

  test('like LocalAI calls a word text, begins srt with blank lines and takes 15 MB', () => withServer('localai', async (_server, send) => {
    const verbose = await send({ fields: { response_format: 'verbose_json', 'timestamp_granularities[]': 'word' } })
    expect(verbose.json.words[0]).toEqual({ text: 'casa', start: expect.any(Number), end: expect.any(Number) })
    expect((await send({ fields: { response_format: 'srt' } })).text).toMatch(/^\n\n1\n00:/)
    expect((await send({ file: { name: 'a.wav', bytes: Buffer.alloc(16_000_000) } })).status).toBe(413)
    expect((await send({ path: '/audio/translations' })).status).toBe(404)
    expect((await send({ file: fixtureFile('web-page.mp3') })).json).toEqual({ error: { code: 500, message: 'failed to read audio data', type: 'invalid_request_error' } })
  }))

  test('like vLLM refuses what its library cannot open, and models that it does not serve', () => withServer('vllm', async (_server, send) => {
    const model = 'openai/whisper-large-v3'
    expect((await send({ fields: { model } })).json).toEqual({ text })
    expect((await send({ fields: { model }, file: fixtureFile('speech.webm') })).status).toBe(400)
    expect((await send({ fields: { model: 'whisper-1' } })).status).toBe(404)
  }))
})
