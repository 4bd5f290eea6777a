import { fixtures, fixtureText, findWord, pickWords, readFixture, speak, startOpenAi, writeWav, type OpenAiProcess, type TimedWord } from '../support/stand-in'
import { ask, fixtureFile } from './ask'

let standIn: OpenAiProcess
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
})
afterAll(() => standIn.stop())

const names = Object.keys(fixtures.speech)
/** The name under which whisper-1 takes the file: it judges by the extension. */
const sendableName = (name: string): string => name.replace(/\.opus$/, '.ogg')
const sendable = names.filter((name) => !name.endsWith('.aac'))

const hearWords = async (name: string): Promise<readonly TimedWord[]> => {
  const { status, json, text } = await ask({ baseUrl: standIn.baseUrl, file: fixtureFile(name, sendableName(name)), fields: { model: 'whisper-1', response_format: 'verbose_json', 'timestamp_granularities[]': 'word' } })
  if (status !== 200) throw new Error(text)
  return json.words
}

describe('The stand-in', () => {
  test('has a recording of each of the nine promised types, none above 60 kB', () => {
    expect(fixtures.promised.map((name) => name.replace('speech.', ''))).toEqual(['flac', 'mp3', 'mp4', 'mpeg', 'mpga', 'm4a', 'ogg', 'wav', 'webm'])
    for (const name of [...names, ...fixtures.impostors]) expect(readFixture(name).length).toBeLessThanOrEqual(60_000)
    expect(new Set(fixtures.promised.map(fixtureText)).size).toBe(9)
  })

  test.each(sendable)('hears every word of %s, at its time', async (name) => {
    const { words, exactTimes } = fixtures.speech[name]!
    const heard = await hearWords(name)
    expect(heard.map(({ word }) => word)).toEqual(words.map(({ word }) => word))
    const tolerance = exactTimes ? 0.05 : 0.3
    heard.forEach(({ start, end }, index) => {
      expect(Math.abs(start - words[index]!.start)).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(end - words[index]!.end)).toBeLessThanOrEqual(tolerance)
    })
  })

  test('tells how long each recording is', async () => {
    for (const name of fixtures.promised) {
      const { json } = await ask({ baseUrl: standIn.baseUrl, file: fixtureFile(name), fields: { model: 'whisper-1', response_format: 'verbose_json' } })
      expect(Math.abs(json.duration - fixtures.speech[name]!.durationSeconds)).toBeLessThan(0.06)
    }
  })

  test.each(['text-renamed.mp3', 'web-page.mp3', 'empty.mp3', 'voice.amr', 'raw.aac'])('finds no audio in %s, whatever it is called', async (name) => {
    const whisper = await ask({ baseUrl: standIn.baseUrl, file: fixtureFile(name, 'a.mp3'), fields: { model: 'whisper-1' } })
    expect(whisper.status).toBe(400)
    expect(whisper.json).toEqual({ error: { message: 'The audio file could not be decoded or its format is not supported.', type: 'invalid_request_error', param: 'file', code: null }, usage: { type: 'duration', seconds: 0 } })
    const gpt = await ask({ baseUrl: standIn.baseUrl, file: fixtureFile(name, 'a.mp3'), fields: { model: 'gpt-transcribe' } })
    expect(gpt.status).toBe(400)
    expect(gpt.json.error).toEqual({ message: 'Audio file might be corrupted or unsupported', type: 'invalid_request_error', param: 'file', code: null })
  })

  test.each(['speech.mp4', 'speech.m4a', 'speech.webm', 'speech.ogg', 'speech.flac'])('says that %s is broken when only its first bytes are there', async (name) => {
    const bytes = readFixture(name).subarray(0, 60)
    const { status, json } = await ask({ baseUrl: standIn.baseUrl, file: { name, bytes }, fields: { model: 'whisper-1' } })
    expect([status, json.error.param]).toEqual([400, 'file'])
  })

  test('survives random bytes behind every kind of beginning', async () => {
    for (const name of fixtures.promised) {
      const bytes = Buffer.from(readFixture(name))
      for (let at = 64; at < bytes.length; at += 3) bytes[at] = (at * 31) & 255
      const { status } = await ask({ baseUrl: standIn.baseUrl, file: { name, bytes }, fields: { model: 'whisper-1' } })
      expect([200, 400]).toContain(status)
    }
    expect((await ask({ baseUrl: standIn.baseUrl, fields: { model: 'whisper-1' } })).status).toBe(200)
  })

  test('hears nothing in silence and nothing in noise', async () => {
    expect(await hearWords('silent.wav')).toEqual([])
    const noise = Float32Array.from({ length: 16_000 * 4 }, (_, index) => 0.4 * Math.sin(index * index * 12.9898))
    const { json } = await ask({ baseUrl: standIn.baseUrl, file: { name: 'a.wav', bytes: writeWav(noise, 16_000) }, fields: { model: 'whisper-1', response_format: 'verbose_json' } })
    expect(json).toMatchObject({ text: '', segments: [] })
  })

  test('notices one missing word', async () => {
    const words = pickWords(20, 5)
    const { samples, sampleRate, words: timed } = speak(words)
    samples.fill(0, Math.floor(timed[13]!.start * sampleRate), Math.ceil(timed[13]!.end * sampleRate))
    const { json } = await ask({ baseUrl: standIn.baseUrl, file: { name: 'a.wav', bytes: writeWav(samples, sampleRate) }, fields: { model: 'whisper-1' } })
    expect(json.text.split(' ')).toEqual(words.filter((_, index) => index !== 13))
  })

  test('answers the English twin of every word in a translation, with the same times', async () => {
    const { words } = fixtures.speech['vocabulary.mp3']!
    const { json } = await ask({ baseUrl: standIn.baseUrl, path: '/audio/translations', file: fixtureFile('vocabulary.mp3'), fields: { model: 'whisper-1', response_format: 'verbose_json' } })
    expect(json).toMatchObject({ task: 'translate', language: 'english', text: words.map(({ word }) => findWord(word)!.english).join(' ') })
    expect(json.segments[0]!.start).toBeCloseTo(words[0]!.start, 1)
  })

  test('hears a file without a request, even one that may not be sent', async () => {
    expect(await standIn.hear(readFixture('raw.aac'))).toMatchObject({ ok: true, words: fixtures.speech['raw.aac']!.words.map(({ word }) => ({ word })), source: { sampleRate: 44_100, channels: 1 } })
    expect(await standIn.hear(readFixture('speech.wav').subarray(0, 200))).toMatchObject({ ok: true, words: [] })
    expect(await standIn.hear(readFixture('text-renamed.mp3'))).toMatchObject({ ok: false })
    await standIn.reset()
    expect(await standIn.requests()).toEqual([])
  })
})
