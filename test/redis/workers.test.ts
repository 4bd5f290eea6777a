import { readFileSync } from 'node:fs'
import { demoApp } from '../../playground/backendless/apps'
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
  for (let tries = 0; tries < 600 && !(await isSo()); tries++) await new Promise((done) => setTimeout(done, 100))
  expect(await isSo()).toBe(true)
}

const state = async (values: object): ReturnType<typeof postJson> => postJson(`${probe}/state`, values)
const echo = async (): Promise<unknown> => (await postJson(`${probe}/echo`, { first: 'here' })).body

const parentOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1])

it('runs methods in workers of coderunner pro', async () => {
  const { body } = await state({ note: 'x' })
  expect(playground.workers()).toContain(body.pid)
  expect(readFileSync(`/proc/${parentOf(Number(body.pid))}/comm`, 'utf8')).toMatch(/^Backendless JS/)
})

it('answers an error at once when the worker of a call is killed, and the next call as ever', async () => {
  const { body: { pid } } = await state({})
  const killed = state({ waitMs: 15_000, note: 'never' })
  await until(async () => (await state({})).body.pid !== pid)
  const startedAt = performance.now()
  for (const worker of playground.workers()) process.kill(worker, 'SIGKILL')
  const { status, body } = await killed
  expect([status, body.code]).toEqual([500, 0])
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  await until(async () => JSON.stringify(await echo()) === '{"first":"here","second":null,"third":null}')
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
  const place = await openRedisPlace({ workers: 1, env: process.env, origin: playground.url, onLog: () => undefined })
  try {
    const lines: string[] = []
    const pool = place.poolsOf(demoApp.id)({ folders: [fixtureService('probe'), fixtureService('events')], size: 1, onLog: (line) => lines.push(line) })
    expect((await pool.model).timers).toEqual([{ name: 'tick', everySeconds: 60 }])
    const call = {
      app: { appId: demoApp.id, codeRunnerKey: demoApp.codeRunnerKey, serverUrl: playground.url }, service: '', method: '', args: [], timeoutSeconds: 20,
      context: { appId: demoApp.id, userId: null, userToken: null, userRoles: [], userLocale: null, deviceType: 'BL', httpPath: '/', httpHeaders: {}, httpPathParams: {}, httpQueryParams: {}, configurationItems: [] },
    }
    expect((await pool.run({ ...call, id: 'timer', event: { id: 800, target: 'tick', args: [] } })).ok).toBe(true)
    expect((await pool.run({ ...call, id: 'upload', event: { id: 601, target: '*', args: ['http://files.example/a.mp3'] } })).ok).toBe(true)
    expect(await pool.run({ ...call, id: 'other', event: { id: 601, target: 'nobody', args: [] } })).toMatchObject({ ok: false, error: { message: 'The code that was called is not deployed any more' } })
    await until(() => lines.some((line) => line.endsWith('] ticked')) && lines.some((line) => line.endsWith('] uploaded http://files.example/a.mp3')))
    await pool.stop()
  } finally {
    await place.stop()
  }
}, 120_000)
