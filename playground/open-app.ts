import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaygroundApp } from './backendless/apps'
import type { AppRuntime } from './backendless/app-runtime'
import { openFileStore } from './backendless/files/file-store'
import { createPool, type Pool } from './coderunner/pool'
import type { ModelDescription } from './coderunner/protocol'
import { callConfiguration } from './settings/call-configuration'
import { openSettingsStore, type SavedValues } from './settings/settings-store'
import type { Upstream } from './settings/upstream'

/** What Cloud Code of an app consists of; no folder = nothing is installed. */
export interface AppCode {
  readonly folders: readonly string[]
  readonly modulesDirs: readonly string[]
  readonly workers: number
  readonly env: NodeJS.ProcessEnv
  readonly onLog: (line: string) => void
}

/** What the apps of one playground share. */
export interface AppSurroundings {
  readonly dataDir: string
  /** Host and port pairs under which the playground itself is reached. */
  readonly ownHosts: () => readonly string[]
  readonly upstreamOf: (saved: SavedValues) => Promise<Upstream>
}

const loadModel = async (pool: Pool): Promise<ModelDescription> => {
  const model = await pool.model
  if (model.errors.length > 0) throw new Error(`Cloud Code did not load:\n${model.errors.join('\n')}`)
  return model
}

const startCode = async ({ folders, modulesDirs, workers, env, onLog }: AppCode): Promise<{ pool: Pool | null; model: ModelDescription }> => {
  if (folders.length === 0) return { pool: null, model: { services: [], errors: [] } }
  const missing = folders.find((folder) => !existsSync(folder))
  if (missing) throw new Error(`The code folder ${missing} does not exist. Build it first: npm run build`)
  const pool = createPool({ folders, modulesDirs, env, size: workers, onLog })
  try {
    return { pool, model: await loadModel(pool) }
  } catch (error) {
    await pool.stop()
    throw error
  }
}

/** Opens an app's state on disk and starts its Cloud Code. */
export const openApp = async (app: PlaygroundApp, code: AppCode, surroundings: AppSurroundings): Promise<AppRuntime> => {
  const appDir = join(surroundings.dataDir, app.id)
  mkdirSync(appDir, { recursive: true })
  const settings = openSettingsStore(appDir)
  const { pool, model } = await startCode(code)
  const configurationOf = async (service: string): Promise<SavedValues> => {
    const saved = settings.read(service)
    const items = model.services.find(({ name }) => name === service)?.configuration ?? []
    return callConfiguration(items, saved, await surroundings.upstreamOf(saved), surroundings.ownHosts())
  }
  return { app, pool, model, settings, files: openFileStore(appDir), configurationOf }
}
