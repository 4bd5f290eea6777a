import { openQueue } from '../../playground/redis/queue'
import { startRedis } from '../../playground/redis/start-redis'
import { UnderWay } from '../../playground/redis/under-way'

const limits = { timeoutSeconds: 30 }

it('answers in words when Redis has gone, whether a task was pushed before or after', async () => {
  const redis = await startRedis(process.env)
  const queue = openQueue(redis.port)
  const underWay = new UnderWay(queue, 1)
  const before = underWay.run({ id: 'before' }, limits)
  const pushed = await queue.push({ id: 'other' }, true)
  expect(await pushed.isQueued()).toBe(true)
  await redis.stop()
  const gone = { lost: { ok: false, error: { code: 0, status: 503, message: 'The queue of Cloud Code does not answer' } } }
  expect(await before).toMatchObject(gone)
  expect(await underWay.run({ id: 'after' }, limits)).toMatchObject(gone)
  queue.stop()
})

it('takes back a task that nobody waits for any more', async () => {
  const redis = await startRedis(process.env)
  const queue = openQueue(redis.port)
  const pushed = await queue.push({ id: 'one' }, false)
  await pushed.end()
  expect(await pushed.isQueued()).toBe(false)
  queue.stop()
  await redis.stop()
})

it('loses what nobody can take any more when the last master has ended', async () => {
  const redis = await startRedis(process.env)
  const queue = openQueue(redis.port)
  const underWay = new UnderWay(queue, 1)
  const waiting = underWay.run({ id: 'waiting' }, limits)
  await new Promise((done) => setTimeout(done, 200))
  await underWay.masterEnded(0, 'exit code 1', true)
  expect(await waiting).toMatchObject({ lost: { error: { status: 500, message: 'The Cloud Code worker stopped unexpectedly (exit code 1)' } } })
  expect(await underWay.run({ id: 'next' }, limits)).toMatchObject({ lost: { error: { status: 503 } } })
  queue.stop()
  await redis.stop()
})
