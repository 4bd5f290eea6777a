import type { CodeRunnerModel } from '../coderunner/engine'
import type { Wire } from '../coderunner/task'
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the package has no typings, and this file of it depends on nothing else
const json = require('backendless-coderunner/lib/util/json') as { stringify(value: unknown): string; parse(text: string): unknown }

/** How values travel through the queue. */
export const queueWire: Wire = {
  encode: (values) => [...Buffer.from(json.stringify(values))],
  decode: (bytes) => (bytes && bytes.length > 0 ? json.parse(Buffer.from(bytes).toString()) : []),
}

/** Reads an answer; null = it is empty. */
export const parseAnswer = <T>(text: string): T | null => (text === '' ? null : (json.parse(text) as T | null))

interface Provided {
  readonly provider: string
}

/** What CodeRunner's analysis of a code folder answers, and what a deployment keeps as `model.json`. */
export interface AnalysedModel {
  readonly services: readonly (Provided & { readonly name: string; readonly xml: string })[]
  readonly timers: readonly (Provided & { readonly name: string; readonly timerJson: string })[]
  readonly handlers: readonly (Provided & { readonly eventId: number; readonly target: string })[]
  readonly definitions: CodeRunnerModel['definitions']
  readonly errors: CodeRunnerModel['errors']
}

/** The same with the methods that a loaded model has. */
export const asModel = (analysed: AnalysedModel): CodeRunnerModel => ({
  services: { values: () => analysed.services.map((service) => ({ ...(service as unknown as ReturnType<CodeRunnerModel['services']['values']>[number]), xml: () => service.xml })) },
  timers: { values: () => [...analysed.timers] },
  definitions: analysed.definitions,
  errors: analysed.errors,
  loadFiles: () => undefined,
  getService: () => undefined,
  getHandler: () => undefined,
})
