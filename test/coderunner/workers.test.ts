import { fixtureService } from '../support/playground'
import { errorOf, probeCall, startProbe, valueOf, type ProbeState } from './probe-calls'

/** Two workers have three such calls each: time enough for the third to start, also on a busy machine. */
const waitForThirdWorkerMs = 1500

const state = (note: string | null, waitMs = 0): [string, unknown[]] => ['state', [waitMs, note]]

describe('several workers', () => {
  const { pool, lines, run } = startProbe({ size: 3, env: { ...process.env, OPENAI_API_KEY: 'sk-of-the-machine', OPENAI_BASE_URL: 'http://127.0.0.1:1', openai_org_id: 'x' } })
  afterAll(() => pool.stop())

  it('do not see the keys of the machine', async () => {
    expect((await valueOf<ProbeState>(run(...state(null)))).openAiNames).toEqual([])
  })

  it('work at the same time without mixing up their callers', async () => {
    const callers = ['anna', 'ben', 'cleo', 'dan', 'eve', 'fay']
    const states = await Promise.all(callers.map((name) => {
      const { context } = probeCall('state')
      return valueOf<ProbeState>(run('state', [waitForThirdWorkerMs, name], { context: { ...context, userId: `id-${name}`, userToken: `token-${name}`, configurationItems: [{ name: 'apiKey', value: `key-${name}` }] } }))
    }))
    expect(states.map(({ note, context, config }) => [note, context.userId, context.userToken, config['apiKey']])).toEqual(callers.map((name) => [name, `id-${name}`, `token-${name}`, `key-${name}`]))
    expect(new Set(states.map(({ pid }) => pid)).size).toBe(3)
  })

  it('run one call at a time each, and more workers only when calls wait', async () => {
    const running = [1, 2, 3, 4, 5].map(() => run(...state(null, 150)))
    expect(pool.stats().busy).toBeLessThanOrEqual(3)
    await Promise.all(running)
    expect(pool.stats()).toMatchObject({ busy: 0, queued: 0 })
  })

  it('keep the state of their modules while they live', async () => {
    const seen = new Map<number, number>()
    for (let call = 0; call < 6; call++) {
      const { pid, callsOfThisWorker } = await valueOf<ProbeState>(run(...state(null)))
      expect(callsOfThisWorker).toBeGreaterThan(seen.get(pid) ?? 0)
      seen.set(pid, callsOfThisWorker)
    }
    expect(Math.max(...seen.values())).toBeGreaterThan(1)
  })

  it('initialise the SDK with the app of the call', async () => {
    const { sdk } = await valueOf<ProbeState>(run(...state(null)))
    expect(sdk).toEqual({ appId: 'APP', serverURL: 'http://127.0.0.1:1' })
  })

  it('hand what the code logs to their owner', async () => {
    await run('say', ['a line of the service'])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(lines.join('\n')).toContain('a line of the service')
  })
})

describe('several code folders', () => {
  const { pool, run } = startProbe({ folders: [fixtureService('probe'), fixtureService('host')], modulesDirs: [fixtureService('functions')] })
  afterAll(() => pool.stop())

  it('are published together', async () => {
    const { services, errors } = await pool.model
    expect(services.map(({ name }) => name)).toEqual(['Probe', 'Host'])
    expect(errors).toEqual([])
  })

  it('find Cloud functions by their id', async () => {
    expect(await valueOf(run('greet', ['Ada'], { service: 'Host' }))).toBe('Hello Ada')
  })
})

describe('code that cannot be loaded', () => {
  it('is reported with its file', async () => {
    const { pool } = startProbe({ folders: [fixtureService('broken')] })
    const { services, errors } = await pool.model
    await pool.stop()
    expect(services).toEqual([])
    expect(errors.join()).toContain('broken.js')
    expect(errors.join()).toContain('this file cannot be loaded')
  })

  it('ends waiting calls when no worker starts', async () => {
    const { pool, run } = startProbe({ folders: ['/nowhere/at/all'] })
    expect((await errorOf(run('values', ['zero']))).message).toContain('stopped unexpectedly')
    await expect(pool.model).rejects.toThrow('Cloud Code does not start')
    await pool.stop()
  })
})
