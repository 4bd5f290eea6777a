import { readFileSync } from 'node:fs'
import { demoApp } from '../../playground/backendless/apps'
import type { Pool } from '../../playground/coderunner/pool'
import { openRedisPlace } from '../../playground/redis/place'
import { postJson } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

/** What only `coderunner pro` on a Redis does; that it does what worker processes do is told by the tests that run on both. */

let playground: TestPlayground
let probe: string
beforeAll(async () => {
  playground = await startTestPlayground({ openPlace: openRedisPlace, serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' } })
  probe = `${playground.url}/api/services/Probe`
}, 60_000)
afterAll(() => playground.stop())

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  let tries = 0
  while (!(await isSo()) && tries++ < 600) await new Promise((done) => setTimeout(done, 100))
  expect(tries).toBeLessThan(600)
}

const state = async (values: object): ReturnType<typeof postJson> => postJson(`${probe}/state`, values)
const echo = async (): Promise<unknown> => (await postJson(`${probe}/echo`, { first: 'here' })).body

const call = {
  app: { appId: demoApp.id, codeRunnerKey: demoApp.codeRunnerKey, serverUrl: 'http://127.0.0.1:1' }, service: '', method: '', args: [], timeoutSeconds: 20,
  context: { appId: demoApp.id, userId: null, userToken: null, userRoles: [], userLocale: null, deviceType: 'BL', httpPath: '/', httpHeaders: {}, httpPathParams: {}, httpQueryParams: {}, configurationItems: [] },
}

/** Fixture services on a Redis without a gateway before them. */
const withPool = async (services: readonly string[], use: (pool: Pool, pids: () => readonly number[], lines: readonly string[]) => Promise<void>): Promise<void> => {
  const place = await openRedisPlace({ workers: 1, env: process.env, origin: 'http://127.0.0.1:1', onLog: () => undefined })
  try {
    const lines: string[] = []
    const pool = place.poolsOf(demoApp.id)({ folders: services.map(fixtureService), size: 1, onLog: (line) => lines.push(line) })
    await pool.model
    await use(pool, () => pool.pids(), lines)
    await pool.stop()
  } finally {
    await place.stop()
  }
}

const parentOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1])

it('runs methods in workers of coderunner pro', async () => {
  const { body } = await state({ note: 'x' })
  expect(playground.workers()).toContain(body.pid)
  expect(readFileSync(`/proc/${parentOf(Number(body.pid))}/comm`, 'utf8')).toMatch(/^Backendless JS/)
})

it('answers an error at once when the worker of a call is killed, and the next call as ever', async () => {
  await withPool(['probe'], async (pool, pids) => {
    const killed = pool.run({ ...call, id: 'killed', service: 'Probe', method: 'state', args: [60_000, 'never'], timeoutSeconds: 120 })
    await until(() => pool.stats().busy === 1)
    const startedAt = performance.now()
    for (const worker of pids()) process.kill(worker, 'SIGKILL')
    expect(await killed).toMatchObject({ ok: false, error: { code: 0, status: 500, message: expect.stringContaining('stopped unexpectedly') } })
    expect(performance.now() - startedAt).toBeLessThan(30_000)
    expect(await pool.run({ ...call, id: 'next', service: 'Probe', method: 'echoAll', args: ['here', 2, true] })).toMatchObject({ ok: true, value: { first: 'here' } })
  })
}, 120_000)

it('ends a worker that only computes, and tells its caller', async () => {
  const { status, body } = await postJson(`${probe}/hang`, { how: 'busy' })
  expect([status >= 400, body.code]).toEqual([true, 0])
  await until(async () => JSON.stringify(await echo()).includes('here'))
}, 120_000)

it('says that an answer is too large for the queue, and takes no other answer along', async () => {
  const [large, small] = await Promise.all([postJson(`${probe}/echo`, { first: 'x'.repeat(9_900_000) }), state({ waitMs: 3000, note: 'small' })])
  expect([large.status, large.body]).toEqual([500, { code: 0, message: expect.stringContaining('too large for its queue') }])
  expect([small.status, small.body.note]).toEqual([200, 'small'])
}, 120_000)

it('runs timers and event handlers from the file that has them', async () => {
  await withPool(['probe', 'events'], async (pool, _pids, lines) => {
    expect((await pool.model).timers).toEqual([{ name: 'tick', everySeconds: 60 }])
    expect((await pool.run({ ...call, id: 'timer', event: { id: 800, target: 'tick', args: [] } })).ok).toBe(true)
    expect((await pool.run({ ...call, id: 'upload', event: { id: 601, target: '*', args: ['http://files.example/a.mp3'] } })).ok).toBe(true)
    expect(await pool.run({ ...call, id: 'other', event: { id: 601, target: 'nobody', args: [] } })).toMatchObject({ ok: false, error: { message: 'The code that was called is not deployed any more' } })
    await until(() => lines.some((line) => line.endsWith('] ticked')) && lines.some((line) => line.endsWith('] uploaded http://files.example/a.mp3')))
  })
}, 120_000)
