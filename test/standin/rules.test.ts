import { standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { ask, askChat, fixtureFile, type Ask } from './ask'

let standIn: OpenAiProcess
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
})
afterAll(() => standIn.stop())
afterEach(() => standIn.reset())

interface Case {
  readonly title: string
  readonly ask: Omit<Ask, 'baseUrl'>
  readonly status: number
  readonly message: string | RegExp
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
  /** Whether an empty usage stands beside the error, as it does when the audio itself is refused. */
  readonly usage?: true
}

const whisper = (fields: NonNullable<Ask['fields']>): Pick<Ask, 'fields'> => ({ fields: { model: 'whisper-1', ...fields } })
const gpt = (fields: NonNullable<Ask['fields']>): Pick<Ask, 'fields'> => ({ fields: { model: 'gpt-transcribe', ...fields } })
const formats = (list: string): string => `Use ${list} instead.`
const decodeFailed = 'The audio file could not be decoded or its format is not supported.'
const extensionFailed = "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']"
const containerFailed = 'This model does not support the format you provided.'

/** A silent wav file; made of zeros at once, because a sample at a time takes seconds. */
const silentWav = (seconds: number, sampleRate = 8_000): Buffer => {
  const head = writeWav(new Float32Array(0), sampleRate)
  const dataBytes = Math.round(seconds * sampleRate) * 2
  head.writeUInt32LE(36 + dataBytes, 4)
  head.writeUInt32LE(dataBytes, 40)
  return Buffer.concat([head, Buffer.alloc(dataBytes)])
}

const silence = (seconds: number): NonNullable<Ask['file']> => ({ name: 'a.wav', bytes: silentWav(seconds) })

const cases: readonly Case[] = [
  { title: 'no key', ask: { key: null }, status: 401, message: /^You didn't provide an API key/ },
  { title: 'an empty key', ask: { key: '' }, status: 401, message: /^You didn't provide an API key/ },
  { title: 'a wrong key, which it repeats only in part', ask: { key: 'sk-proj-abcdefghijklmnop1234' }, status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided: sk-proj-****************1234. You can find your API key at https://platform.openai.com/account/api-keys.' },
  { title: 'a wrong key before anything else', ask: { key: 'wrong', file: null }, status: 401, code: 'invalid_api_key', message: /^Incorrect API key/ },
  { title: 'an unknown address', ask: { path: '/audio/transcribe' }, status: 404, message: 'Invalid URL (POST /v1/audio/transcribe)' },
  { title: 'a doubled address', ask: { path: '/audio/transcriptions/audio/transcriptions' }, status: 404, message: 'Invalid URL (POST /v1/audio/transcriptions/audio/transcriptions)' },
  { title: 'a missing model', ask: {}, status: 400, message: 'you must provide a model parameter' },
  { title: 'an empty model', ask: { fields: { model: '' } }, status: 400, message: 'you must provide a model parameter' },
  { title: 'an unknown model', ask: { fields: { model: 'whisper-2' } }, status: 404, code: 'model_not_found', message: 'The model `whisper-2` does not exist or you do not have access to it.' },
  { title: 'a model for live sessions only', ask: { fields: { model: 'gpt-live-transcribe' } }, status: 404, message: 'Invalid URL (POST /v1/audio/transcriptions)' },
  { title: 'a translation by a model that cannot', ask: { path: '/audio/translations', fields: { model: 'gpt-4o-transcribe' } }, status: 404, message: 'Invalid URL (POST /v1/audio/translations)' },
  { title: 'a missing file', ask: { ...whisper({}), file: null }, status: 400, param: 'file', message: /'file'.*Field required/ },
  { title: 'an unknown format', ask: whisper({ response_format: 'xml' }), status: 400, param: 'response_format', code: 'invalid_value', message: /^Invalid value: 'xml'/ },
  { title: 'speakers from whisper-1', ask: whisper({ response_format: 'diarized_json' }), status: 400, param: 'response_format', code: 'unsupported_value', message: /'diarized_json' is not compatible with model 'whisper-1'/ },
  ...['srt', 'vtt', 'verbose_json', 'diarized_json'].flatMap((response_format) => ['gpt-transcribe', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe'].map((model): Case => (
    { title: `${response_format} from ${model}`, ask: { fields: { model, response_format } }, status: 400, param: 'response_format', code: 'unsupported_value', message: `response_format '${response_format}' is not compatible with model '${model}-api-ev3'. ${formats("'json' or 'text'")}` }))),
  { title: 'srt from the diarizing model', ask: { fields: { model: 'gpt-4o-transcribe-diarize', response_format: 'srt' } }, status: 400, param: 'response_format', code: 'unsupported_value', message: /'srt' is not compatible/ },
  { title: 'a temperature above 1', ask: whisper({ temperature: '1.1' }), status: 400, param: 'temperature', code: 'invalid_value', message: /temperature/ },
  { title: 'a temperature below 0', ask: whisper({ temperature: '-0.1' }), status: 400, param: 'temperature', code: 'invalid_value', message: /temperature/ },
  { title: 'a temperature that is no number', ask: whisper({ temperature: 'hot' }), status: 400, param: 'temperature', code: 'invalid_value', message: /temperature/ },
  { title: 'a language that is no code', ask: whisper({ language: 'english' }), status: 400, param: 'language', code: 'invalid_language_format', message: /ISO-639-1/ },
  { title: 'a language that whisper-1 does not take as a hint', ask: whisper({ language: 'gu' }), status: 400, param: 'language', code: 'unsupported_language', message: "Language 'gu' is not supported." },
  { title: 'languages as a JSON list', ask: gpt({ 'languages[]': '["en","de"]' }), status: 400, code: 'invalid_value', message: 'Invalid request.' },
  { title: 'languages as a comma list', ask: gpt({ 'languages[]': 'en,de' }), status: 400, code: 'invalid_value', message: 'Invalid request.' },
  { title: 'a language that gpt-transcribe does not know', ask: gpt({ 'languages[]': ['en', 'am'] }), status: 400, code: 'invalid_value', message: 'Invalid request.' },
  { title: 'both language fields', ask: gpt({ language: 'en', 'languages[]': 'en' }), status: 400, code: 'invalid_value', message: /not both/ },
  { title: 'a keyword with a line break', ask: gpt({ 'keywords[]': ['good', 'two\nlines'] }), status: 400, param: 'keywords', code: 'invalid_value', message: /single line/ },
  { title: 'a keyword with an angle bracket', ask: gpt({ 'keywords[]': '<b>' }), status: 400, param: 'keywords', code: 'invalid_value', message: /single line/ },
  { title: 'word times without verbose_json', ask: whisper({ 'timestamp_granularities[]': 'word' }), status: 400, param: 'timestamp_granularities', code: 'unsupported_value', message: /verbose_json/ },
  { title: 'unknown times', ask: whisper({ response_format: 'verbose_json', 'timestamp_granularities[]': 'letter' }), status: 400, param: 'timestamp_granularities', code: 'invalid_value', message: /'letter'/ },
  { title: 'probabilities from whisper-1', ask: whisper({ 'include[]': 'logprobs' }), status: 400, param: 'include', code: 'unsupported_value', message: /logprobs/ },
  { title: 'a prompt for the diarizing model', ask: { fields: { model: 'gpt-4o-transcribe-diarize', prompt: 'names' } }, status: 400, param: 'prompt', code: 'unsupported_parameter', message: /'prompt' is not supported/ },
  { title: 'an unknown chunking', ask: { fields: { model: 'gpt-4o-transcribe-diarize', chunking_strategy: 'often' } }, status: 400, param: 'chunking_strategy', code: 'invalid_value', message: /chunking_strategy/ },
  { title: '31 s for the diarizing model without chunking', ask: { fields: { model: 'gpt-4o-transcribe-diarize' }, file: silence(31) }, status: 400, param: 'chunking_strategy', code: 'missing_required_parameter', message: /chunking_strategy is required/ },
  { title: 'speaker names without references', ask: { fields: { model: 'gpt-4o-transcribe-diarize', 'known_speaker_names[]': 'Ana' } }, status: 400, param: 'known_speaker_names', code: 'invalid_value', message: /same length/ },
  { title: 'a good file without an extension (whisper-1)', ask: { ...whisper({}), file: fixtureFile('speech.mp3', 'blob') }, status: 400, message: extensionFailed, usage: true },
  { title: 'an extension that is not on the list (whisper-1)', ask: { ...whisper({}), file: fixtureFile('voice-note.opus') }, status: 400, message: extensionFailed, usage: true },
  { title: 'a good file under a wrong extension (whisper-1)', ask: { ...whisper({}), file: fixtureFile('speech.m4a', 'a.mp3', 'audio/mp4') }, status: 400, param: 'file', message: decodeFailed, usage: true },
  { title: 'm4a bytes called wav (gpt-4o)', ask: { fields: { model: 'gpt-4o-transcribe' }, file: fixtureFile('speech.m4a', 'audio.wav') }, status: 400, param: 'messages', code: 'unsupported_format', message: containerFailed, usage: true },
  { title: 'm4a bytes with a wav label (gpt-transcribe)', ask: { ...gpt({}), file: fixtureFile('speech.m4a', 'audio.m4a', 'audio/wav') }, status: 400, param: 'messages', code: 'unsupported_format', message: containerFailed, usage: true },
  { title: 'a browser recording without a duration (gpt-4o)', ask: { fields: { model: 'gpt-4o-transcribe' }, file: fixtureFile('recorded.webm') }, status: 400, param: 'messages', code: 'unsupported_format', message: containerFailed, usage: true },
  { title: 'audio below 0.1 s (whisper-1)', ask: { ...whisper({}), file: silence(0.09) }, status: 400, param: 'file', code: 'audio_too_short', message: 'Audio file is too short. Minimum audio length is 0.1 seconds.', usage: true },
  { title: 'audio below 0.1 s (gpt-4o)', ask: { fields: { model: 'gpt-4o-transcribe' }, file: silence(0.09) }, status: 400, param: null, code: 'invalid_value', message: 'Audio file is too short. Minimum audio length is 0.1 seconds.', usage: true },
  ...['gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-transcribe-diarize'].map((model): Case => (
    { title: `1400.5 s (${model})`, ask: { fields: { model, chunking_strategy: 'auto' }, file: silence(1400.5) }, status: 400, code: 'invalid_value', message: 'audio duration 1400.5 seconds is longer than 1400 seconds which is the maximum for this model', usage: true })),
]

describe('The stand-in refuses', () => {
  test.each(cases.map((each) => [each.title, each] as const))('%s', async (_title, { ask: request, status, message, type = 'invalid_request_error', param = null, code = null, usage }) => {
    const told = await ask({ baseUrl: standIn.baseUrl, ...request })
    expect(told.status).toBe(status)
    expect(Object.keys(told.json.error)).toEqual(['message', 'type', 'param', 'code'])
    expect(told.json.error).toEqual({ message: message instanceof RegExp ? expect.stringMatching(message) : message, type, param, code })
    expect(told.json.usage).toEqual(usage && { type: 'duration', seconds: 0 })
  })

  test('a body of more than 26,214,400 bytes, with the odd words of the real service, and takes one that just fits', async () => {
    const tooBig = await ask({ baseUrl: standIn.baseUrl, ...whisper({}), file: { name: 'a.wav', bytes: Buffer.alloc(26_214_400) } })
    expect(tooBig.status).toBe(413)
    expect(tooBig.json).toEqual({ error: { message: expect.stringMatching(/^413: Maximum content size limit \(26214400\) exceeded \(262\d{5} bytes read\)$/), type: 'server_error', param: null, code: null } })
    const wav = silentWav(13_106_000 / 48_000, 48_000)
    expect(wav.length).toBeGreaterThan(26_212_000)
    expect((await ask({ baseUrl: standIn.baseUrl, ...whisper({}), file: { name: 'a.wav', bytes: wav } })).status).toBe(200)
    const requests = await standIn.requests()
    expect(requests.map(({ status }) => status)).toEqual([413, 200])
  })

  test('a JSON body where a form belongs', async () => {
    const response = await fetch(`${standIn.baseUrl}/audio/transcriptions`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${standInKeys.full}`, 'content-type': 'application/json' } })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: { message: 'Invalid Content-Type header (application/json), expected multipart/form-data.', type: 'invalid_request_error', param: null, code: null } })
  })

  test('a form that is cut or has no boundary', async () => {
    for (const contentType of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      const response = await fetch(`${standIn.baseUrl}/audio/transcriptions`, { method: 'POST', body: '--x\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhis', headers: { authorization: `Bearer ${standInKeys.full}`, 'content-type': contentType } })
      expect(response.status).toBe(400)
      expect((await response.json() as { error: { message: string } }).error.message).toBe('Could not parse multipart form')
    }
  })

  test('models and chat to a key that is for audio only, which may still transcribe', async () => {
    const models = await fetch(`${standIn.baseUrl}/models`, { headers: { authorization: `Bearer ${standInKeys.audioOnly}` } })
    expect(models.status).toBe(403)
    expect((await askChat(standIn.baseUrl, { model: 'gpt-6-luna', messages: [] }, standInKeys.audioOnly)).json.error.message).toMatch(/Missing scopes: model.request/)
    expect((await ask({ baseUrl: standIn.baseUrl, ...whisper({}), key: standInKeys.audioOnly })).status).toBe(200)
  })
})

describe('The stand-in accepts', () => {
  test.each([
    ['a field that nobody knows', whisper({ langauge: 'en', colour: 'blue' })],
    ['language on gpt-transcribe, without reading it', gpt({ language: 'xx' })],
    ['languages as repeated fields', gpt({ 'languages[]': ['es', 'en'] })],
    ['keywords for gpt-transcribe', gpt({ 'keywords[]': ['Backendless', 'Codeless'] })],
    ['keywords on whisper-1, without reading them', whisper({ 'keywords[]': '<b>' })],
    ['temperatures from 0 to 1', whisper({ temperature: '1' })],
    ['chunking as an object', { fields: { model: 'gpt-4o-transcribe-diarize', 'chunking_strategy[type]': 'server_vad' } }],
    ['an oga name', { ...whisper({}), file: fixtureFile('voice-note.oga') }],
    ['a name in capitals', { ...whisper({}), file: fixtureFile('speech.mp3', 'SPEECH.MP3') }],
    ['a browser recording without a duration on whisper-1', { ...whisper({}), file: fixtureFile('recorded.webm', 'a.webm', 'audio/webm;codecs=opus') }],
    ['a browser recording in mp4 on gpt-4o', { fields: { model: 'gpt-4o-transcribe' }, file: fixtureFile('recorded.mp4', 'a.mp4', 'audio/mp4') }],
    ['a label that says nothing', { ...gpt({}), file: fixtureFile('speech.mp3', 'a.mp3', 'application/octet-stream') }],
    ['a language field on translations, without reading it', { path: '/audio/translations', ...whisper({ language: 'klingon', 'timestamp_granularities[]': 'word' }) }],
    ['1399 s for the gpt-4o family', { fields: { model: 'gpt-4o-transcribe' }, file: silence(1399) }],
    ['25 minutes for whisper-1', { ...whisper({}), file: silence(1500) }],
  ] as const)('%s', async (_title, request) => {
    expect(await ask({ baseUrl: standIn.baseUrl, ...request })).toMatchObject({ status: 200 })
  })
})

describe('On the day on which the classic models end, the stand-in', () => {
  const listModels = async (): Promise<{ id: string; shutdown_date: string | null }[]> => {
    const response = await fetch(`${standIn.baseUrl}/models`, { headers: { authorization: `Bearer ${standInKeys.full}` } })
    return ((await response.json()) as { data: { id: string; shutdown_date: string | null }[] }).data
  }

  test('has announced it in the list of models', async () => {
    const models = await listModels()
    expect(models.find(({ id }) => id === 'whisper-1')!.shutdown_date).toBe('2027-02-26')
    expect(models.find(({ id }) => id === 'gpt-transcribe')!.shutdown_date).toBeNull()
  })

  test.each(['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-transcribe-2025-12-15', 'gpt-4o-transcribe-diarize'])('no longer has %s', async (model) => {
    await standIn.setDay('2027-02-25')
    expect((await ask({ baseUrl: standIn.baseUrl, fields: { model } })).status).toBe(200)
    await standIn.setDay('2027-02-26')
    const { status, json } = await ask({ baseUrl: standIn.baseUrl, fields: { model } })
    expect(status).toBe(404)
    expect(json.error).toEqual({ message: `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`, type: 'invalid_request_error', param: null, code: 'model_not_found' })
    expect((await listModels()).map(({ id }) => id)).not.toContain(model)
  })

  test('no longer has the address of translations, and still transcribes with the successor', async () => {
    await standIn.setDay('2027-02-26')
    const { status, json } = await ask({ baseUrl: standIn.baseUrl, path: '/audio/translations', ...whisper({}) })
    expect([status, json.error.message]).toEqual([404, 'Invalid URL (POST /v1/audio/translations)'])
    expect((await ask({ baseUrl: standIn.baseUrl, ...gpt({}) })).status).toBe(200)
    await standIn.reset()
    expect((await ask({ baseUrl: standIn.baseUrl, path: '/audio/translations', ...whisper({}) })).status).toBe(200)
  })
})
