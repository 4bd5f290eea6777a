import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, redirect, startHostileSource, type HostileSource } from '../support/hostile-sources'
import { startInstantUpstream, type InstantUpstream } from './instant-upstream'
import { audio } from './ssrf-answers'
import { secrets, startProofWorkers, type Ended, type ProofWorkers } from './workers'

const forbidden = 41104

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
