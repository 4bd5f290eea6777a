import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { postJson, type Json } from '../support/http'
import { answer, redirect, startHostileSource, type HostileSource } from '../support/hostile-sources'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { fixtureText, readFixture, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'
import { startInstantUpstream, type InstantUpstream } from './instant-upstream'
import { audio } from './ssrf-answers'
import { secrets, startProofWorkers, type Ended, type ProofWorkers } from './workers'

const file = 'speech.mp3'
const forbidden = 41104
const noAddress = 41002

describe('a private file of user A', () => {
  let openAi: OpenAiProcess
  let playground: TestPlayground
  let api: string
  const tokens = new Map<string, string | undefined>()

  const person = async (name: string): Promise<{ userId: string; token: string }> => {
    const email = `${name}@rights.example`
    await postJson(`${api}/users/register`, { email, password: `word of ${name}` })
    const { body } = await postJson(`${api}/users/login`, { login: email, password: `word of ${name}` })
    return { userId: body.objectId as string, token: body['user-token'] as string }
  }

  const secure = async (effect: string, permission: string, user: string): Promise<void> => {
    const response = await fetch(`${playground.url}/${playground.appId}/console/security/file/${effect}`, {
      method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ target: 'private', permission, user }),
    })
    expect(response.status).toBe(200)
  }

  beforeAll(async () => {
    openAi = await startOpenAi({ engine: 'stand-in' })
    playground = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
    api = `${playground.url}/api`
    const [a, b] = [await person('a'), await person('b')]
    const guest = await postJson(`${api}/users/register/guest`, {})
    tokens.set('A', a.token).set('B', b.token).set('a guest', guest.body['user-token'] as string).set('nobody', undefined)
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(readFixture(file))]), file)
    await fetch(`${api}/files/private`, { method: 'POST', headers: { 'user-token': a.token }, body: form })
    await secure('DENY', 'READ', '*')
    await secure('GRANT', 'READ', a.userId)
  }, 60_000)
  afterAll(async () => {
    await playground.stop()
    await openAi.stop()
  })
  beforeEach(() => openAi.reset())

  /** Every way to write where the file is. */
  const addresses: readonly (readonly [name: string, of: () => string])[] = [
    ['its URL', () => `${api}/files/private/${file}`],
    ['its URL with the key of the app', () => `${playground.url}/${playground.appId}/${playground.jsKey}/files/private/${file}`],
    ['its URL with doubled slashes', () => `${api}/files//private//${file}`],
    ['its URL through another folder', () => `${api}/files/public/../private/${file}`],
    ['its URL with encoded letters', () => `${api}/files/%70rivate/${file}`],
    ['its URL with a query', () => `${api}/files/private/${file}?download=true`],
    ['the other name of this machine', () => `${api.replace('127.0.0.1', 'localhost')}/files/private/${file}`],
  ]
  const paths: readonly (readonly [name: string, of: () => string])[] = [
    ['its path', () => `/private/${file}`], ['its path without a slash', () => `private/${file}`], ['its path as a file of the machine', () => `file://${join(playground.dataDir, playground.appId, 'files', 'private', file)}`],
  ]

  const call = (who: string, audioFileUrl: string, service = 'OpenAIAudioTranscription/transcribe'): Promise<{ status: number; body: Json }> => {
    const token = tokens.get(who)
    return postJson(`${api}/services/${service}`, { audioFileUrl, saveSource: true }, token ? { 'user-token': token } : {})
  }

  test('is transcribed for A', async () => {
    for (const [, of] of addresses.slice(0, 2)) expect((await call('A', of())).body).toMatchObject({ text: fixtureText(file) })
  })

  test.each(addresses.flatMap(([name, of]) => ['B', 'a guest', 'nobody'].map((who) => [name, who, of] as const)))('by %s is not transcribed for %s', async (_name, who, of) => {
    for (const service of ['OpenAIAudioTranscription/transcribe', 'OpenAIAudioTranslation/translate']) {
      const { status, body } = await call(who, of(), service)
      expect([status, body.code]).toEqual([403, forbidden])
    }
    expect(await openAi.requests()).toEqual([])
  })

  test.each(paths.flatMap(([name, of]) => ['A', 'B', 'a guest', 'nobody'].map((who) => [name, who, of] as const)))('by %s is not an address, whoever asks: %s', async (_name, who, of) => {
    const { status, body } = await call(who, of())
    expect(status).toBe(400)
    expect([noAddress, 41003]).toContain(body.code)
    expect(await openAi.requests()).toEqual([])
  })

  test('is copied by nobody else, and no token is in the log or in a saved file', () => {
    const folder = join(playground.dataDir, playground.appId, 'files')
    const saved = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => statSync(join(folder, name)).isFile())
    expect(saved.filter((name) => name.startsWith('audio'))).toHaveLength(2)
    const texts = [...playground.log, ...saved, ...saved.map((name) => readFileSync(join(folder, name), 'latin1'))]
    for (const token of [...tokens.values()].filter((each) => each !== undefined)) expect(texts.filter((text) => text.includes(token))).toEqual([])
  })
})

describe('the token of a caller', () => {
  let upstream: InstantUpstream
  let other: HostileSource
  let workers: ProofWorkers
  let seen: string[]

  const read = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push(`${request.url} ${request.headers['user-token'] === secrets.userToken ? 'with' : 'without'}`)
    const moved = request.url?.includes('/moved')
    if (moved) response.writeHead(302, { location: `http://127.0.0.1:${other.port}/audio` }).end()
    else response.end(audio)
  }
  const fetchAudio = (url: string): Promise<Ended> => workers.call({ body: { audioFileUrl: url }, settings: { apiBaseUrl: upstream.baseUrl, allowedHosts: '127.0.0.1' } })

  beforeAll(async () => {
    upstream = await startInstantUpstream()
    workers = await startProofWorkers()
    workers.platform.onRead = read
    other = await startHostileSource((path) => (path === '/to-own' ? redirect(`${workers.platform.url}/PROOF/CODE/files/a.ogg`) : answer(audio)))
  })
  afterAll(async () => {
    await workers.stop()
    await Promise.all([upstream.stop(), other.stop()])
  })
  beforeEach(() => {
    seen = []
  })

  test.each([
    ['a file of the app', '/PROOF/CODE/files/a.ogg', 'with'],
    ['a file of the app on its own domain', '/api/files/a.ogg', 'with'],
    ['a file of another app', '/OTHER/CODE/files/a.ogg', 'without'],
    ['a file of an app whose id only begins alike', '/PROOFING/CODE/files/a.ogg', 'without'],
  ])('goes to %s as it should: %s %s', async (_name, path, expected) => {
    expect((await fetchAudio(`${workers.platform.url}${path}`)).outcome.ok).toBe(true)
    expect(seen).toEqual([`${path} ${expected}`])
  })

  test('does not follow a redirect to another host', async () => {
    expect((await fetchAudio(`${workers.platform.url}/PROOF/CODE/files/moved`)).outcome.ok).toBe(true)
    expect(seen).toEqual(['/PROOF/CODE/files/moved with'])
    expect(other.visits.at(-1)).toMatchObject({ path: '/audio' })
    expect(JSON.stringify(other.visits)).not.toContain(secrets.userToken)
  })

  test('is not told to a host that leads to a file of the app', async () => {
    expect((await fetchAudio(`http://127.0.0.1:${other.port}/to-own`)).outcome.ok).toBe(true)
    expect(seen).toEqual(['/PROOF/CODE/files/a.ogg with'])
    expect(JSON.stringify(other.visits)).not.toContain(secrets.userToken)
  })

  test.each([
    ['403', (response: ServerResponse) => response.writeHead(403, { 'content-type': 'application/json' }).end('{"code":4000,"message":"User has no permissions to specified resource"}'), forbidden],
    ['the token has expired', (response: ServerResponse) => response.writeHead(401, { 'content-type': 'application/json' }).end('{"code":3064}'), forbidden],
    ['200 with a refusal in place of the file', (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":4000,"message":"User has no permissions to specified resource"}'), 41110],
  ])('does not help when the platform says no: %s', async (_name, refuse, expected) => {
    workers.platform.onRead = (_, response) => void refuse(response)
    const { outcome } = await fetchAudio(`${workers.platform.url}/PROOF/CODE/files/a.ogg`)
    workers.platform.onRead = read
    expect(outcome).toMatchObject({ ok: false, error: { code: expected } })
  })
})
