import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPool } from '../../playground/coderunner/pool'
import { mapBody } from '../../playground/backendless/services/map-arguments'
import type { Call, Outcome, ServiceDescription } from '../../playground/coderunner/protocol'
import { startPlatform, type PlatformDouble } from './platform'
import type { ProofNet, Witness } from './proof-net'

const repository = join(__dirname, '..', '..')
const folders = [join(repository, 'service', 'dist'), join(__dirname, 'witness')]

/** Secrets that every call carries; no answer, error, log line or file may hold one of them. */
export const secrets = { apiKey: 'proof-key-7d1f0c55e2', userToken: 'proof-token-93ab6f0d1c', signature: 'proof-signature-5be81c7a90' } as const

/** One call of a service, as a caller writes it. */
export interface ProofCall {
  readonly task?: 'transcribe' | 'translate'
  readonly body: Readonly<Record<string, unknown>>
  /** Values of the configuration form; the API key is filled in. */
  readonly settings?: Readonly<Record<string, string>>
  /** When the platform gives up; far beyond the budget of the service, so that only the service can be in time. */
  readonly platformSeconds?: number
}

/** How a call ended, and after how long. */
export interface Ended {
  readonly outcome: Outcome
  readonly milliseconds: number
}

/** The built services in real CodeRunner workers, on a little internet of their own. */
export interface ProofWorkers {
  call(call: ProofCall): Promise<Ended>
  /** What each worker holds open now; what it connected to since the last look. */
  look(): Promise<Witness[]>
  readonly lines: readonly string[]
  /** What the SDK inside the workers calls. */
  readonly platform: PlatformDouble
  stop(): Promise<void>
}

const nodeOptions = (): string => ['--expose-gc', `--require "${require.resolve('tsx/cjs')}"`, `--require "${join(__dirname, 'preload.ts')}"`].join(' ')

const services = { transcribe: ['OpenAIAudioTranscription', 'requestTranscription'], translate: ['OpenAIAudioTranslation', 'requestTranslation'] } as const

const lookMs = 150
const warmUpRounds = 40
let lastId = 0

const toCall = (described: readonly ServiceDescription[], serverUrl: string, service: string, method: string, body: object, items: Readonly<Record<string, string>>, timeoutSeconds: number): Call => {
  const found = described.find(({ name }) => name === service)?.methods.find(({ name }) => name === method)
  if (!found) throw new Error(`${service}.${method} is not published`)
  return {
    id: String(++lastId), app: { appId: 'PROOF', codeRunnerKey: 'CODE', serverUrl }, service, method, timeoutSeconds,
    args: mapBody(found, { text: JSON.stringify(body), saysJson: true }).args,
    context: {
      appId: 'PROOF', userId: 'user-1', userToken: secrets.userToken, userRoles: ['AuthenticatedUser'], userLocale: null, deviceType: 'JS', httpPath: found.path, httpHeaders: { host: 'proof.example' },
      httpPathParams: {}, httpQueryParams: {}, configurationItems: Object.entries(items).map(([name, value]) => ({ name, value })),
    },
  }
}

/** How many workers, which names and public addresses exist for them, and what else their environment holds. */
export interface ProofOptions {
  readonly size?: number
  readonly net?: ProofNet
  readonly env?: NodeJS.ProcessEnv
}

/** Starts the workers; they all run when this is done. */
export const startProofWorkers = async ({ size = 2, net = { names: {}, routes: {} }, env: extra = {} }: ProofOptions = {}): Promise<ProofWorkers> => {
  const temporary = mkdtempSync(join(tmpdir(), 'proof-worker-'))
  const platform = await startPlatform()
  const lines: string[] = []
  const env = { ...process.env, NODE_OPTIONS: nodeOptions(), PROOF_NET: JSON.stringify(net), TMPDIR: temporary, ...extra }
  const pool = createPool({ folders, size, env, onLog: (line) => lines.push(line) })
  const model = await pool.model
  if (model.errors.length > 0) throw new Error(model.errors.join('\n'))
  const run = async (service: string, method: string, body: object, settings: Readonly<Record<string, string>> = {}, platformSeconds = 60): Promise<Ended> => {
    const startedAt = performance.now()
    const outcome = await pool.run(toCall(model.services, platform.url, service, method, body, settings, platformSeconds))
    return { outcome, milliseconds: performance.now() - startedAt }
  }
  const look = async (): Promise<Witness[]> => {
    const { idle, busy } = pool.stats()
    const looks = await Promise.all(Array.from({ length: idle + busy }, () => run('ProofWitness', 'look', { waitMs: lookMs, collectGarbage: true })))
    return looks.map(({ outcome }) => {
      if (!outcome.ok) throw new Error(outcome.error.message)
      return outcome.value as Witness
    })
  }
  // Two workers exist from the start, more only when calls wait.
  for (let round = 0; round < warmUpRounds && pool.stats().idle < size; round += 1) await Promise.all(Array.from({ length: size }, () => run('ProofWitness', 'look', { waitMs: lookMs, collectGarbage: false })))
  return {
    call: ({ task = 'transcribe', body, settings = {}, platformSeconds }) => {
      const [service, method] = services[task]
      return run(service, method, body, { apiKey: secrets.apiKey, ...settings }, platformSeconds)
    },
    look,
    lines,
    platform,
    stop: async () => {
      await pool.stop()
      await platform.stop()
      rmSync(temporary, { recursive: true, force: true })
    },
  }
}
