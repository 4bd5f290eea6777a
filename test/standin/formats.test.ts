import OpenAI from 'openai'
import { fixtures, fixtureText, pickWords, readFixture, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { ask } from './ask'

let standIn: OpenAiProcess
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
})
afterAll(() => standIn.stop())
beforeEach(() => standIn.reset())

const text = fixtureText('speech.mp3')
const transcribe = (fields: Record<string, string | readonly string[]>) => ask({ baseUrl: standIn.baseUrl, fields })

describe('The answers of the stand-in', () => {
  test.each([
    ['whisper-1', { text, usage: { type: 'duration', seconds: 8 } }],
    ['gpt-4o-transcribe', { text, usage: { type: 'tokens', input_tokens: 73, input_token_details: { text_tokens: 0, audio_tokens: 73 }, output_tokens: 7, total_tokens: 80 } }],
    ['gpt-4o-mini-transcribe-2025-12-15', { text, usage: { type: 'tokens', input_tokens: 73, input_token_details: { text_tokens: 0, audio_tokens: 73 }, output_tokens: 7, total_tokens: 80 } }],
    ['gpt-4o-transcribe-diarize', { text, usage: { type: 'duration', seconds: 8 } }],
    ['gpt-transcribe', { text, languages: [{ code: 'es' }], usage: { type: 'duration', seconds: 8 } }],
  ])('json of %s has exactly the fields of that model', async (model, body) => {
    const { status, json, headers } = await transcribe({ model })
    expect(status).toBe(200)
    expect(json).toEqual(body)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
    expect(Number(headers.get('openai-processing-ms'))).toBeGreaterThanOrEqual(0)
    expect(headers.get('x-ratelimit-remaining-requests')).toMatch(/^\d+$/)
    expect(headers.get('x-ratelimit-reset-requests')).toMatch(/^[\d.]+m?s$/)
  })

  test('text is a plain line', async () => {
    const { headers, text: body } = await transcribe({ model: 'whisper-1', response_format: 'text' })
    expect([headers.get('content-type'), body]).toEqual(['text/plain; charset=utf-8', `${text}\n`])
  })

  test('srt has numbered cues with commas, vtt has a head and dots, both parted where nobody speaks', async () => {
    const srt = await transcribe({ model: 'whisper-1', response_format: 'srt' })
    const vtt = await transcribe({ model: 'whisper-1', response_format: 'vtt' })
    expect(srt.text).toMatch(/^1\n00:00:0[12],\d{3} --> 00:00:03,\d{3}\ncasa pan gato\n\n2\n00:00:04,0\d\d --> 00:00:05,2\d\d\nvoz mundo puente\n\n$/)
    expect(vtt.text).toMatch(/^WEBVTT\n\n00:00:0[12]\.\d{3} --> 00:00:03\.\d{3}\ncasa pan gato\n\n00:00:04\.0\d\d --> 00:00:05\.2\d\d\nvoz mundo puente\n\n$/)
  })

  test('verbose_json has segments by default, words when they are asked for, and no segments when only words are', async () => {
    const plain = await transcribe({ model: 'whisper-1', response_format: 'verbose_json' })
    expect(Object.keys(plain.json)).toEqual(['task', 'language', 'duration', 'text', 'segments', 'usage'])
    expect(plain.json).toMatchObject({ task: 'transcribe', language: 'spanish', text })
    expect(Object.keys(plain.json.segments[0]!)).toEqual(['id', 'seek', 'start', 'end', 'text', 'tokens', 'temperature', 'avg_logprob', 'compression_ratio', 'no_speech_prob'])
    expect(plain.json.segments.map((segment) => segment.text)).toEqual([' casa pan gato', ' voz mundo puente'])
    const words = await transcribe({ model: 'whisper-1', response_format: 'verbose_json', 'timestamp_granularities[]': 'word' })
    expect(words.json.segments).toBeUndefined()
    expect(words.json.words).toHaveLength(6)
    const both = await transcribe({ model: 'whisper-1', response_format: 'verbose_json', 'timestamp_granularities[]': ['word', 'segment'] })
    expect([both.json.words.length, both.json.segments.length]).toEqual([6, 2])
  })

  test('the language of verbose_json is an English name, and repeats the hint', async () => {
    const { json } = await transcribe({ model: 'whisper-1', response_format: 'verbose_json', language: 'de' })
    expect(json.language).toBe('german')
  })

  test('diarized_json tells low voices from high ones, and uses names that are known', async () => {
    const { json } = await transcribe({ model: 'gpt-4o-transcribe-diarize', response_format: 'diarized_json' })
    expect(json.segments.map(({ speaker, text: said }) => `${speaker}: ${said}`)).toEqual(['A: casa pan gato', 'B: voz mundo puente'])
    expect(json.segments[0]).toMatchObject({ type: 'transcript.text.segment', id: 'seg_001' })
    expect(json.text).toBe('A: casa pan gato\nB: voz mundo puente')
    const { samples, sampleRate } = speak(['voz', 'mundo', 'puente'], { leadSeconds: 0.5, tailSeconds: 0.5 })
    const reference = `data:audio/wav;base64,${Buffer.from(writeWav(samples, sampleRate)).toString('base64')}`
    const named = await transcribe({ model: 'gpt-4o-transcribe-diarize', response_format: 'diarized_json', 'known_speaker_names[]': ['Ana'], 'known_speaker_references[]': [reference] })
    expect(named.json.segments.map(({ speaker }) => speaker)).toEqual(['A', 'Ana'])
    const unheard = await transcribe({ model: 'gpt-4o-transcribe-diarize', response_format: 'diarized_json', 'known_speaker_names[]': ['Ana'], 'known_speaker_references[]': ['data:audio/wav;base64,AAAA'] })
    expect([unheard.status, unheard.json]).toMatchObject([400, { error: { param: 'known_speaker_references' } }])
  })

  test('gpt-transcribe repeats language hints, and names no language where nothing is said', async () => {
    expect((await transcribe({ model: 'gpt-transcribe', 'languages[]': ['en', 'de'] })).json.languages).toEqual([{ code: 'en' }, { code: 'de' }])
    const silent = await ask({ baseUrl: standIn.baseUrl, fields: { model: 'gpt-transcribe' }, file: { name: 'a.wav', bytes: writeWav(new Float32Array(16_000), 16_000) } })
    expect(silent.json).toMatchObject({ text: '', languages: [] })
  })

  test('streams are events, a word at a time, except from whisper-1', async () => {
    const { headers, text: body } = await transcribe({ model: 'gpt-4o-transcribe', stream: 'true' })
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
    const events = body.split('\n\n').filter(Boolean).map((line) => line.replace('data: ', ''))
    expect(events.at(-1)).toBe('[DONE]')
    const parsed = events.slice(0, -1).map((event) => JSON.parse(event) as { type: string; delta?: string })
    expect(parsed.slice(0, -1).map(({ delta }) => delta).join('')).toBe(text)
    expect(parsed.at(-1)).toMatchObject({ type: 'transcript.text.done', text })
    expect((await transcribe({ model: 'whisper-1', stream: 'true' })).json.text).toBe(text)
    const client = new OpenAI({ apiKey: standInKeys.full, baseURL: standIn.baseUrl })
    const stream = await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', stream: true, file: new File([new Uint8Array(readFixture('speech.mp3'))], 'speech.mp3') })
    const types: string[] = []
    for await (const event of stream) types.push(event.type)
    expect(types).toEqual([...Array<string>(6).fill('transcript.text.delta'), 'transcript.text.done'])
  })

  test('invented text carries the signs by which it can be doubted', async () => {
    await standIn.script([{ kind: 'answer', invent: [{ text: 'Thanks for watching!', start: 0, end: 30 }] }, { kind: 'answer', invent: [{ text: 'Thank you.', start: 3.3, end: 3.9, noSpeechProb: 0.7, avgLogprob: -0.9 }] }])
    const silence = { name: 'a.wav', bytes: writeWav(new Float32Array(16_000), 16_000) }
    const alone = await ask({ baseUrl: standIn.baseUrl, file: silence, fields: { model: 'whisper-1', response_format: 'verbose_json' } })
    expect(alone.json).toMatchObject({ text: 'Thanks for watching!', segments: [{ text: ' Thanks for watching!', start: 0, end: 30, no_speech_prob: 0.92, avg_logprob: -1.1 }] })
    const amid = await transcribe({ model: 'whisper-1', response_format: 'verbose_json' })
    expect(amid.json.text).toBe('casa pan gato Thank you. voz mundo puente')
    expect(amid.json.segments.map((segment) => segment.no_speech_prob)).toEqual([0.01, 0.7, 0.01])
  })

  test('a long stretch without a pause becomes several segments of at most 30 seconds', async () => {
    const words = pickWords(150, 3)
    const { samples, sampleRate } = speak(words)
    const { json } = await ask({ baseUrl: standIn.baseUrl, file: { name: 'a.wav', bytes: writeWav(samples, sampleRate) }, fields: { model: 'whisper-1', response_format: 'verbose_json' } })
    expect(json.text.split(' ')).toEqual(words)
    expect(json.segments.length).toBeGreaterThan(2)
    for (const { start, end } of json.segments) expect(end - start).toBeLessThanOrEqual(30)
  })

  test('all words of the nine types come out whole in one line', async () => {
    for (const name of fixtures.promised) {
      const { json } = await ask({ baseUrl: standIn.baseUrl, file: { name, bytes: readFixture(name) }, fields: { model: 'gpt-transcribe' } })
      expect(json.text).toBe(fixtureText(name))
    }
  })
})
