import type { AppContent } from '../app-content'
import type { CloudCode } from '../coderunner/cloud-code'
import type { Pool } from '../coderunner/pool'
import type { ModelDescription } from '../coderunner/protocol'
import type { SettingsStore } from '../settings/settings-store'
import type { AppState } from './app-state'
import type { PlaygroundApp } from './apps'
import type { FileStore } from './files/file-store'

/** Everything that one running app owns. */
export interface AppRuntime extends AppContent {
  readonly app: PlaygroundApp
  /** Folder of everything that this app keeps. */
  readonly appDir: string
  readonly code: CloudCode
  /** Of the code that runs now; null = nothing is installed in this app. */
  readonly pool: Pool | null
  readonly model: ModelDescription
  /** What its code wrote lately. */
  readonly log: readonly string[]
  readonly settings: SettingsStore
  readonly files: FileStore
  /** Its people, what they may do, and the data. */
  readonly state: AppState
  /** What a call of the service gets as configuration: the saved values and the upstream that was chosen. */
  readonly configurationOf: (service: string) => Promise<Readonly<Record<string, string>>>
}

/** What the routers share. */
export interface Gateway {
  readonly runtimes: readonly AppRuntime[]
  /** Known once the server listens. */
  readonly origin: () => string
  /** A plan's ceiling for one call; null = the services' own limits hold. */
  readonly timeoutCeilingSeconds: number | null
  readonly maxUploadBytes: number
  readonly log: (line: string) => void
  /** Tells that a file has arrived, for the app's own event handlers. */
  readonly afterUpload: (runtime: AppRuntime, fileUrl: string) => void
}
