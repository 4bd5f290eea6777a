import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenPlace, PlaceOptions } from '../coderunner/place'
import type { ProEvent } from './pro-log'
import { createProPool } from './pro-pool'
import { startProWorkers, workersOfOneMaster, type ProWorkers } from './pro-workers'
import { openQueue } from './queue'
import { startRedis } from './start-redis'
import { UnderWay } from './under-way'

type Sink = (line: string) => void

/** Gives every line of code to the app that wrote it; what CodeRunner says of itself interests nobody as long as it runs. */
const lineRouter = (sinks: ReadonlyMap<string, Sink>): ((event: ProEvent) => void) => {
  let last: Sink | undefined
  return (event) => {
    if (event.kind === 'code') (last = sinks.get(event.appId.toUpperCase()))?.(event.line)
    else if (event.kind === 'more') last?.(event.line)
    else last = undefined
  }
}

/** Undoes steps, the last one first. */
const undo = async (steps: (() => Promise<unknown> | void)[]): Promise<void> => {
  for (const step of steps.splice(0).reverse()) await step()
}

const startMasters = (options: PlaceOptions, redisPort: number, repoPath: string, underWay: UnderWay, route: (event: ProEvent) => void, onEnd: () => void): Promise<ProWorkers>[] =>
  Array.from({ length: mastersFor(options) }, (_, master) =>
    startProWorkers({
      redisPort, repoPath, origin: options.origin, env: options.env, managementSocket: join(repoPath, `management-${master}.sock`),
      onEvent: (event) => {
        underWay.hear(master, event)
        route(event)
      },
      onEnd: (how, isFinal) => {
        onEnd()
        options.onLog(`coderunner pro ended (${how}) and is ${isFinal ? 'not ' : ''}started again`)
        void underWay.masterEnded(master, how, isFinal)
      },
    }))

const mastersFor = ({ workers }: PlaceOptions): number => Math.ceil(workers / workersOfOneMaster)

/** Starts a Redis and the workers of `coderunner pro` on it. */
export const openRedisPlace: OpenPlace = async (options) => {
  const steps: (() => Promise<unknown> | void)[] = []
  try {
    const repoPath = await realpath(await mkdtemp(join(tmpdir(), 'coderunner-')))
    steps.push(() => rm(repoPath, { recursive: true, force: true, maxRetries: 3 }))
    const redis = await startRedis(options.env)
    steps.push(() => redis.stop())
    const queue = openQueue(redis.port)
    steps.push(() => queue.stop())
    const sinks = new Map<string, Sink>()
    const underWay = new UnderWay(queue, mastersFor(options))
    let replaced = 0
    const masters: ProWorkers[] = []
    steps.push(() => Promise.all(masters.map((master) => master.stop())))
    masters.push(...(await Promise.all(startMasters(options, redis.port, repoPath, underWay, lineRouter(sinks), () => (replaced += 1)))))
    const platform = { repoPath, queue, underWay, pids: () => masters.flatMap((master) => master.pids()), replaced: () => replaced }
    return {
      poolsOf: (appId) => (pool) => {
        const sink: Sink = (line) => pool.onLog?.(line)
        sinks.set(appId.toUpperCase(), sink)
        return createProPool(appId, pool, platform, () => sinks.get(appId.toUpperCase()) === sink && sinks.delete(appId.toUpperCase()))
      },
      stop: () => undo(steps),
    }
  } catch (error) {
    await undo(steps)
    throw error
  }
}
