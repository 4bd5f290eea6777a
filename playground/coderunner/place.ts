import { createPool, type StartPool } from './pool'

/** Where the Cloud Code of all apps of a playground runs. */
export interface CodePlace {
  /** How the code of an app is started there. */
  poolsOf(appId: string): StartPool
  /** Ends what the apps share; their pools are stopped before. */
  stop(): Promise<void>
}

/** What a place is opened with. */
export interface PlaceOptions {
  /** Most tasks at the same time. */
  readonly workers: number
  readonly env: NodeJS.ProcessEnv
  /** Address of the gateway. */
  readonly origin: string
  readonly onLog: (line: string) => void
}

/** Opens a place. */
export type OpenPlace = (options: PlaceOptions) => Promise<CodePlace>

/** Worker processes of the playground itself: nothing has to be installed. */
export const openOwnWorkers: OpenPlace = () => Promise.resolve({ poolsOf: () => createPool, stop: () => Promise.resolve() })
