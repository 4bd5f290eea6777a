import { parseSync } from 'subtitle'
import { Counts } from '../support/counts'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { findWord, fixtures, fixtureText, readFixture, standInKeys, startOpenAi, type OpenAiProcess, type ReceivedRequest } from '../support/stand-in'

/** The first day without the classic models and the translation endpoint. */
const theDay = '2027-02-26'
const file = 'speech.mp3'
const spoken = fixtureText(file)
const inOther = (language: 'english' | 'german', text = spoken): string => text.split(' ').map((word) => findWord(word)?.[language]).join(' ')

const routes = { transcribe: 'OpenAIAudioTranscription', translate: 'OpenAIAudioTranslation' } as const
type Task = keyof typeof routes

interface Answered {
  readonly status: number
  readonly body: Json
  readonly warnings: readonly { code: string; message: string }[]
}

const counts = new Counts('retirement')
let openAi: OpenAiProcess
let playground: TestPlayground

beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  await uploadFile(`${playground.url}/api/files/audio`, file, new Uint8Array(readFixture(file)))
})
afterAll(async () => {
  counts.print()
  await playground.stop()
  await openAi.stop()
})
beforeEach(() => openAi.reset())

const configure = async (task: Task, values: Readonly<Record<string, string | null>>): Promise<void> => {
  const response = await fetch(`${playground.url}/${playground.appId}/console/cloud-code/services/${routes[task]}/configuration`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(values) })
  expect(response.status).toBe(200)
}

const call = async (task: Task, wish: Readonly<Record<string, unknown>> = {}): Promise<Answered> => {
  const startedAt = performance.now()
  const { status, body, headers } = await postJson(`${playground.url}/api/services/${routes[task]}/${task}`, { audioFileUrl: `${playground.url}/api/files/audio/${file}`, ...wish })
  expect(counts.add({ ok: status === 200, number: status === 200 ? null : body.code, milliseconds: performance.now() - startedAt, limitMs: 30_000 })).toBeNull()
  const warnings = (typeof body === 'string' ? JSON.parse(headers.get('x-transcript-warnings') ?? 'null') : (body.warnings ?? [])) as Answered['warnings']
  return { status, body, warnings }
}

const received = async (endpoint: ReceivedRequest['endpoint']): Promise<ReceivedRequest[]> => (await openAi.requests()).filter((request) => request.endpoint === endpoint)
const codesOf = ({ warnings }: Answered): string[] => warnings.map(({ code }) => code)
interface Phrase {
  readonly start: number
  readonly text: string
  readonly sourceText: string
  readonly speaker?: string
}
const phrasesOf = ({ body }: Answered): Phrase[] => body.segments as Phrase[]
const textOf = ({ body }: Answered): string => (typeof body === 'string' ? body : body.text) as string

describe(`on ${theDay}, when the classic models and the translation endpoint are gone`, () => {
  beforeEach(() => openAi.setDay(theDay))

  const callers = [undefined, 'whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-transcribe-2025-12-15', 'gpt-4o-transcribe-diarize']
  const each = (['json', 'text'] as const).flatMap((responseFormat) => callers.map((model) => [model, responseFormat] as const))

  test.each(each)('an app whose owner changed nothing transcribes with %s as %s', async (model, responseFormat) => {
    const answered = await call('transcribe', { model, responseFormat })
    expect([answered.status, textOf(answered)]).toEqual([200, spoken])
    expect(answered.warnings).toEqual([{ code: 'model-retired', message: `The model ${model ?? 'whisper-1'} was switched off; gpt-transcribe was used instead.` }])
  })

  test.each(each)('an app whose owner changed nothing translates with %s as %s', async (model, responseFormat) => {
    const answered = await call('translate', { model, responseFormat })
    expect([answered.status, textOf(answered)]).toEqual([200, inOther('english')])
    const translatesByItself = (model ?? 'whisper-1') === 'whisper-1'
    expect(codesOf(answered)).toEqual([...(translatesByItself ? ['endpoint-retired'] : []), 'model-retired'])
    expect(answered.warnings.at(-1)?.message).toContain('gpt-transcribe')
  })

  test.each(['gpt-4o-mini-transcribe', 'gpt-4o-transcribe', 'whisper-1', 'gpt-4o-mini-transcribe-2025-12-15'])('a configured %s is replaced', async (audioModel) => {
    await configure('transcribe', { audioModel })
    await configure('translate', { audioModel })
    const [transcribed, translated] = [await call('transcribe'), await call('translate', { responseFormat: 'text' })]
    await configure('transcribe', { audioModel: null })
    await configure('translate', { audioModel: null })
    expect([textOf(transcribed), textOf(translated)]).toEqual([spoken, inOther('english')])
    expect(transcribed.body).toMatchObject({ model: 'gpt-transcribe', requestedModel: audioModel })
    expect([codesOf(transcribed).at(-1), codesOf(translated).at(-1)]).toEqual(['model-retired', 'model-retired'])
    expect(transcribed.warnings[0]?.message).toContain('gpt-transcribe')
  })

  test('both texts and the language are answered, and the language hint still reaches the successor', async () => {
    const { body } = await call('translate', { sourceLanguage: 'Spanish' })
    expect(body).toMatchObject({ text: inOther('english'), sourceText: spoken, language: 'es', model: 'gpt-transcribe', requestedModel: 'whisper-1' })
    expect((await received('transcriptions')).at(-1)?.fields).toMatchObject({ model: ['gpt-transcribe'], 'languages[]': ['es'] })
  })

  const captionsOf = (document: string): { text: string; start: number }[] =>
    parseSync(document).flatMap((node) => (node.type === 'cue' ? [{ text: node.data.text.replace(/\s+/g, ' '), start: node.data.start / 1000 }] : []))
  const withTimes = (['srt', 'vtt', 'verbose_json'] as const).flatMap((responseFormat) => [undefined, 'whisper-1', 'gpt-transcribe'].flatMap((model) => (['transcribe', 'translate'] as const).map((task) => [task, model, responseFormat] as const)))

  test.each(withTimes)('%s with %s still answers %s: the times are those of the pieces between two pauses', async (task, model, responseFormat) => {
    const answered = await call(task, { model, responseFormat })
    expect([answered.status, codesOf(answered).includes('times-from-pieces')]).toEqual([200, true])
    const phrases = typeof answered.body === 'string' ? captionsOf(answered.body) : phrasesOf(answered)
    expect(phrases.map(({ text }) => text).join(' ')).toBe(task === 'translate' ? inOther('english') : spoken)
    let place = 0
    for (const { start, text } of phrases) {
      expect(Math.abs(start - (fixtures.speech[file]?.words[place]?.start ?? NaN))).toBeLessThanOrEqual(0.25)
      place += text.split(' ').length
    }
  })

  const lost = [
    ['transcribe', { timestamps: 'word' }, 'word times'], ['transcribe', { timestamps: 'word', model: 'whisper-1', responseFormat: 'verbose_json' }, 'word times'],
    ['transcribe', { speakers: true }, 'speakers'], ['transcribe', { responseFormat: 'diarized_json' }, 'speakers'],
    ['transcribe', { responseFormat: 'diarized_json', model: 'gpt-4o-transcribe-diarize' }, 'speakers'], ['translate', { responseFormat: 'diarized_json' }, 'speakers'],
  ] as const

  test.each(lost)('%s with %j goes on, and the answer says that it holds no %s', async (task, wish, words) => {
    const answered = await call(task, wish)
    expect([answered.status, textOf(answered)]).toEqual([200, task === 'translate' ? inOther('english') : spoken])
    expect(answered.warnings.filter(({ code }) => code === 'wish-not-met').map(({ message }) => message)).toEqual([expect.stringContaining(words)])
    if (!('responseFormat' in wish)) return
    expect(phrasesOf(answered).map(({ text }) => text).join(' ')).toBe(textOf(answered))
    if (wish.responseFormat === 'diarized_json') expect([...new Set(phrasesOf(answered).map(({ speaker }) => speaker))]).toEqual([''])
  })

  test('a model that is not retired but unknown stays an error', async () => {
    const { status, body } = await call('transcribe', { model: 'whisper-9' })
    expect([status, body.code]).toEqual([400, 41011])
  })

  test('the successor itself is used without a word', async () => {
    expect(codesOf(await call('transcribe', { model: 'gpt-transcribe' }))).toEqual([])
  })
})

describe('the day before', () => {
  test('nothing is replaced', async () => {
    await openAi.setDay('2027-02-25')
    const answered = [await call('transcribe', { model: 'whisper-1' }), await call('translate')]
    expect(answered.map(textOf)).toEqual([spoken, inOther('english')])
    expect(answered.flatMap(codesOf)).toEqual([])
    expect(await received('chat')).toEqual([])
  })
})

describe('a server that has neither a model nor its successor', () => {
  const unknown = { kind: 'json', for: 'transcriptions', status: 404, repeat: 9, body: { error: { message: 'The model does not exist', type: 'invalid_request_error', code: 'model_not_found' } } } as const

  test.each([[undefined, 41205, 'whisper-1'], ['gpt-4o-transcribe', 41011, 'gpt-4o-transcribe']])('is told of by the name that was asked for: %s', async (model, number, named) => {
    await openAi.script([unknown])
    const { body } = await call('transcribe', { model })
    expect([body.code, body.message]).toEqual([number, expect.stringContaining(`model ${named}`)])
    expect(await received('transcriptions')).toHaveLength(2)
  })
})

describe('another target language', () => {
  const german = inOther('german')

  test.each([['de', 'json'], ['German', 'text'], ['DE-at', 'json']])('%s is answered as %s', async (targetLanguage, responseFormat) => {
    const answered = await call('translate', { targetLanguage, responseFormat })
    expect([answered.status, textOf(answered)]).toEqual([200, german])
    expect(await received('translations')).toEqual([])
  })

  test('keeps the times, and both texts of each phrase', async () => {
    const answered = await call('translate', { targetLanguage: 'de', responseFormat: 'verbose_json' })
    const words = fixtures.speech[file]?.words ?? []
    expect(answered.body).toMatchObject({ text: german, sourceText: spoken, language: 'es' })
    expect(phrasesOf(answered)).toHaveLength(2)
    phrasesOf(answered).forEach((segment, index) => {
      const source = words.slice(index * 3, index * 3 + 3)
      expect(segment.sourceText).toBe(source.map(({ word }) => word).join(' '))
      expect(segment.text).toBe(inOther('german', segment.sourceText))
      expect(Math.abs(segment.start - (source[0]?.start ?? NaN))).toBeLessThanOrEqual(0.05)
    })
  })

  test('a language that is the spoken one already costs no text model', async () => {
    const { body } = await call('translate', { targetLanguage: 'es' })
    expect(body.text).toBe(spoken)
    expect(await received('chat')).toEqual([])
  })
})

describe('a text model', () => {
  const wish = { targetLanguage: 'de', responseFormat: 'verbose_json' }
  const bad = (how: 'one-missing' | 'one-more' | 'unnumbered' | 'empty', repeat = 1) => openAi.script([{ kind: 'bad-lines', how, for: 'chat', repeat }])

  test.each(['one-missing', 'one-more', 'unnumbered', 'empty'] as const)('that answers %s once is asked once more', async (how) => {
    await bad(how)
    const answered = await call('translate', wish)
    expect([textOf(answered), codesOf(answered)]).toEqual([inOther('german'), []])
    expect(await received('chat')).toHaveLength(2)
  })

  test.each(['one-missing', 'one-more', 'empty'] as const)('that answers %s twice is asked line by line, and the caller is told', async (how) => {
    await bad(how, 2)
    const answered = await call('translate', wish)
    expect(textOf(answered)).toBe(inOther('german'))
    expect(codesOf(answered)).toEqual(['translation-repaired'])
    expect(phrasesOf(answered).map(({ text }) => text).join(' ')).toBe(inOther('german'))
    expect(await received('chat')).toHaveLength(4)
  })

  test('that never answers anything is an error, not an empty text', async () => {
    await bad('empty', 99)
    const { status, body } = await call('translate', wish)
    expect([status, body.code]).toEqual([503, 41309])
  })

  test('that may not be used with this key is named with the permission to tick', async () => {
    await configure('translate', { apiKey: standInKeys.audioOnly, apiBaseUrl: openAi.baseUrl })
    const { status, body } = await call('translate', wish)
    await configure('translate', { apiKey: null, apiBaseUrl: null })
    expect([status, body.code]).toEqual([403, 41210])
    expect(body.message).toContain('Model capabilities: chat completions (POST /v1/chat/completions)')
  })

  test('that is configured but unknown is named', async () => {
    await configure('translate', { textModel: 'luna-9' })
    const { status, body } = await call('translate', wish)
    await configure('translate', { textModel: null })
    expect([status, body.code]).toEqual([409, 41211])
    expect(body.message).toContain('luna-9')
    expect(await received('chat')).toHaveLength(1)
  })

  test('that is configured is the one that is asked', async () => {
    await configure('translate', { textModel: 'gpt-5-mini' })
    const answered = await call('translate', wish)
    await configure('translate', { textModel: null })
    expect(textOf(answered)).toBe(inOther('german'))
    expect((await received('chat')).map(({ json }) => (json as { model: string }).model)).toEqual(['gpt-5-mini'])
  })

  test('that the server does not have is replaced by the next of our list', async () => {
    await openAi.script([{ kind: 'json', for: 'chat', status: 404, body: { error: { message: 'The model does not exist', type: 'invalid_request_error', code: 'model_not_found' } } }])
    expect(textOf(await call('translate', wish))).toBe(inOther('german'))
    expect((await received('chat')).map(({ json }) => (json as { model: string }).model)).toEqual(['gpt-6-luna', 'gpt-5.4-mini'])
  })
})
