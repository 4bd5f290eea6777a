import { minutesTable } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import { rawRequest } from '../support/http'
import { pickWords } from '../support/stand-in'
import type { Actor } from './actors'
import { idOf, secondsOf, service, startRightsWorld, transcribe, upload, workers, type RightsWorld } from './rights-world'

let world: RightsWorld
let ada: Actor
let bob: Actor
let guest: Actor
let visitor: Actor
let adaId: string
beforeAll(async () => {
  world = await startRightsWorld()
  ;({ ada, bob, guest, visitor } = world)
  adaId = await idOf(ada)
})
afterAll(() => world.stop())

/** When the allowances start again. */
const midnight = (): string => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`

describe('daily minutes', () => {
  const words = pickWords(3, 8)
  const seconds = secondsOf(words)
  let url: string
  beforeAll(async () => {
    url = await upload(ada, 'shared/minutes.wav', words)
  })
  afterAll(() => world.configure({}))

  it('are an error while their table is missing: nothing is sent, and no open table is made', async () => {
    await world.configure({ minutesPerUserPerDay: '10' })
    await world.openAi.reset()
    for (const actor of [ada, visitor]) {
      const ended = await transcribe(actor, url)
      expect([ended.code, ended.status, ended.message]).toEqual([41209, 409, expect.stringContaining(`Create the table ${minutesTable.name} with the columns seconds (INT)`)])
    }
    expect(await world.openAi.requests()).toEqual([])
    expect(((await world.inConsole('GET', 'data/tables')).body as { name: string }[]).map(({ name }) => name)).not.toContain(minutesTable.name)
  })

  it('are counted for each user, for all visitors and guest accounts together, and for the app', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '10', minutesPerAppPerDay: '100' })
    for (const actor of [ada, ada, bob, guest, visitor]) expect((await transcribe(actor, url)).ok).toBe(true)
    expect(await world.minutes()).toEqual({ [`user-${adaId}`]: 2 * seconds, [`user-${await idOf(bob)}`]: seconds, guests: 2 * seconds, app: 5 * seconds })
  })

  it('end for one user while others go on, and the error tells when they start again', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '0.05' })
    expect((await transcribe(ada, url)).ok).toBe(true)
    await world.openAi.reset()
    const ended = await transcribe(ada, url)
    expect([ended.code, ended.status, ended.message]).toEqual([41207, 403, `Your minutes of speech to text for today are used up.\nThe limit is 0.05 minutes per user and day; it starts again at ${midnight()}. The app owner can raise Minutes per user and day.`])
    expect(await world.openAi.requests()).toEqual([])
    expect((await transcribe(bob, url)).ok).toBe(true)
    expect((await transcribe(guest, url)).ok).toBe(true)
    expect((await transcribe(visitor, url)).code).toBe(41207)
  })

  it('end for everybody when those of the app are used up, and a refused call costs its user nothing', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '10', minutesPerAppPerDay: '0.05' })
    expect((await transcribe(ada, url)).ok).toBe(true)
    for (const actor of [ada, bob, guest, visitor]) expect(await transcribe(actor, url)).toMatchObject({ code: 41208, status: 403, message: expect.stringContaining(`starts again at ${midnight()}`) })
    expect(await world.minutes()).toEqual({ [`user-${adaId}`]: seconds, [`user-${await idOf(bob)}`]: 0, guests: 0, app: seconds })
  })

  it('can neither be read, reset nor raised by any client on any road', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '0.05' })
    for (const actor of [ada, visitor]) expect((await transcribe(actor, url)).ok).toBe(true)
    const before = await world.minutes()
    const day = new Date().toISOString().slice(0, 10)
    const [T, id] = [minutesTable.name, `user-${adaId}-${day}`]
    const where = encodeURIComponent('seconds > -1')
    const roads: readonly (readonly [string, string, unknown?])[] = [
      ['POST', `/data/${T}/find`, {}], ['POST', `/data/${T}/find`, { where: `objectId = '${id}'` }], ['POST', `/data/${T}/count`, {}], ['GET', `/data/${T}/${id}`], ['GET', `/data/${T}/properties`], ['GET', `/data/${T}`], ['GET', `/data/${T}/first`],
      ['PUT', `/data/${T}`, { objectId: id, seconds: 0 }], ['PUT', `/data/${T}`, { seconds: -1000 }], ['PUT', `/data/${T}/upsert`, { objectId: id, seconds: 0 }], ['PUT', `/data/${T}/${id}`, { seconds: 0 }], ['PUT', `/data/${T}/deep-save`, { objectId: id, seconds: 0 }],
      ['PUT', `/data/bulk/${T}?where=${where}`, { seconds: 0 }], ['PUT', `/data/bulk/${T}?where=${where}`, { seconds: { ___class: 'BackendlessExpression', value: 'seconds - 1000' } }], ['POST', `/data/bulk/${T}`, [{ objectId: id, seconds: -1000 }]], ['PUT', `/data/bulkupsert/${T}`, [{ objectId: id, seconds: 0 }]],
      ['DELETE', `/data/${T}/${id}`], ['POST', `/data/bulk/${T}/delete`, { where: 'seconds > -1' }], ['DELETE', `/data/bulk/${T}?where=${where}`],
      ['PUT', `/data/${T}/permissions/GRANT`, { permission: 'UPDATE', role: '*' }], ['PUT', `/data/${T}/permissions/GRANT/${id}`, { permission: 'UPDATE', user: '*' }], ['POST', '/management/data/table', { name: T, columns: [] }], ['DELETE', `/management/data/table/${T}`],
      ['POST', '/transaction/unit-of-work', { operations: [{ operationType: 'UPDATE_BULK', table: T, payload: { conditional: 'seconds > -1', changes: { seconds: 0 } } }] }],
      ['PUT', `/counters/${id}/reset`], ['PUT', `/counters/${T}/reset`], ['PUT', `/cache/${id}`, 0], ['DELETE', `/cache/${id}`], ['POST', '/users/assignRole', { user: adaId, roleName: 'ServerCodeUser' }],
      ['PUT', `/users/${adaId}`, { userRoles: ['ServerCodeUser'], ownerId: null }],
    ]
    const tokens = await Promise.all([ada, bob, guest].map((actor) => actor.must('getCurrentUserToken') as Promise<string>))
    let tried = 0
    for (const key of [demoApp.jsKey, demoApp.restKey]) {
      for (const token of [null, ...tokens]) {
        for (const [verb, path, body] of roads) {
          const answer = await fetch(`${world.keyed(key)}${path}`, { method: verb, headers: { 'content-type': 'application/json', ...(token && { 'user-token': token }) }, ...(body !== undefined && { body: JSON.stringify(body) }) })
          const text = await answer.text()
          tried += 1
          if (!/^\/(counters|cache|users)/.test(path) && answer.status < 400) expect([verb, path, text]).toEqual([verb, path, path.endsWith('count') ? '0' : '[]'])
          expect(text).not.toMatch(/"seconds"/)
        }
      }
    }
    expect(tried).toBe(2 * 4 * roads.length)
    expect(await world.minutes()).toEqual(before)
    for (const actor of [ada, visitor]) expect((await transcribe(actor, url, { minutesPerUserPerDay: 1000, limit: 1000 })).code).toBe(41207)
  })

  it('cannot be raised by a page of another origin', async () => {
    const address = `${world.playground.url}/${demoApp.id}/console`
    for (const [path, body] of [[`cloud-code/services/${service}/configuration`, { minutesPerUserPerDay: '' }], [`data/tables/${minutesTable.name}`, { access: 'open' }], ['security/table/GRANT', { target: minutesTable.name, permission: 'UPDATE', role: '*' }]] as const) {
      for (const headers of [{ origin: 'https://evil.example' }, { host: 'evil.example' }]) {
        expect((await rawRequest(address, 'PUT', `/${demoApp.id}/console/${path}`, { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) })).status).toBe(403)
      }
    }
    expect((await transcribe(ada, url)).code).toBe(41207)
  })

  it('are given back after a call that failed, and never taken by one that was refused before', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '10', minutesPerAppPerDay: '10' })
    await world.openAi.reset()
    await world.openAi.script([{ kind: 'json', status: 400, body: { error: { message: 'no', type: 'invalid_request_error' } }, repeat: 1 }])
    expect((await transcribe(ada, url)).ok).toBe(false)
    expect(await world.minutes()).toEqual({ [`user-${adaId}`]: 0, app: 0 })
    await world.openAi.script([{ kind: 'no-money', repeat: 10 }])
    expect((await transcribe(ada, url)).code).toBe(41302)
    await world.openAi.reset()
    expect((await transcribe(bob, `${world.playground.url}/api/files/nothing.wav`)).code).toBe(41103)
    expect((await transcribe(bob, url, { temperature: 5 })).code).toBe(41006)
    expect(await world.minutes()).toEqual({ [`user-${adaId}`]: 0, app: 0 })
  })

  it('are exceeded by twenty calls at once by no more than the calls in flight', async () => {
    await world.emptyMinutes()
    const limit = 30
    await world.configure({ minutesPerUserPerDay: String(limit / 60), minutesPerAppPerDay: '100' })
    const ended = await Promise.all(Array.from({ length: 20 }, () => transcribe(bob, url)))
    const done = ended.filter(({ ok }) => ok).length
    const rows = await world.minutes()
    expect(rows).toEqual({ [`user-${await idOf(bob)}`]: done * seconds, app: done * seconds })
    expect(done * seconds).toBeGreaterThanOrEqual(limit)
    expect(done * seconds).toBeLessThan(limit + workers * seconds)
    expect(ended.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(Array(20 - done).fill(41207))
    expect((await transcribe(ada, url)).ok).toBe(true)
  })
})
