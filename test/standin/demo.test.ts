import { findWord, fixtures, pickWords, speak, startOpenAi, vocabulary, writeWav, type OpenAiProcess } from '../support/stand-in'
import { ask, askChat, fixtureFile, type Told } from './ask'

let demo: OpenAiProcess
beforeAll(async () => {
  demo = await startOpenAi({ engine: 'demo' })
})
afterAll(() => demo.stop())

const advice = 'It did not understand the words: enter an OpenAI API key in Cloud Code to get a transcript.'
const transcribe = (file: string, fields: Record<string, string> = {}, path = '/audio/transcriptions'): Promise<Told> => ask({ baseUrl: demo.baseUrl, path, file: fixtureFile(file), fields, key: null })

/** "Cloud" is left out: it is part of the name Cloud Code. */
const everyWord = new RegExp(`\\b(${vocabulary.flatMap(({ word, english, german }) => [word, english, german]).filter((word) => word !== 'cloud').join('|')})\\b`, 'i')

describe('The demo engine', () => {
  test('says how long a recording is, what it is made of, and where the sound is', async () => {
    expect((await transcribe('speech.wav')).json.text).toBe(`Demo engine: this recording is 2.7 seconds of mono WAV audio at 8 kHz with sound at 0.5-2.2 s. ${advice}`)
    expect((await transcribe('speech.flac')).json.text).toBe(`Demo engine: this recording is 7.3 seconds of mono FLAC audio at 16 kHz with sound at 2.0-3.2 s and 4.0-5.3 s. ${advice}`)
    expect((await transcribe('voice-note.opus')).json.text).toMatch(/^Demo engine: this recording is 5\.7 seconds of stereo Ogg audio at 48 kHz with sound at/)
    expect((await transcribe('recorded.webm')).json.text).toMatch(/of mono WebM audio at 48 kHz with sound at 2\.\d-3\.\d s\. /)
  })

  test('says that silence is silent', async () => {
    expect((await transcribe('silent.wav')).json.text).toBe(`Demo engine: this recording is 3.0 seconds of mono WAV audio at 8 kHz without any sound. ${advice}`)
  })

  test('never answers a word that was said, in any format, from any recording, on either endpoint', async () => {
    for (const name of Object.keys(fixtures.speech)) {
      const format = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'][name.length % 6]!
      for (const path of ['/audio/transcriptions', '/audio/translations']) {
        const { status, text } = await transcribe(name, { model: 'whisper-1', response_format: format, 'timestamp_granularities[]': 'word' }, path)
        expect([name, status]).toEqual([name, 200])
        expect(text).toContain('Demo')
        expect(text).not.toMatch(everyWord)
      }
    }
    expect('this agua here').toMatch(everyWord)
    expect(findWord('agua')).toBeDefined()
  })

  test('puts its captions where the sound is, and its cues together say the whole sentence', async () => {
    const { text: whole } = (await transcribe('speech.flac')).json
    const { json } = await transcribe('speech.flac', { response_format: 'verbose_json' })
    expect(json.segments).toHaveLength(2)
    expect(json.segments[0]!.start).toBeCloseTo(2, 1)
    expect(json.segments[1]!.end).toBeCloseTo(5.3, 1)
    expect(json.segments.map(({ text }) => text.trim()).join(' ')).toBe(whole)
    expect(json).toMatchObject({ text: whole, language: 'english', duration: 7.26 })
    const srt = await transcribe('speech.flac', { response_format: 'srt' })
    expect(srt.text).toMatch(/^1\n00:00:0[12],\d{3} --> 00:00:03,\d{3}\nDemo engine: [^\n]+\n\n2\n00:00:0[34],\d{3} --> 00:00:05,\d{3}\nand 4\.0-5\.3 s\. [^\n]+\n\n$/)
  })

  test('stays short when a recording has many parts with sound', async () => {
    const words = pickWords(60, 2)
    const { samples, sampleRate } = speak(words, { gapSeconds: 0.6, sampleRate: 8_000, pausesAfter: { 29: 4 } })
    const { json } = await ask({ baseUrl: demo.baseUrl, file: { name: 'a.wav', bytes: writeWav(samples, sampleRate) } })
    expect(json.text.length).toBeLessThan(400)
    expect(json.text).toMatch(/with sound at 2\.0-\d+\.\d s and \d+\.\d-\d+\.\d s\./)
  })

  test('takes any key, any model and any setting', async () => {
    for (const fields of [{}, { model: 'whisper-9' }, { model: 'gpt-transcribe', response_format: 'srt' }, { temperature: '7', language: 'klingon' }]) expect((await transcribe('speech.mp3', fields)).status).toBe(200)
    expect((await ask({ baseUrl: demo.baseUrl, key: 'anything' })).status).toBe(200)
    expect((await ask({ baseUrl: demo.baseUrl, file: fixtureFile('speech.m4a', 'wrong-name.mp3') })).status).toBe(200)
  })

  test('decodes even what the services refuse, and says nothing of it that it cannot know', async () => {
    expect((await transcribe('raw.aac')).json.text).toMatch(/^Demo engine: this recording is 5\.7 seconds of mono audio at 44\.1 kHz with sound at 2\.0-3\.7 s\. /)
  })

  test.each(fixtures.impostors.filter((name) => name !== 'voice.amr'))('says that %s could not be decoded', async (name) => {
    const { status, json } = await transcribe(name)
    expect([status, json.error.message]).toEqual([400, 'The audio file could not be decoded or its format is not supported.'])
  })

  test('says that it did not translate a text, once for each numbered line', async () => {
    const plain = await askChat(demo.baseUrl, { model: 'x', messages: [{ role: 'user', content: 'agua' }] })
    expect(plain.json.choices[0]!.message.content).toBe('Demo engine: this text was not translated. Enter an OpenAI API key in Cloud Code to get a translation.')
    const lines = await askChat(demo.baseUrl, { model: 'x', messages: [{ role: 'user', content: '1. agua\n2. casa' }] })
    expect(lines.json.choices[0]!.message.content.split('\n')).toEqual([expect.stringMatching(/^1\. Demo engine: this text was not translated/), expect.stringMatching(/^2\. Demo engine: this text was not translated/)])
    expect((await askChat(demo.baseUrl, {})).status).toBe(400)
  })

  test('remembers nothing of what it was sent', async () => {
    await transcribe('speech.mp3')
    expect(await demo.requests()).toEqual([])
  })
})
