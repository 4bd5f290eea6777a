import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AppContent } from './app-content'
import { openAppState } from './backendless/app-state'
import type { PlaygroundApp } from './backendless/apps'
import type { AppRuntime } from './backendless/app-runtime'
import { openFileStore } from './backendless/files/file-store'
import { openCloudCode } from './coderunner/cloud-code'
import type { CodePlace } from './coderunner/place'
import { callConfiguration } from './settings/call-configuration'
import { openSettingsStore, type SavedValues } from './settings/settings-store'
import type { Upstream } from './settings/upstream'

/** How Cloud Code of an app runs. */
export interface AppCode {
  readonly workers: number
  readonly env: NodeJS.ProcessEnv
  readonly onLog: (line: string) => void
  readonly place: CodePlace
}

/** What the apps of one playground share. */
export interface AppSurroundings {
  readonly dataDir: string
  /** Host and port pairs under which the playground itself is reached. */
  readonly ownHosts: () => readonly string[]
  readonly upstreamOf: (saved: SavedValues) => Promise<Upstream>
}

const maxAppLogLines = 1000

/** Opens an app's state on disk and starts its Cloud Code. */
export const openApp = async (app: PlaygroundApp, { workers, env, onLog, place }: AppCode, contentOf: (appDir: string) => AppContent, surroundings: AppSurroundings): Promise<AppRuntime> => {
  const appDir = join(surroundings.dataDir, app.id)
  mkdirSync(appDir, { recursive: true })
  const settings = openSettingsStore(appDir)
  const content = contentOf(appDir)
  const log: string[] = []
  const keep = (line: string): void => {
    if (log.push(line) > maxAppLogLines) log.shift()
    onLog(line)
  }
  const code = await openCloudCode(content.sourceOf(content.installs.parts()), { size: workers, env, onLog: keep }, place.poolsOf(app.id))
  const configurationOf = async (service: string): Promise<SavedValues> => {
    const saved = settings.read(service)
    const items = code.model.services.find(({ name }) => name === service)?.configuration ?? []
    return callConfiguration(items, saved, await surroundings.upstreamOf(saved), surroundings.ownHosts())
  }
  return {
    app, appDir, code, log, settings, configurationOf, ...content,
    files: openFileStore(appDir),
    state: openAppState(appDir),
    get pool() {
      return code.pool
    },
    get model() {
      return code.model
    },
  }
}
