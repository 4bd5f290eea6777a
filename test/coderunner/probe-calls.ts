import { createPool, type Pool, type PoolOptions } from '../../playground/coderunner/pool'
import type { Call, InvocationContext, Outcome } from '../../playground/coderunner/protocol'
import { fixtureService } from '../support/playground'

const context: InvocationContext = {
  appId: 'APP', userId: null, userToken: null, userRoles: ['JSUser'], userLocale: null, deviceType: 'JS',
  httpPath: '/', httpHeaders: {}, httpPathParams: {}, httpQueryParams: {}, configurationItems: [],
}

/** The port of nobody: a worker's SDK asks there for the app's facts and does without them. */
const nowhere = 'http://127.0.0.1:1'

let lastId = 0

/** A call of the probe service with everything that a test does not care about. */
export const probeCall = (method: string, args: readonly unknown[] = [], changes: Partial<Call> = {}): Call => ({
  id: String(++lastId), app: { appId: 'APP', codeRunnerKey: 'KEY', serverUrl: nowhere }, service: 'Probe', method, args, timeoutSeconds: 20, context, ...changes,
})

/** Workers that run the probe service, and the lines that they wrote. */
export const startProbe = (options: Partial<PoolOptions> = {}): { pool: Pool; lines: string[]; run: (method: string, args?: readonly unknown[], changes?: Partial<Call>) => Promise<Outcome> } => {
  const lines: string[] = []
  const pool = createPool({ folders: [fixtureService('probe')], size: 2, onLog: (line) => lines.push(line), ...options })
  return { pool, lines, run: (method, args, changes) => pool.run(probeCall(method, args, changes)) }
}

/** The value of a call that must have worked. */
export const valueOf = async <T>(running: Promise<Outcome>): Promise<T> => {
  const outcome = await running
  if (!outcome.ok) throw new Error(`${outcome.error.code} ${outcome.error.status} ${outcome.error.message}`)
  return outcome.value as T
}

/** The error of a call that must have failed. */
export const errorOf = async (running: Promise<Outcome>): Promise<{ code: number; status: number; message: string }> => {
  const outcome = await running
  if (outcome.ok) throw new Error(`It answered ${JSON.stringify(outcome.value)}`)
  return outcome.error
}

/** What the probe's `state` answers. */
export interface ProbeState {
  readonly pid: number
  readonly note: string | null
  readonly callsOfThisWorker: number
  readonly config: Record<string, unknown>
  readonly openAiNames: string[]
  readonly context: { userId: unknown; userToken: unknown; userRoles: string[] }
  readonly sdk: { appId: string; serverURL: string }
}
