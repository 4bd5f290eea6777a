import { failureOf, safeMessage, type Refusal, type RequestFacts } from '../../service/src/openai/failure'
import { fieldsOf, formAround, pathOf } from '../../service/src/openai/request'
import { transcriptOf } from '../../service/src/openai/response'

const facts: RequestFacts = { modelId: 'whisper-1', modelFromCall: false, host: 'api.example.com', path: '/audio/transcriptions', byteLength: 26_000_000 }
const refusal = (part: Partial<Refusal>): Refusal => ({ status: 400, type: 'invalid_request_error', code: '', param: '', message: '', requestId: '', ...part })

describe('failureOf', () => {
  test.each<[string, Partial<Refusal>, Partial<RequestFacts>]>([
    ['api-key-rejected', { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided: sk-abc***xyz' }, {}],
    ['api-key-scope', { status: 403 }, {}],
    ['upstream-no-credit', { status: 429, type: 'insufficient_quota', code: 'credit_balance_exhausted' }, {}],
    ['upstream-no-credit', { status: 429, message: 'You exceeded your current quota, please check your plan' }, {}],
    ['upstream-busy', { status: 429, type: 'rate_limit_exceeded' }, {}],
    ['source-too-large', { status: 413, type: 'server_error', message: '413: Maximum content size limit (26214400) exceeded (26294972 bytes read)' }, {}],
    ['model-unknown', { status: 404, code: 'model_not_found', message: 'The model `x` does not exist or you do not have access to it' }, { modelId: 'x', modelFromCall: true }],
    ['configured-model-unknown', { status: 404, code: 'model_not_found', message: 'The model `x` does not exist' }, { modelId: 'x' }],
    ['model-unknown', { status: 404, message: 'Invalid URL (POST /v1/audio/transcriptions)' }, { modelId: 'gpt-realtime-whisper', modelFromCall: true }],
    ['upstream-no-endpoint', { status: 404, message: 'Invalid URL (POST /v1/audio/translations)' }, {}],
    ['upstream-no-endpoint', { status: 405 }, {}],
    ['audio-too-short', { message: 'Audio file is too short. Minimum audio length is 0.1 seconds.', code: 'audio_too_short' }, {}],
    ['audio-too-long', { message: 'audio duration 1830.5 seconds is longer than 1400 seconds which is the maximum for this model' }, {}],
    ['audio-damaged', { message: 'The audio file could not be decoded or its format is not supported.' }, {}],
    ['audio-damaged', { message: 'Invalid file format. Supported formats: [flac, ...]' }, {}],
    ['upstream-failed', { status: 503, code: 'server_is_overloaded' }, {}],
    ['upstream-refused', { status: 422, message: 'something new' }, {}],
  ])('%s', (key, part, moreFacts) => {
    const error = failureOf(refusal(part), { ...facts, ...moreFacts })
    expect(error.key).toBe(key)
    expect(error.message).not.toMatch(/[{}]|sk-abc/)
  })

  test('tells both numbers of a length that was refused', () => {
    expect(failureOf(refusal({ message: 'audio duration 1830.5 seconds is longer than 1400 seconds' }), facts).message).toContain('1831 s, the limit is 1400 s')
  })

  test('passes foreign words on without keys, queries and line breaks', () => {
    expect(safeMessage('Bad key sk-proj-abcdef123 for\nhttps://x.test/a?sig=1 Bearer abcdef1234')).toBe('Bad key … for https://x.test/a?… …')
  })
})

describe('fieldsOf', () => {
  const wish = { task: 'transcribe', prompt: 'p', language: 'de', temperature: 0 } as const

  test('sends the hint in the field that the model reads', () => {
    expect(fieldsOf({ ...wish, modelId: 'whisper-1' })).toEqual([['model', 'whisper-1'], ['response_format', 'json'], ['language', 'de'], ['prompt', 'p'], ['temperature', '0']])
    expect(fieldsOf({ ...wish, modelId: 'gpt-transcribe' })).toEqual([['model', 'gpt-transcribe'], ['response_format', 'json'], ['languages[]', 'de'], ['prompt', 'p']])
    expect(fieldsOf({ ...wish, modelId: 'gpt-4o-transcribe-diarize' })).toEqual([['model', 'gpt-4o-transcribe-diarize'], ['response_format', 'json'], ['language', 'de'], ['temperature', '0']])
  })

  test('sends no language to the translation endpoint, which has none', () => {
    expect(fieldsOf({ ...wish, task: 'translate', modelId: 'whisper-1' }).map(([name]) => name)).not.toContain('language')
    expect(pathOf('translate')).toBe('/audio/translations')
  })

  test('builds a form that a standard parser reads back', async () => {
    const { head, tail } = formAround([['model', 'whisper-1'], ['prompt', 'Grüße\r\n--x']], 'audio.wav', 'audio/wav', 'boundary-1')
    const body = Buffer.concat([head, Buffer.from([1, 2, 3]), tail])
    const form = await new Response(body, { headers: { 'content-type': 'multipart/form-data; boundary=boundary-1' } }).formData()
    const file = form.get('file') as unknown as { name: string; type: string; arrayBuffer(): Promise<ArrayBuffer> }
    expect(form.get('prompt')).toBe('Grüße\r\n--x')
    expect([file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual(['audio.wav', 'audio/wav', [1, 2, 3]])
  })
})

describe('transcriptOf', () => {
  test.each([
    [{ text: ' hi ' }, { text: 'hi', language: null, durationSeconds: null, usage: null }],
    [{ text: '', languages: [] }, { text: '', language: null }],
    [{ text: 'hi', languages: [{ code: 'da' }], usage: { type: 'duration', seconds: 3 } }, { language: 'da', durationSeconds: 3 }],
    [{ text: 'hi', language: 'english', duration: 8.47 }, { language: 'en', durationSeconds: 8.47 }],
  ])('reads %j', (answer, expected) => {
    expect(transcriptOf('application/json', JSON.stringify(answer), 'h')).toMatchObject(expected)
  })

  test.each([['text/html', '<html>'], ['application/json', ''], ['application/json', '{"text"'], ['application/json', '{"error":{"message":"no"}}'], ['application/json', '[]'], ['application/json', '{"text":5}'], ['text/plain', 'hello'], ['text/plain', ' <!doctype html>']])(
    'refuses a success that is none: %s %s', (contentType, body) => {
      expect(() => transcriptOf(contentType, body, 'h')).toThrow(expect.objectContaining({ key: 'upstream-nonsense' }))
    })
})
