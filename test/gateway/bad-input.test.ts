import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorByNumber, operations, splitErrorMessage } from '../../contract'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { readFixture, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

const wav = readFixture('speech.wav')
const pageHtml = '<!doctype html><html><body>Not audio</body></html>'

/** A source of audio that has a bad day. */
const source = createServer((request, response) => {
  const plays: Record<string, () => void> = {
    '/missing': () => response.writeHead(404).end('no'),
    '/broken': () => response.writeHead(500).end('oops'),
    '/forbidden': () => response.writeHead(403).end('no'),
    '/page': () => response.writeHead(200, { 'content-type': 'text/html' }).end(pageHtml),
    '/nothing': () => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(),
    '/never': () => undefined,
    '/speech.wav': () => response.writeHead(200).end(wav),
  }
  ;(plays[request.url ?? ''] ?? (() => response.writeHead(404).end()))()
})

let openAi: OpenAiProcess
let playground: TestPlayground
let sourceHost: string
beforeAll(async () => {
  await new Promise<void>((done) => source.listen(0, '127.0.0.1', done))
  sourceHost = `127.0.0.1:${(source.address() as AddressInfo).port}`
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { apiKey: standInKeys.full, baseUrl: openAi.baseUrl } })
  await configure({ allowedHosts: `*, ${sourceHost}` })
})
afterAll(async () => {
  await playground.stop()
  await openAi.stop()
  source.close()
  source.closeAllConnections()
})

const configure = async (values: Record<string, string | null>): Promise<void> => {
  for (const { service } of operations) {
    const response = await fetch(`${playground.url}/${playground.appId}/console/cloud-code/services/${service}/configuration`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(values) })
    expect(response.status).toBe(200)
  }
}

const call = (operation: (typeof operations)[number], body: object): ReturnType<typeof postJson> => postJson(`${playground.url}/api/services/${operation.service}${operation.route}`, body)
const storedFiles = async (): Promise<string[]> => ((await (await fetch(`${playground.url}/api/files/?sub=true`)).json()) as { url: string }[]).map(({ url }) => url)
const uploaded = async (name: string, content: Uint8Array<ArrayBuffer> | string): Promise<string> => ((await uploadFile(`${playground.url}/api/files/given/${name}`, name, content, '?overwrite=true')).body as { fileURL: string }).fileURL
const at = (path: string) => (): Promise<string> => Promise.resolve(`http://${sourceHost}${path}`)
const is = (value: unknown) => (): Promise<unknown> => Promise.resolve(value)

/** Number, and something that the advice must name. */
interface Expectation {
  readonly number: number
  readonly advice: RegExp
}

const expectError = ({ status, body }: { status: number; body: Json }, { number, advice }: Expectation): void => {
  const { code, message } = body as { code: number; message: string }
  const texts = splitErrorMessage(message)
  expect({ code, status }).toEqual({ code: number, status: errorByNumber(number)?.status })
  expect(texts.sentence).toMatch(/^[A-Z].+\.$/)
  expect(texts.advice).toMatch(advice)
  expect(message).not.toMatch(/sk-|undefined|\[object/)
}

const badSources: readonly (readonly [string, () => Promise<unknown>, Expectation])[] = [
  ['a missing address', is(undefined), { number: 41001, advice: /audioFileUrl/ }],
  ['an empty address', is(''), { number: 41001, advice: /audioFileUrl/ }],
  ['an address of blanks', is('  '), { number: 41001, advice: /audioFileUrl/ }],
  ['no address but words', is('my recording'), { number: 41002, advice: /"my recording"/ }],
  ['a number as address', is(5), { number: 41005, advice: /audioFileUrl must be a string/ }],
  ['a file: address', is('file:///etc/passwd'), { number: 41003, advice: /file:/ }],
  ['a data: address', is('data:audio/wav;base64,AAAA'), { number: 41003, advice: /data:/ }],
  ['an ftp: address', is('ftp://example.com/a.mp3'), { number: 41003, advice: /ftp:/ }],
  ['an address with a password', is('https://me:secret@example.com/a.mp3'), { number: 41004, advice: /signed link/ }],
  ...['127.0.0.1:1', '10.0.0.1', '192.168.1.1', '172.16.0.1', '169.254.169.254', '0.0.0.0', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[fe80::1]', '[fd00::1]', 'localhost:1'].map(
    (host) => [`the private address ${host}`, is(`http://${host}/a.mp3`), { number: 41101, advice: /Allowed hosts/ }] as const,
  ),
  ['an address that answers 404', at('/missing'), { number: 41103, advice: /404/ }],
  ['an upload that was removed', () => Promise.resolve(`${playground.url}/api/files/given/gone.mp3`), { number: 41103, advice: /404/ }],
  ['an address that answers 403', at('/forbidden'), { number: 41104, advice: /403/ }],
  ['an address that answers 500', at('/broken'), { number: 41105, advice: /500/ }],
  ['an address that answers a page', at('/page'), { number: 41108, advice: /direct download address/ }],
  ['an address that answers nothing', at('/nothing'), { number: 41109, advice: /0 bytes/ }],
  ['an empty file', () => uploaded('empty.mp3', ''), { number: 41109, advice: /0 bytes/ }],
  ['text that is called mp3', () => uploaded('text.mp3', 'These are words, not sounds. '.repeat(20)), { number: 41110, advice: /text/ }],
  ['a sound that is not accepted', () => uploaded('voice.mp3', new Uint8Array(readFixture('voice.amr'))), { number: 41111, advice: /AMR/ }],
]

const badParameters: readonly (readonly [string, object, Expectation])[] = [
  ['an unknown format', { responseFormat: 'pdf' }, { number: 41007, advice: /responseFormat must be one of json, text.*"pdf"/ }],
  ['a temperature out of range', { temperature: 1.5 }, { number: 41006, advice: /temperature must be between 0 and 1; it was 1\.5/ }],
  ['a temperature that is no number', { temperature: 'warm' }, { number: 41005, advice: /temperature must be a number; it was "warm"/ }],
  ['a switch that is no switch', { saveSource: 'perhaps' }, { number: 41005, advice: /saveSource must be a boolean/ }],
]

describe.each(operations.map((operation) => ({ task: operation.task, operation })))('bad input for $task', ({ operation }) => {
  let before: string[]
  beforeEach(() => openAi.reset())

  it.each(badSources)('names %s, and sends and stores nothing', async (_case, address, expected) => {
    const audioFileUrl = await address()
    before = await storedFiles()
    expectError(await call(operation, { audioFileUrl, saveSource: true }), expected)
    expect(await openAi.requests()).toEqual([])
    expect(await storedFiles()).toEqual(before)
  })

  it.each(badParameters)('names %s before anything is fetched', async (_case, parameters, expected) => {
    const asked = jest.fn()
    source.on('request', asked)
    expectError(await call(operation, { audioFileUrl: `http://${sourceHost}/speech.wav`, ...parameters }), expected)
    source.off('request', asked)
    expect(asked).not.toHaveBeenCalled()
    expect(await openAi.requests()).toEqual([])
  })

  it('names a key that is rejected, once and without a second try', async () => {
    await configure({ apiKey: 'sk-wrong', apiBaseUrl: openAi.baseUrl })
    const answer = await call(operation, { audioFileUrl: `http://${sourceHost}/speech.wav` })
    await configure({ apiKey: null, apiBaseUrl: null })
    expectError(answer, { number: 41202, advice: /valid key/ })
    expect((await openAi.requests()).map(({ authorization }) => authorization)).toEqual(['wrong'])
  })

  it('names a key that is missing, before anything is fetched', async () => {
    await configure({ apiKey: null, apiBaseUrl: 'https://api.openai.com/v1' })
    const asked = jest.fn()
    source.on('request', asked)
    const answer = await call(operation, { audioFileUrl: `http://${sourceHost}/speech.wav` })
    source.off('request', asked)
    await configure({ apiBaseUrl: null })
    expectError(answer, { number: 41201, advice: /gear/ })
    expect(asked).not.toHaveBeenCalled()
  })

  it('names a source that never answers', async () => {
    await configure({ timeLimitSeconds: '5' })
    const start = performance.now()
    const answer = await call(operation, { audioFileUrl: `http://${sourceHost}/never` })
    await configure({ timeLimitSeconds: null })
    expectError(answer, { number: 41401, advice: /5 s/ })
    expect(performance.now() - start).toBeLessThan(4500)
    expect(await openAi.requests()).toEqual([])
  })
})

describe('after all of it', () => {
  it('the road is still open', async () => {
    const { status } = await call(operations[0], { audioFileUrl: `http://${sourceHost}/speech.wav` })
    expect(status).toBe(200)
  })

  it('a source that never answers is given up long before the call is over', async () => {
    const start = performance.now()
    expectError(await call(operations[0], { audioFileUrl: `http://${sourceHost}/never` }), { number: 41107, advice: /bytes/ })
    expect(performance.now() - start).toBeLessThan(30_000)
  })
})
