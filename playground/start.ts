import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Router } from 'express'
import { demoContent, newAppContent } from './app-content'
import { apps, demoApp } from './backendless/apps'
import type { AppRuntime, Gateway } from './backendless/app-runtime'
import { createServer } from './backendless/server'
import { startTimers } from './backendless/timers'
import { runAfterUpload } from './codeless/handlers'
import { codelessRoutes } from './codeless/routes'
import { openOwnWorkers, type CodePlace, type OpenPlace } from './coderunner/place'
import { lazyDemoEngine } from './demo-engine'
import { openCatalogue, openMarketplace, productsOf, type Release } from './marketplace/open'
import { marketplaceRoutes, type Marketplace } from './marketplace/routes'
import { uiBuilderRoutes } from './marketplace/ui-builder/routes'
import { openApp, type AppCode, type AppSurroundings } from './open-app'
import { pageRoutes } from './page/routes'
import { settingsRoutes } from './settings/routes'
import { chooseUpstream, environmentUpstream, type EnvironmentUpstream } from './settings/upstream'
import { shellRoutes } from './shell/routes'

const repository = resolve(__dirname, '..')
const defaultWorkers = 4
const twoGigabytes = 2 * 1024 ** 3
const maxLogLines = 10_000

/** How a playground is started; nothing is needed. */
export interface PlaygroundOptions {
  /** 0 or nothing = any free port. */
  readonly port?: number
  readonly dataDir?: string
  /** Read instead of the environment of this process. */
  readonly env?: NodeJS.ProcessEnv
  /** Code folders of the Demo app; the built services of the pack unless given. */
  readonly serviceDirs?: readonly string[]
  /** Folders in which `codeless-function-<id>` modules are found; the Cloud functions of the pack unless given. */
  readonly modulesDirs?: readonly string[]
  /** Instead of `OPENAI_API_KEY` and `OPENAI_BASE_URL`. */
  readonly upstream?: EnvironmentUpstream
  /** Instead of the pack as it is built now. */
  readonly release?: Release
  readonly maxUploadBytes?: number
  /** Where Cloud Code runs; worker processes of the playground unless given. */
  readonly openPlace?: OpenPlace
  readonly onLog?: (line: string) => void
}

/** A running playground. */
export interface Playground {
  /** Without a slash at the end. */
  readonly url: string
  /** App id and JS key of the Demo app. */
  readonly appId: string
  readonly jsKey: string
  /** What the services and the gateway wrote to their log so far. */
  readonly log: readonly string[]
  /** Ids of the processes that run the Cloud Code of the Demo app. */
  workers(): readonly number[]
  stop(): Promise<void>
}

const numberFrom = (env: NodeJS.ProcessEnv, name: string): number | null => {
  const text = env[name]?.trim()
  if (!text) return null
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${name} must be a number above 0; it is "${text}".`)
  return number
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      done((server.address() as AddressInfo).port)
    })
  })

/** The playground's own pages, in the order in which they are asked. */
const pages = (gateway: Gateway, { upstreamOf }: AppSurroundings, marketplace: Marketplace): Router[] => [
  shellRoutes(),
  marketplaceRoutes(gateway, marketplace),
  settingsRoutes(gateway, (runtime, service) => upstreamOf(runtime.settings.read(service))),
  uiBuilderRoutes(gateway),
  codelessRoutes(gateway),
  pageRoutes(gateway),
]

const keepLog = (onLog: PlaygroundOptions['onLog']): { lines: string[]; write: (line: string) => void } => {
  const lines: string[] = []
  const write = (line: string): void => {
    if (lines.push(line) > maxLogLines) lines.shift()
    onLog?.(line)
  }
  return { lines, write }
}

/** Starts the local Backendless with the real CodeRunner in worker processes. It listens on this machine only. */
export const startPlayground = async (options: PlaygroundOptions = {}): Promise<Playground> => {
  const env = options.env ?? process.env
  const log = keepLog(options.onLog)
  const demoEngine = lazyDemoEngine()
  const environment = options.upstream ?? environmentUpstream(env)
  const timeoutCeilingSeconds = numberFrom(env, 'PLAYGROUND_TIMEOUT_SECONDS')
  let port = 0
  const surroundings: AppSurroundings = {
    dataDir: resolve(options.dataDir ?? env['PLAYGROUND_DATA_DIR'] ?? join(repository, '.playground')),
    ownHosts: () => [`127.0.0.1:${port}`, `localhost:${port}`],
    upstreamOf: (saved) => chooseUpstream(saved, environment, demoEngine.baseUrl),
  }
  const runtimes: AppRuntime[] = []
  const origin = (): string => `http://127.0.0.1:${port}`
  const gateway: Gateway = { runtimes, origin, timeoutCeilingSeconds, maxUploadBytes: options.maxUploadBytes ?? twoGigabytes, log: log.write, afterUpload: (runtime, fileUrl) => void runAfterUpload(gateway, runtime, fileUrl) }
  const catalogue = openCatalogue(options.release)
  const server = createHttpServer(createServer(gateway, pages(gateway, surroundings, openMarketplace(catalogue))))
  let stopTimers = (): void => undefined
  let place: CodePlace | null = null
  const stop = async (): Promise<void> => {
    stopTimers()
    server.close()
    server.closeAllConnections()
    await Promise.all([...runtimes.map(({ code }) => code.stop()), demoEngine.stop()])
    await place?.stop()
    for (const { state } of runtimes) state.close()
  }
  const workers = Math.floor(numberFrom(env, 'PLAYGROUND_WORKERS') ?? defaultWorkers)
  const demo = demoContent(productsOf(catalogue), { ...(options.serviceDirs && { folders: options.serviceDirs }), ...(options.modulesDirs && { modulesDirs: options.modulesDirs }) })
  try {
    port = await listen(server, options.port ?? 0)
    place = await (options.openPlace ?? openOwnWorkers)({ workers, env, origin: origin(), onLog: log.write })
    const code: AppCode = { workers, env, onLog: log.write, place }
    for (const app of apps) runtimes.push(await openApp(app, code, app === demoApp ? demo : newAppContent, surroundings))
    stopTimers = startTimers(gateway)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: origin(), appId: demoApp.id, jsKey: demoApp.jsKey, log: log.lines, workers: () => runtimes.find(({ app }) => app === demoApp)?.pool?.pids() ?? [], stop }
}
