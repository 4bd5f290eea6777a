import { failureOf, safeMessage, type RequestFacts } from '../../service/src/openai/failure'
import { refusalOf, type Refusal } from '../../service/src/openai/refusal'
import { fieldsOf, formAround, ignoredParameters, pathOf, type SpeechRequest } from '../../service/src/openai/request'
import { transcriptOf } from '../../service/src/openai/response'

const facts: RequestFacts = { modelId: 'whisper-1', modelFromCall: false, host: 'api.example.com', path: '/audio/transcriptions', byteLength: 26_000_000, apiKey: 'a-very-own-key' }
const refusal = (part: Partial<Refusal>): Refusal => ({ status: 400, type: 'invalid_request_error', code: '', param: '', message: '', requestId: '', retryAfterSeconds: null, ...part })

describe('failureOf', () => {
  test.each<[string, Partial<Refusal>, Partial<RequestFacts>]>([
    ['api-key-rejected', { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided: sk-abc***xyz' }, {}],
    ['api-key-scope', { status: 403 }, {}],
    ['upstream-no-credit', { status: 429, type: 'insufficient_quota', code: 'credit_balance_exhausted' }, {}],
    ['upstream-no-credit', { status: 429, message: 'You exceeded your current quota, please check your plan' }, {}],
    ['upstream-busy', { status: 429, type: 'rate_limit_exceeded' }, {}],
    ['audio-too-large-for-service', { status: 413, type: 'server_error', message: '413: Maximum content size limit (26214400) exceeded (26294972 bytes read)' }, {}],
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
    ['upstream-no-endpoint', { status: 404, message: 'Not Found' }, { modelId: 'gpt-6-luna', path: '/chat/completions' }],
    ['upstream-no-endpoint', { status: 404, message: 'Invalid URL (POST /v1/chat/completions)' }, { modelId: 'gpt-6-luna', path: '/chat/completions' }],
    ['upstream-no-endpoint', { status: 404, message: 'Not Found' }, { modelId: 'Systran/faster-whisper-small' }],
    ['configured-model-unknown', { status: 404, message: 'Model whisper-1 not found' }, {}],
    ['upstream-failed', { status: 504, message: 'The upstream server took too long to respond' }, {}],
    ['upstream-failed', { status: 504, message: 'The audio server answered no longer than 60 seconds' }, {}],
    ['upstream-refused', { message: 'The prompt is too long' }, {}],
    ['upstream-refused', { message: 'keywords: a term must not be longer than 64 characters' }, {}],
    ['audio-too-long', { status: 422, message: 'Audio is too long' }, {}],
  ])('%s', (key, part, moreFacts) => {
    const error = failureOf(refusal(part), { ...facts, ...moreFacts })
    expect(error.key).toBe(key)
    expect(error.message).not.toMatch(/[{}]|sk-abc/)
  })

  test.each<[string, Partial<Refusal>, string]>([
    ['a gateway that did not wait', { status: 504, message: 'upstream server took too long to respond' }, 'wait'],
    ['a model that is missing', { status: 404, message: 'Model whisper-1 not found' }, 'model'],
    ['an endpoint that is missing', { status: 404, message: 'Not Found' }, 'endpoint'],
  ])('knows what helps against %s', (_name, part, remedy) => {
    expect(failureOf(refusal(part), facts).remedy).toBe(remedy)
  })

  test('tells both numbers of a length that was refused', () => {
    expect(failureOf(refusal({ message: 'audio duration 1830.5 seconds is longer than 1400 seconds' }), facts).message).toContain('1831 s, the limit is 1400 s')
  })

  test('names the request id, by which the service finds the call in its records', () => {
    const requestId = `req_${'0123456789abcdef'.repeat(2)}`
    expect(failureOf(refusal({ status: 500, requestId }), facts).message).toContain(`Its request id is ${requestId}.`)
    for (const odd of ['a-very-own-key', 'req_a-very-own-key', 'sk-proj-abcdef', 'two words', 'x'.repeat(99)]) expect(failureOf(refusal({ status: 500, requestId: odd }), facts).message).not.toContain(odd)
  })

  test('passes foreign words on without keys, queries and line breaks', () => {
    expect(safeMessage('Bad key sk-proj-abcdef123 for\nhttps://x.test/a?sig=1 Bearer abcdef1234 own-key', 'own-key')).toBe('Bad key … for https://x.test/a?… … …')
  })
})

describe('refusalOf', () => {
  const read = (body: string, headers: Record<string, string> = {}): Refusal => refusalOf(400, new Headers(headers), body, Date.parse('2026-11-21T00:00:00Z'))

  test.each([
    ['an error object', '{"error":{"message":"m","type":"t","param":"p","code":"c"}}', { message: 'm', type: 't', param: 'p', code: 'c' }],
    ['an error string', '{"error":"m"}', { message: 'm' }],
    ['a detail string', '{"detail":"m"}', { message: 'm' }],
    ['a detail list', '{"detail":[{"loc":["body"],"msg":"m"},{"msg":"n"}]}', { message: 'm; n' }],
    ['a message beside a code', '{"message":"m","code":"request_too_large"}', { message: 'm', code: 'request_too_large' }],
    ['plain text', 'm', { message: 'm' }],
    ['a web page', '<html>secret</html>', { message: '' }],
    ['nothing', '', { message: '' }],
  ])('reads %s', (_name, body, expected) => {
    expect(read(body)).toMatchObject(expected)
  })

  test.each<[Record<string, string>, number | null]>([[{}, null], [{ 'retry-after': '7' }, 7], [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1.5], [{ 'retry-after': 'Sat, 21 Nov 2026 00:00:05 GMT' }, 5], [{ 'retry-after': 'soon' }, null]])('reads the wait of %j', (headers, seconds) => {
    expect(read('', headers).retryAfterSeconds).toBe(seconds)
  })
})

describe('fieldsOf', () => {
  const request = { endpoint: 'transcriptions', asks: 'json', words: false, prompt: 'p', language: 'de', temperature: 0, keywords: 'Ada\nGrace' } as const
  const fields = (part: Partial<SpeechRequest>): unknown => fieldsOf({ ...request, modelId: 'whisper-1', ...part })

  test.each<[string, Partial<SpeechRequest>, unknown]>([
    ['whisper-1', { asks: 'verbose_json', words: true }, [['model', 'whisper-1'], ['response_format', 'verbose_json'], ['language', 'de'], ['prompt', 'Ada, Grace. p'], ['temperature', '0'], ['timestamp_granularities[]', 'word'], ['timestamp_granularities[]', 'segment']]],
    ['gpt-transcribe', { modelId: 'gpt-transcribe' }, [['model', 'gpt-transcribe'], ['response_format', 'json'], ['languages[]', 'de'], ['prompt', 'p'], ['keywords[]', 'Ada'], ['keywords[]', 'Grace']]],
    ['the diarizing model', { modelId: 'gpt-4o-transcribe-diarize', asks: 'diarized_json' }, [['model', 'gpt-4o-transcribe-diarize'], ['response_format', 'diarized_json'], ['language', 'de'], ['temperature', '0'], ['chunking_strategy', 'auto']]],
    ['the translation endpoint', { endpoint: 'translations', asks: 'verbose_json', words: true }, [['model', 'whisper-1'], ['response_format', 'verbose_json'], ['prompt', 'Ada, Grace. p'], ['temperature', '0']]],
  ])('sends %s only what it reads', (_name, part, expected) => {
    expect(fields(part)).toEqual(expected)
    expect(pathOf({ ...request, modelId: 'x', ...part })).toBe(part.endpoint === 'translations' ? '/audio/translations' : '/audio/transcriptions')
  })

  test('names what a model ignores', () => {
    expect(ignoredParameters({ ...request, modelId: 'gpt-4o-transcribe-diarize' }, 'language')).toEqual(['prompt', 'keywords'])
    expect(ignoredParameters({ ...request, modelId: 'gpt-transcribe' }, 'language')).toEqual(['temperature'])
    expect(ignoredParameters({ ...request, modelId: 'whisper-1', endpoint: 'translations' }, 'sourceLanguage')).toEqual(['sourceLanguage'])
    expect(ignoredParameters({ ...request, modelId: 'whisper-1' }, 'language')).toEqual([])
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
    [{ text: ' hi ' }, { text: 'hi', language: null, durationSeconds: null, segments: null, words: null, usage: null }],
    [{ text: '', languages: [] }, { text: '', language: null }],
    [{ text: 'hi', languages: [{ code: 'da' }], usage: { type: 'duration', seconds: 3 } }, { language: 'da', durationSeconds: 3 }],
    [{ text: 'hi', language: 'english', duration: 8.47 }, { language: 'en', durationSeconds: 8.47 }],
    [{ text: 'hi', segments: [{ start: 0, end: 1, text: ' hi ', no_speech_prob: 0.1, words: [{ text: 'hi', start: 0.1, end: 0.9 }] }, { text: 'no times' }] }, { segments: [{ start: 0, end: 1, text: 'hi', signs: { noSpeechProbability: 0.1, averageLogProbability: null, compressionRatio: null } }], words: [{ word: 'hi', start: 0.1, end: 0.9 }] }],
    [{ text: 'A: one\nB: two', segments: [{ start: 0, end: 1, text: 'one', speaker: 'A' }, { start: 1, end: 2, text: 'two', speaker: 'B' }] }, { text: 'one two' }],
    [{ text: 'hi', segments: [{ start: 2, end: 1, text: 'hi', speaker: 'A' }] }, { segments: [{ start: 2, end: 2, text: 'hi', speaker: 'A' }], words: null }],
  ])('reads %j', (answer, expected) => {
    expect(transcriptOf('application/json', JSON.stringify(answer), 'h')).toMatchObject(expected)
  })

  test.each([['text/html', '<html>'], ['application/json', ''], ['application/json', '{"text"'], ['application/json', '{"error":{"message":"no"}}'], ['application/json', '[]'], ['application/json', '{"text":5}'], ['text/plain', 'hello'], ['text/plain', ' <!doctype html>']])(
    'refuses a success that is none: %s %s', (contentType, body) => {
      expect(() => transcriptOf(contentType, body, 'h')).toThrow(expect.objectContaining({ key: 'upstream-nonsense' }))
    })
})
