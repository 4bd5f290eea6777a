import { parseSync } from 'subtitle'
import { maxRequestBytes } from '../../contract'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { findWord, pickWords, speak, standInKeys, startOpenAi, vocabulary, writeWav, type OpenAiProcess } from '../support/stand-in'

/** A pause after every ninth word: a sentence. */
const wordsPerSentence = 9
const words = pickWords(1_600, 17)
const pausesAfter = Object.fromEntries(words.flatMap((_, index) => (index % wordsPerSentence === wordsPerSentence - 1 ? [[index, 0.9] as const] : [])))
const spoken = speak(words, { pausesAfter })
const text = words.join(' ')
const sentences = Array.from({ length: Math.ceil(words.length / wordsPerSentence) }, (_, index) => spoken.words[index * wordsPerSentence]!)

let openAi: OpenAiProcess
let playground: TestPlayground
let audioFileUrl: string
beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  const { body } = await uploadFile(`${playground.url}/api/files/audio/long.wav`, 'long.wav', new Uint8Array(writeWav(spoken.samples, spoken.sampleRate)))
  audioFileUrl = body.fileURL as string
}, 60_000)
afterAll(async () => {
  await playground.stop()
  await openAi.stop()
})
beforeEach(() => openAi.reset())

const call = async (task: 'transcribe' | 'translate', wish: Readonly<Record<string, unknown>> = {}): Promise<{ status: number; body: Json }> =>
  postJson(`${playground.url}/api/services/OpenAIAudio${task === 'transcribe' ? 'Transcription' : 'Translation'}/${task}`, { audioFileUrl, ...wish })
const codesOf = (body: Json): string[] => (body.warnings as { code: string }[]).map(({ code }) => code)

describe('a recording that is larger than one request', () => {
  it('answers every word once and in order, with the times of the whole audio', async () => {
    const { status, body } = await call('transcribe', { responseFormat: 'verbose_json' })
    expect([status, body.text]).toEqual([200, text])
    expect(codesOf(body)).toEqual(['audio-in-pieces'])
    const starts = (body.segments as { start: number }[]).map(({ start }) => start)
    expect(starts).toHaveLength(sentences.length)
    starts.forEach((start, index) => expect(Math.abs(start - sentences[index]!.start)).toBeLessThanOrEqual(0.05))
    expect(Math.abs(body.duration - spoken.durationSeconds)).toBeLessThan(0.05)
    for (const { bodyBytes } of await openAi.requests()) expect(bodyBytes).toBeLessThanOrEqual(maxRequestBytes)
  })

  it('is translated as a whole', async () => {
    const { status, body } = await call('translate')
    expect([status, body.text]).toEqual([200, words.map((word) => findWord(word)?.english).join(' ')])
  })

  it('becomes captions with a model that tells no times, within a quarter of a second of the truth', async () => {
    const { status, body } = await call('transcribe', { model: 'gpt-transcribe', responseFormat: 'srt' })
    expect(status).toBe(200)
    const cues = parseSync(body as unknown as string).flatMap((node) => (node.type === 'cue' ? [node.data] : []))
    expect(cues.flatMap((cue) => cue.text.split(/\s+/)).join(' ')).toBe(text)
    cues.filter(({ text: said }, index) => index === 0 || said !== cues[index - 1]?.text).forEach(({ start }) => {
      const nearest = Math.min(...spoken.words.map((word) => Math.abs(word.start - start / 1000)))
      expect(nearest).toBeLessThanOrEqual(0.25)
    })
  })

  it('leaves a marked gap where a piece fails for good, and nothing else is missing', async () => {
    await openAi.script([{ kind: 'json', status: 400, body: { error: { message: 'Audio file might be corrupted or unsupported', type: 'invalid_request_error', param: 'file', code: null } } }])
    const { status, body } = await call('transcribe')
    expect(status).toBe(200)
    expect(codesOf(body)).toEqual(['piece-missing', 'audio-in-pieces'])
    const [before = '', after = ''] = String(body.text).split(/\s*\[… [\d:]+–[\d:]+ …\]\s*/)
    expect(text.startsWith(before) && text.endsWith(after)).toBe(true)
    expect(before.length + after.length).toBeGreaterThan(text.length / 2)
  })

  it('ends with the error instead when the caller wants no gaps', async () => {
    await openAi.script([{ kind: 'json', status: 400, body: { error: { message: 'Audio file might be corrupted or unsupported', type: 'invalid_request_error', param: 'file', code: null } } }])
    expect((await call('transcribe', { onGap: 'error' })).body).toMatchObject({ code: 41115 })
  })

  it('loses nothing to a server that is busy for a while', async () => {
    await openAi.script([{ kind: 'rate-limit', retryAfterSeconds: 1, repeat: 6 }])
    expect((await call('transcribe')).body.text).toBe(text)
  })

  it('is refused before anything is paid when the call has no time for it', async () => {
    const path = `${playground.url}/${playground.appId}/console/cloud-code/services/OpenAIAudioTranscription/configuration`
    const configure = (timeLimitSeconds: string): Promise<Response> => fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ timeLimitSeconds }) })
    await configure('6')
    const { body } = await call('transcribe')
    await configure('')
    expect(body).toMatchObject({ code: 41402 })
    expect(body.message).toMatch(/\d+ minutes of audio need about \d+ s, and the call has 6 s/)
    expect(await openAi.requests()).toEqual([])
  })

  it('keeps the last words of one part in mind for the next when asked', async () => {
    const { body } = await call('transcribe', { carryContext: true })
    expect(body.text).toBe(text)
    const prompts = (await openAi.requests()).map(({ fields }) => fields.prompt?.[0] ?? '')
    expect(prompts[0]).toBe('')
    prompts.slice(1).forEach((prompt) => expect(text).toContain(prompt.slice(prompt.indexOf(' ') + 1)))
  })
})

describe('two people in a recording that is larger than one request', () => {
  const low = vocabulary.filter(({ voice }) => voice === 'low').map(({ word }) => word)
  const high = vocabulary.filter(({ voice }) => voice === 'high').map(({ word }) => word)
  /** Turns of eleven words each: long enough to learn a voice from. */
  const turns = Array.from({ length: 150 }, (_, turn) => Array.from({ length: 11 }, (_word, index) => (turn % 2 === 0 ? low : high)[(turn * 5 + index * 3) % (turn % 2 === 0 ? low : high).length]!))
  const said = turns.flat()
  const { samples, sampleRate } = speak(said, { pausesAfter: Object.fromEntries(turns.map((_, turn) => [turn * 11 + 10, 0.9])) })
  const wav = writeWav(samples, sampleRate)

  it('have the same letters in every part, although each part names them anew', async () => {
    await uploadFile(`${playground.url}/api/files/audio/talk.wav`, 'talk.wav', new Uint8Array(wav))
    const { status, body } = await call('transcribe', { audioFileUrl: `${playground.url}/api/files/audio/talk.wav`, responseFormat: 'diarized_json' })
    expect([status, body.text]).toEqual([200, said.join(' ')])
    const spokenBy = (body.segments as { speaker: string; text: string }[]).flatMap(({ speaker, text: spokenWords }) => spokenWords.split(' ').map((word) => [word, speaker]))
    expect(spokenBy.filter(([word, speaker]) => speaker !== (low.includes(word!) ? 'A' : 'B'))).toEqual([])
    const requests = await openAi.requests()
    expect(requests.filter(({ fields }) => fields['known_speaker_names[]'] === undefined)).toHaveLength(1)
  })
})

describe('a recording in so loud a room that no pause is sure', () => {
  const samples = spoken.samples.slice()
  let state = 4
  for (let index = 0; index < samples.length; index += 1) {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    samples[index] = samples[index]! + (state / 2 ** 32 - 0.5) * 0.4
  }
  const wav = new Uint8Array(writeWav(samples, spoken.sampleRate))
  const noisyUrl = (): string => `${playground.url}/api/files/audio/noisy.wav`
  beforeAll(() => uploadFile(noisyUrl(), 'noisy.wav', wav))

  it.each([['json', 'one after another'], ['srt', 'phrase by phrase']])('is heard in parts that overlap, and every word is answered once, as %s, %s', async (responseFormat) => {
    const { status, body } = await call('transcribe', { audioFileUrl: noisyUrl(), model: 'gpt-transcribe', responseFormat })
    expect(status).toBe(200)
    const said = responseFormat === 'json' ? String(body.text) : parseSync(body as unknown as string).flatMap((node) => (node.type === 'cue' ? [node.data.text] : [])).join(' ')
    const sentBytes = (await openAi.requests()).reduce((sum, { bodyBytes }) => sum + bodyBytes, 0)
    expect(sentBytes).toBeGreaterThan(spoken.samples.length * 2 + 2 * 16_000)
    expect(said.split(/\s+/)).toEqual(words)
  })
})
