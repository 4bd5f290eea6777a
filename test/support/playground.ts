import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openRedisPlace } from '../../playground/redis/place'
import { startPlayground, type Playground, type PlaygroundOptions } from '../../playground/start'

/** A code folder of `test/fixtures/services`. */
export const fixtureService = (name: string): string => resolve(__dirname, '..', 'fixtures', 'services', name)

/** Whether Cloud Code runs under `coderunner pro` on a Redis in this run of the tests. */
export const isOnRedis = process.env['CLOUD_CODE'] === 'redis'

/** A playground for tests with the folder that it keeps its state in. */
export interface TestPlayground extends Playground {
  readonly dataDir: string
}

/** Nothing of the machine's own environment decides what a test does, and two workers are enough. */
const testEnvironment = (): NodeJS.ProcessEnv => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OPENAI|PLAYGROUND)_/.test(name)))
  return { ...env, PLAYGROUND_WORKERS: '2' }
}

/**
 * Starts a playground on a free port with a data folder of its own, which `stop` removes unless the test gave one.
 * Give the stand-in of OpenAI as `upstream: { baseUrl, apiKey }`.
 */
export const startTestPlayground = async (options: PlaygroundOptions = {}): Promise<TestPlayground> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'playground-')))
  const remove = (): Promise<void> => (options.dataDir ? Promise.resolve() : rm(dataDir, { recursive: true, force: true }))
  try {
    const playground = await startPlayground({ ...(isOnRedis && { openPlace: openRedisPlace }), ...options, dataDir, env: { ...testEnvironment(), ...options.env } })
    const stop = async (): Promise<void> => {
      await playground.stop()
      await remove()
    }
    return { ...playground, dataDir, stop }
  } catch (error) {
    await remove()
    throw error
  }
}
