import { operations } from '../../contract'
import { postJson, uploadFile } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { wordsIn } from '../support/spoken'
import { findWord, fixtures, readFixture, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

let openAi: OpenAiProcess
let playground: TestPlayground
beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { apiKey: standInKeys.full, baseUrl: openAi.baseUrl } })
})
afterAll(async () => {
  await playground.stop()
  await openAi.stop()
})

const spokenIn = (name: string): string[] => (fixtures.speech[name]?.words ?? []).map(({ word }) => word)
const inEnglish = (word: string): string => (findWord(word)?.english ?? '').toLowerCase()

const upload = async (name: string): Promise<string> => {
  const { status, body } = await uploadFile(`${playground.url}/api/files/audio/${name}`, name, new Uint8Array(readFixture(name)), '?overwrite=true')
  expect(status).toBe(200)
  return (body as { fileURL: string }).fileURL
}

describe.each(operations.map(({ service, route, method, task }) => ({ service, route, method, task })))('$task over the whole road', ({ service, route, method, task }) => {
  const expected = (name: string): string[] => (task === 'translate' ? spokenIn(name).map(inEnglish) : spokenIn(name))
  const call = (body: object, path = route.slice(1)): ReturnType<typeof postJson> => postJson(`${playground.url}/api/services/${service}/${path}`, body)

  it.each(fixtures.promised)('keeps every word of %s', async (name) => {
    const audioFileUrl = await upload(name)
    await openAi.reset()
    const { status, body } = await call({ audioFileUrl, responseFormat: 'JSON' })
    expect([status, wordsIn(body.text)]).toEqual([200, expected(name)])
    const [request, ...others] = await openAi.requests()
    expect(others).toEqual([])
    expect(request?.file?.words?.map(({ word }) => word)).toEqual(spokenIn(name))
  })

  it('answers text as a JSON string, with its facts in the headers', async () => {
    const [name = ''] = fixtures.promised
    const { status, body, headers } = await call({ audioFileUrl: await upload(name), responseFormat: 'text' })
    expect([status, wordsIn(body)]).toEqual([200, expected(name)])
    expect(JSON.parse(headers.get('x-transcript-warnings') ?? 'null')).toEqual([])
    expect(JSON.parse(headers.get('x-transcript-usage') ?? 'null')).toMatchObject({ type: 'duration' })
  })

  it('is the same by method name and in the long form of the address', async () => {
    const [name = ''] = fixtures.promised
    const audioFileUrl = await upload(name)
    const byName = await call({ audioFileUrl }, method)
    const long = await postJson(`${playground.url}/${playground.appId}/${playground.jsKey}/services/${service}${route}`, { audioFileUrl })
    for (const { status, body } of [byName, long]) expect([status, wordsIn(body.text)]).toEqual([200, expected(name)])
  })

  it('keeps a copy when asked, and tells its path and nothing of a key', async () => {
    const [name = ''] = fixtures.promised
    const { body } = await call({ audioFileUrl: await upload(name), saveSource: true })
    expect(body.savedSource).toMatch(/^\/?audio\//)
    const copy = await fetch(`${playground.url}/api/files/${String(body.savedSource).replace(/^\//, '')}`)
    expect(Buffer.from(await copy.arrayBuffer()).equals(readFixture(name))).toBe(true)
    expect(JSON.stringify(body)).not.toMatch(/[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}/)
  })
})

describe('callers at the same time', () => {
  it('each get their own words', async () => {
    const names = fixtures.promised
    const addresses = await Promise.all(names.map(upload))
    const answers = await Promise.all(addresses.map((audioFileUrl) => postJson(`${playground.url}/api/services/OpenAIAudioTranscription/transcribe`, { audioFileUrl })))
    expect(answers.map(({ body }) => wordsIn(body.text))).toEqual(names.map(spokenIn))
  })
})

describe('the keys of the road', () => {
  it('appear in no log', () => {
    expect(playground.log.join('\n')).not.toContain(standInKeys.full)
  })
})
