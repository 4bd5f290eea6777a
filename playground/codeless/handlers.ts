import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { handlersFolder } from '../app-content'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import { defaultTimeoutSeconds } from '../backendless/services/routes'
import type { InvocationContext, Outcome } from '../coderunner/protocol'
import type { Program } from './programs/program'

/** The event handlers that were deployed from Codeless, and what became of their calls. */

/** Number and target of `afterUpload` in CodeRunner's list of events. */
const afterUploadEvent = { id: 601, target: '*' } as const

/** One call of a deployed handler. */
export interface Invocation {
  readonly number: number
  readonly event: string
  readonly fileUrl: string
  readonly state: 'running' | 'done' | 'failed'
  readonly seconds: number
  readonly error: { readonly code: number; readonly message: string } | null
  /** What the code wrote meanwhile. */
  readonly log: readonly string[]
}

/** What CodeRunner writes before each line. */
const stamp = /^\d\d:\d\d:\d\d\.\d+ \[[^\]]*\] /

const kept = 50
const invocations = new WeakMap<AppRuntime, Invocation[]>()

/** The latest calls of an app's handlers, oldest first. */
export const invocationsOf = (runtime: AppRuntime): readonly Invocation[] => invocations.get(runtime) ?? []

const handlerFile = (runtime: AppRuntime): string => join(handlersFolder(runtime.appDir), 'handlers.js')

/** Puts the handlers of a program into the app's Cloud Code; code that does not load leaves everything as it was. */
export const deployProgram = async (runtime: AppRuntime, program: Program): Promise<void> => {
  const code = program.logic.map((document) => document.code).filter(Boolean)
  if (program.place !== 'cloud' || code.length === 0) throw new ApiError(400, 0, 'There is no event handler with blocks to deploy')
  mkdirSync(handlersFolder(runtime.appDir), { recursive: true })
  writeFileSync(handlerFile(runtime), `'use strict'\n\n${code.join('\n\n')}\n`)
  try {
    await runtime.code.deploy(runtime.sourceOf(runtime.installs.parts()))
  } catch (error) {
    await removeHandlers(runtime)
    throw new ApiError(409, 0, `The handlers do not load, so nothing was deployed: ${(error as Error).message}`)
  }
}

/** Takes the deployed handlers away. */
export const removeHandlers = async (runtime: AppRuntime): Promise<void> => {
  if (!existsSync(handlerFile(runtime))) return
  rmSync(handlersFolder(runtime.appDir), { recursive: true, force: true })
  await runtime.code.deploy(runtime.sourceOf(runtime.installs.parts()))
}

const remember = (runtime: AppRuntime, invocation: Invocation): void => {
  const others = invocationsOf(runtime).filter(({ number }) => number !== invocation.number)
  invocations.set(runtime, [...others, invocation].slice(-kept))
}

const serverContext = ({ app }: AppRuntime): InvocationContext => ({
  appId: app.id, userId: null, userToken: null, userRoles: ['ServerCodeUser'], userLocale: null, deviceType: 'JS', httpPath: '/', httpHeaders: {}, httpPathParams: {}, httpQueryParams: {}, configurationItems: [],
})

const errorOf = (outcome: Outcome): Invocation['error'] => (outcome.ok ? null : { code: outcome.error.code, message: outcome.error.message })

/** A file has arrived: the deployed handler runs, and nobody waits for it. */
export const runAfterUpload = async (gateway: Gateway, runtime: AppRuntime, fileUrl: string): Promise<void> => {
  if (!runtime.pool || !existsSync(handlerFile(runtime))) return
  const number = (invocationsOf(runtime).at(-1)?.number ?? 0) + 1
  const startedAt = Date.now()
  const logFrom = runtime.log.length
  const running: Invocation = { number, event: 'afterUpload', fileUrl, state: 'running', seconds: 0, error: null, log: [] }
  remember(runtime, running)
  const outcome = await runtime.pool.run({
    id: randomUUID(), app: { appId: runtime.app.id, codeRunnerKey: runtime.app.codeRunnerKey, serverUrl: gateway.origin() }, service: '', method: '', args: [],
    timeoutSeconds: defaultTimeoutSeconds, context: serverContext(runtime), event: { ...afterUploadEvent, args: [fileUrl] },
  })
  remember(runtime, { ...running, state: outcome.ok ? 'done' : 'failed', seconds: (Date.now() - startedAt) / 1000, error: errorOf(outcome), log: runtime.log.slice(logFrom).map((line) => line.replace(stamp, '')) })
}
