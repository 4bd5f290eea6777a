import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseSync } from 'subtitle'
import { operations, validate, type Operation } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { Deadline } from '../../service/src/deadline'
import { speechToText } from '../../service/src/operations/speech-to-text'
import type { SpeechValues } from '../../service/src/plan/plan-call'
import { render } from '../../service/src/render/render'
import { findWord, fixtureText, readFixture, standInKeys, startOpenAi, type FlavourName, type OpenAiProcess } from '../support/stand-in'

/** The service's own requests to servers that are not OpenAI's: each is as strict and as odd as the real one. */

const file = 'speech.mp3'
const spoken = fixtureText(file)
const english = spoken.split(' ').map((word) => findWord(word)?.english).join(' ')

let audio: Server
let audioUrl: string
beforeAll(async () => {
  audio = createServer((request, response) => void response.end(readFixture((request.url ?? '').slice(1))))
  await new Promise<void>((ready) => audio.listen(0, '127.0.0.1', ready))
  audioUrl = `http://127.0.0.1:${(audio.address() as AddressInfo).port}`
})
afterAll(() => {
  audio.closeAllConnections()
  audio.close()
})

interface OtherServer {
  readonly flavour: FlavourName
  readonly key: string
  readonly model: string
  /** What its owner enters under API base URL, where its real address decides; null = the address of the stand-in. */
  readonly address: string | null
}

const servers: readonly OtherServer[] = [
  { flavour: 'groq', key: standInKeys.full, model: 'whisper-large-v3', address: 'https://api.groq.com/openai' },
  { flavour: 'azure', key: standInKeys.full, model: 'whisper', address: 'https://mine.openai.azure.com/openai/deployments/whisper?api-version=2024-06-01' },
  { flavour: 'whisper.cpp', key: '', model: '', address: null },
  { flavour: 'speaches', key: '', model: 'Systran/faster-whisper-small', address: null },
  { flavour: 'localai', key: standInKeys.full, model: 'whisper-base', address: null },
  { flavour: 'vllm', key: standInKeys.full, model: 'openai/whisper-large-v3', address: null },
]

type Wish = Readonly<Record<string, unknown>>
type Document = string & Readonly<Record<string, unknown>>

describe.each(servers)('$flavour', ({ flavour, key, model, address }) => {
  let server: OpenAiProcess
  beforeAll(async () => {
    server = await startOpenAi({ engine: 'stand-in', flavour })
    const real = globalThis.fetch
    // The real name stays in the settings, which decide by it; only the connection goes to this machine.
    const onThisMachine = (url: string): string => (address === null ? url : url.replace(new URL(address).origin, new URL(server.baseUrl).origin))
    jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => real(onThisMachine(String(input instanceof Request ? input.url : input)), init))
  })
  afterAll(async () => {
    jest.restoreAllMocks()
    await server.stop()
  })

  const call = async (task: Operation['task'], wish: Wish, source = file): Promise<Document> => {
    const operation = operations.find((one) => one.task === task) as unknown as Operation
    const validated = validate(operation, { audioFileUrl: `${audioUrl}/${source}`, [task === 'translate' ? 'sourceLanguage' : 'language']: 'es', ...wish })
    if (!validated.ok) throw new Error(validated.problem.key)
    const values = validated.values as unknown as SpeechValues
    const settings = parseConfiguration({ apiKey: key, audioModel: model, apiBaseUrl: address ?? server.baseUrl, allowedHosts: new URL(audioUrl).host })
    const deadline = new Deadline(60)
    const quota = { reserve: () => Promise.resolve(), settle: () => Promise.resolve([]), release: () => Promise.resolve() }
    try {
      const { transcript, facts } = await speechToText(task, values, { settings, deadline, day: '2026-11-21', reader: () => ({}), quota })
      return render(transcript, facts, { task, format: values.responseFormat }) as Document
    } finally {
      deadline.clear()
    }
  }

  test('hears every word, with its times', async () => {
    const { text, words, warnings } = await call('transcribe', { timestamps: 'word' })
    expect([text, (words as { word: string }[]).map(({ word }) => word).join(' '), warnings]).toEqual([spoken, spoken, []])
  })

  test.each(['srt', 'vtt'])('gives %s, whether it has such captions or not', async (responseFormat) => {
    const cues = parseSync(await call('transcribe', { responseFormat })).flatMap((node) => (node.type === 'cue' ? [node.data] : []))
    expect(cues.map(({ text }) => text).join(' ').replace(/\s+/g, ' ')).toBe(spoken)
  })

  test('is sent the names as a prompt, and none of the fields that only OpenAI has', async () => {
    await server.reset()
    await call('transcribe', { keywords: 'Ada, Grace' })
    const [request] = await server.requests()
    expect(request?.fields).toMatchObject({ prompt: ['Ada, Grace'], language: ['es'] })
    if (key !== '') expect([request?.authorization, request?.headerNames.includes('api-key'), request?.headerNames.includes('authorization')]).toEqual(['right', flavour === 'azure', flavour !== 'azure'])
    expect(Object.keys(request?.fields ?? {})).not.toEqual(expect.arrayContaining([expect.stringMatching(/keywords|languages|chunking/)]))
  })

  const translates = flavour !== 'whisper.cpp' && flavour !== 'localai'
  const noTextEndpoint = { key: 'upstream-no-endpoint', message: expect.stringContaining('does not offer /chat/completions') }

  test(translates ? 'translates' : 'says that it lacks the text endpoint which would stand in for its translations', async () => {
    const translated = call('translate', {}).then(({ text }) => text)
    await (translates ? expect(translated).resolves.toBe(english) : expect(translated).rejects.toMatchObject(noTextEndpoint))
  })

  test('says that it lacks the text endpoint for another language', async () => {
    await expect(call('translate', { targetLanguage: 'de' })).rejects.toMatchObject(noTextEndpoint)
  })
})
