import { existsSync } from 'node:fs'
import { createPool, type Pool, type PoolOptions, type StartPool } from './pool'
import type { ModelDescription } from './protocol'

/** What Cloud Code of an app consists of at a moment; no folder = nothing is deployed. */
export interface CodeSource {
  readonly folders: readonly string[]
  /** Folders in which `codeless-function-<id>` and other modules of the app are found by name. */
  readonly modulesDirs: readonly string[]
}

/** A change that has happened. */
export interface Deployment {
  /** Settles when the replaced code has ended, so that its files may go. */
  readonly retired: Promise<void>
}

/** Cloud Code of one app, which a deployment replaces as a whole. */
export interface CloudCode {
  /** null = nothing is deployed. */
  readonly pool: Pool | null
  readonly model: ModelDescription
  /** Starts the new code beside the old one and changes over when it runs; when it does not load, the old code stays. */
  deploy(source: CodeSource): Promise<Deployment>
  stop(): Promise<void>
}

const emptyModel: ModelDescription = { services: [], timers: [], errors: [] }
const drainCheckMs = 500
const maxDrainSeconds = 120

const start = async ({ folders, modulesDirs }: CodeSource, options: Omit<PoolOptions, keyof CodeSource>, startPool: StartPool): Promise<Pick<CloudCode, 'pool' | 'model'>> => {
  if (folders.length === 0) return { pool: null, model: emptyModel }
  const missing = folders.find((folder) => !existsSync(folder))
  if (missing) throw new Error(`The code folder ${missing} does not exist. Build it first: npm run build`)
  const pool = startPool({ ...options, folders, modulesDirs })
  try {
    const model = await pool.model
    if (model.errors.length > 0) throw new Error(`Cloud Code did not load:\n${model.errors.join('\n')}`)
    return { pool, model }
  } catch (error) {
    await pool.stop()
    throw error
  }
}

/** Calls that the old code has begun are finished before it ends. */
const drain = async (pool: Pool, isStopping: () => boolean): Promise<void> => {
  const until = Date.now() + maxDrainSeconds * 1000
  const isBusy = (): boolean => pool.stats().busy > 0 || pool.stats().queued > 0
  while (!isStopping() && isBusy() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, drainCheckMs))
  await pool.stop()
}

/** Starts Cloud Code of an app, in worker processes of its own unless another way is given. */
export const openCloudCode = async (source: CodeSource, options: Omit<PoolOptions, keyof CodeSource>, startPool: StartPool = createPool): Promise<CloudCode> => {
  let current = await start(source, options, startPool)
  let stopping = false
  const ending = new Set<Promise<void>>()
  const retire = (pool: Pool): Promise<void> => {
    const done = drain(pool, () => stopping).finally(() => ending.delete(done))
    ending.add(done)
    return done
  }
  return {
    get pool() {
      return current.pool
    },
    get model() {
      return current.model
    },
    deploy: async (next) => {
      const old = current.pool
      current = await start(next, options, startPool)
      return { retired: old ? retire(old) : Promise.resolve() }
    },
    stop: async () => {
      stopping = true
      await Promise.all([current.pool?.stop(), ...ending])
    },
  }
}
