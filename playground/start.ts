import { mkdirSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { apps, demoApp, type PlaygroundApp } from './backendless/apps'
import type { AppRuntime, Gateway } from './backendless/app-runtime'
import { openFileStore } from './backendless/files/file-store'
import { createServer } from './backendless/server'
import { createPool } from './coderunner/pool'
import type { ModelDescription } from './coderunner/protocol'
import { lazyDemoEngine } from './demo-engine'
import { callConfiguration } from './settings/call-configuration'
import { settingsRoutes } from './settings/routes'
import { openSettingsStore } from './settings/settings-store'
import { chooseUpstream, environmentUpstream, type EnvironmentUpstream, type Upstream } from './settings/upstream'

const repository = resolve(__dirname, '..')
const defaultWorkers = 4
const twoGigabytes = 2 * 1024 ** 3

/** How a playground is started; nothing is needed. */
export interface PlaygroundOptions {
  /** 0 or nothing = any free port. */
  readonly port?: number
  readonly dataDir?: string
  /** Read instead of the environment of this process. */
  readonly env?: NodeJS.ProcessEnv
  /** Code folders of the Demo app; the built services of the pack unless given. */
  readonly serviceDirs?: readonly string[]
  /** Folders in which `codeless-function-<id>` modules are found. */
  readonly modulesDirs?: readonly string[]
  /** Instead of `OPENAI_API_KEY` and `OPENAI_BASE_URL`. */
  readonly upstream?: EnvironmentUpstream
  readonly maxUploadBytes?: number
  readonly onLog?: (line: string) => void
}

/** A running playground. */
export interface Playground {
  /** Without a slash at the end. */
  readonly url: string
  readonly appId: string
  readonly jsKey: string
  /** Everything that the services and the gateway wrote to their log so far. */
  readonly log: readonly string[]
  stop(): Promise<void>
}

const maxLogLines = 10_000

const numberFrom = (env: NodeJS.ProcessEnv, name: string): number | null => {
  const text = env[name]?.trim()
  if (!text) return null
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${name} must be a number above 0; it is "${text}".`)
  return number
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      done()
    })
  })

interface Shared {
  readonly env: NodeJS.ProcessEnv
  readonly dataDir: string
  readonly origin: () => string
  readonly log: (line: string) => void
  readonly upstreamOf: (saved: Readonly<Record<string, string>>) => Promise<Upstream>
}

const openRuntime = async (app: PlaygroundApp, folders: readonly string[], modulesDirs: readonly string[], shared: Shared): Promise<AppRuntime> => {
  const { env, dataDir, log, origin, upstreamOf } = shared
  const appDir = join(dataDir, app.id)
  mkdirSync(appDir, { recursive: true })
  const settings = openSettingsStore(appDir)
  const pool = folders.length === 0 ? null : createPool({ folders, modulesDirs, env, size: Math.floor(numberFrom(env, 'PLAYGROUND_WORKERS') ?? defaultWorkers), onLog: log })
  const model = await loadModel(pool)
  const ownHosts = (): string[] => ['127.0.0.1', 'localhost'].map((name) => `${name}:${new URL(origin()).port}`)
  const configurationOf = async (service: string): Promise<Readonly<Record<string, string>>> => {
    const saved = settings.read(service)
    const items = model.services.find(({ name }) => name === service)?.configuration ?? []
    return callConfiguration(items, saved, await upstreamOf(saved), ownHosts())
  }
  return { app, pool, model, settings, files: openFileStore(appDir), configurationOf }
}

const loadModel = async (pool: AppRuntime['pool']): Promise<ModelDescription> => {
  if (!pool) return { services: [], errors: [] }
  const model = await pool.model
  if (model.errors.length > 0) {
    await pool.stop()
    throw new Error(`Cloud Code did not load:\n${model.errors.join('\n')}`)
  }
  return model
}

/** Starts the local Backendless with the real CodeRunner in worker processes. It listens on this machine only. */
export const startPlayground = async (options: PlaygroundOptions = {}): Promise<Playground> => {
  const env = options.env ?? process.env
  const log: string[] = []
  const write = (line: string): void => {
    if (log.length < maxLogLines) log.push(line)
    options.onLog?.(line)
  }
  let origin = ''
  const demo = lazyDemoEngine()
  const environment = options.upstream ?? environmentUpstream(env)
  const shared: Shared = {
    env,
    dataDir: resolve(options.dataDir ?? env['PLAYGROUND_DATA_DIR'] ?? join(repository, '.playground')),
    origin: () => origin,
    log: write,
    upstreamOf: (saved) => chooseUpstream(saved, environment, demo.baseUrl),
  }
  const serviceDirs = options.serviceDirs ?? [join(repository, 'service', 'dist')]
  const runtimes = await Promise.all(apps.map((app) => openRuntime(app, app === demoApp ? serviceDirs : [], options.modulesDirs ?? [], shared)))
  const gateway: Gateway = { runtimes, origin: shared.origin, timeoutCeilingSeconds: numberFrom(env, 'PLAYGROUND_TIMEOUT_SECONDS'), maxUploadBytes: options.maxUploadBytes ?? twoGigabytes, log: write }
  const server = createHttpServer(createServer(gateway, pages(gateway, shared)))
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await Promise.all([...runtimes.map(({ pool }) => pool?.stop()), demo.stop()])
  }
  try {
    await listen(server, options.port ?? 0)
  } catch (error) {
    await stop()
    throw error
  }
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: origin, appId: demoApp.id, jsKey: demoApp.jsKey, log, stop }
}

/** The playground's own pages. The UI Builder page is mounted here, at `/`, as the last one. */
const pages = (gateway: Gateway, shared: Shared): ReturnType<typeof settingsRoutes>[] => [
  settingsRoutes(gateway, (runtime, service) => shared.upstreamOf(runtime.settings.read(service))),
]
