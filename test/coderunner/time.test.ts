import { timeoutMessage } from '../../playground/coderunner/protocol'
import { errorOf, startProbe, valueOf, type ProbeState } from './probe-calls'

const { pool, run } = startProbe()
afterAll(() => pool.stop())

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const until = async (condition: () => boolean, limitMs = 10_000): Promise<void> => {
  for (const end = Date.now() + limitMs; !condition() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(condition()).toBe(true)
}

const twoReady = (): Promise<void> => until(() => pool.stats().idle === 2)

describe('a call that takes too long', () => {
  beforeEach(twoReady)

  it('ends with the words of the platform when its time is over', async () => {
    let error = null
    const took = await seconds(async () => (error = await errorOf(run('hang', ['wait'], { timeoutSeconds: 0.5 }))))
    expect(error).toEqual({ code: 0, status: -1, message: timeoutMessage })
    expect(took).toBeGreaterThan(0.45)
    expect(took).toBeLessThan(2.4)
  })

  it('is killed two seconds later when it blocks its process', async () => {
    let error = null
    const took = await seconds(async () => (error = await errorOf(run('hang', ['busy'], { timeoutSeconds: 0.5 }))))
    expect(error).toEqual({ code: 0, status: -1, message: timeoutMessage })
    expect(took).toBeGreaterThan(2.4)
    expect(took).toBeLessThan(5)
  })

  it('costs its worker, which is replaced', async () => {
    const before = pool.stats().replaced
    const pids = await Promise.all([1, 2].map(async () => (await valueOf<ProbeState>(run('state', [150]))).pid))
    await run('hang', ['wait'], { timeoutSeconds: 0.2 })
    await until(() => pool.stats().replaced === before + 1 && pool.stats().idle === 2)
    expect(pids.filter(isAlive)).toHaveLength(1)
  })

  it('is killed long before its time is over when it blocks its process for more than ten seconds', async () => {
    let error = null
    const took = await seconds(async () => (error = await errorOf(run('hang', ['busy'], { timeoutSeconds: 100 }))))
    expect(error).toMatchObject({ code: 0, status: 500 })
    expect(JSON.stringify(error)).toContain('blocked for more than 10 seconds')
    expect(took).toBeGreaterThan(10)
    expect(took).toBeLessThan(20)
  })

  it('does not hold up another call', async () => {
    let ended = false
    const hanging = run('hang', ['busy'], { timeoutSeconds: 2 }).then(() => (ended = true))
    expect(await valueOf(run('values', ['zero']))).toBe(0)
    expect(ended).toBe(false)
    await hanging
  })
})

describe('a worker that ends itself', () => {
  beforeEach(twoReady)

  it('gives its caller an error and is replaced', async () => {
    const before = pool.stats().replaced
    expect(await errorOf(run('hang', ['exit']))).toEqual({ code: 0, status: 500, message: 'The Cloud Code worker stopped unexpectedly (exit code 7)' })
    await until(() => pool.stats().replaced === before + 1 && pool.stats().idle === 2)
    expect(await valueOf(run('values', ['no']))).toBe(false)
  })
})

describe('stopping', () => {
  it('ends running and waiting calls with an error and leaves no process', async () => {
    const own = startProbe()
    const pids = await Promise.all([1, 2].map(async () => (await valueOf<ProbeState>(own.run('state', [200]))).pid))
    const calls = [1, 2, 3].map(() => own.run('hang', ['wait']))
    await until(() => own.pool.stats().queued === 1)
    await own.pool.stop()
    for (const call of calls) expect((await errorOf(call)).message).toBe('Cloud Code is shutting down')
    expect((await errorOf(own.run('values', ['zero']))).status).toBe(503)
    expect(pids.filter(isAlive)).toEqual([])
  })
})
