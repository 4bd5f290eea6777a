import { createRequire } from 'node:module'
import type { Wire } from './task'

/** The parts of CodeRunner that run code, typed as far as the playground uses them. The package has no typings of its own. */

export interface CodeRunnerParam {
  readonly name: string
  readonly optional: boolean
  readonly description?: string
  readonly type?: { readonly name: string }
}

export interface CodeRunnerMethod {
  readonly params: readonly CodeRunnerParam[]
  readonly tags: Readonly<Record<string, string | undefined>>
  readonly access: string
  readonly description?: string
}

export interface CodeRunnerService {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly config: readonly Record<string, unknown>[]
  xml(): string
}

export interface CodeRunnerModel {
  readonly services: { values(): CodeRunnerService[] }
  readonly timers: { values(): { readonly name: string; readonly timerJson: string }[] }
  readonly definitions: { readonly types: Readonly<Record<string, { readonly methods: Readonly<Record<string, CodeRunnerMethod>> } | undefined>> }
  readonly errors: readonly { readonly message: string; readonly serverCodeFile: string; readonly erredFile?: string; readonly position?: string }[]
  loadFiles(basePath: string, exclude?: string[], files?: string[]): void
  getService(name: string): CodeRunnerService | undefined
  getHandler(eventId: number, target: string): unknown
}

export interface InvocationResult {
  readonly httpResponseStatusCode?: number | null
  readonly httpResponseHeaders?: Record<string, unknown> | null
  readonly httpResponseCookies?: unknown[] | null
  readonly arguments?: number[]
  readonly exception?: { readonly code: number; readonly httpStatusCode: number; readonly exceptionMessage: string } | null
}

interface CodeRunner {
  readonly Model: new () => CodeRunnerModel
  readonly executor: { execute(task: object, options: object, model: CodeRunnerModel): Promise<string> }
  readonly wire: Wire
  readonly json: { parse(text: string): InvocationResult | null }
}

const root = 'backendless-coderunner/lib'

/** Loads CodeRunner into this process. Its log lines are off; `ServerCode` must be in place before any service is loaded. */
export const loadCodeRunner = (): CodeRunner => {
  const load = createRequire(__filename)
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'test'
  load(`${root}/util/logger`)
  if (before === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = before
  const sdk = load('backendless') as { ServerCode?: unknown }
  sdk.ServerCode = load(`${root}/server-code/api`)
  return {
    Model: load(`${root}/server-code/model`) as CodeRunner['Model'],
    executor: load(`${root}/server-code/runners/tasks/executor`) as CodeRunner['executor'],
    wire: load(`${root}/server-code/runners/tasks/util/args`) as CodeRunner['wire'],
    json: load(`${root}/util/json`) as CodeRunner['json'],
  }
}

export type { CodeRunner }
