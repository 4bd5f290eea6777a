import { failed, type Call, type Outcome, type ResponseParts } from './protocol'
import type { InvocationResult } from './engine'

/** A call and its answer in the shape in which CodeRunner's executor takes and gives them. */

/** Names that CodeRunner's protocol gives to what a task may ask for. */
export const taskClasses = {
  service: 'com.backendless.coderunner.commons.protocol.RequestServiceInvocation',
  handler: 'com.backendless.coderunner.commons.protocol.RequestMethodInvocation',
  action: 'com.backendless.coderunner.commons.protocol.RequestActionInvocation',
} as const

/** How values travel: as the bytes of CodeRunner's own JSON. */
export interface Wire {
  encode(values: unknown): number[]
  decode(bytes: number[] | undefined): unknown
}

/** Dates leave as milliseconds, which is how the platform writes them. */
const toPlain = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(toPlain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]))
}

/** What is called: a method of a service, or the handler of an event. */
const targetOf = (call: Call, wire: Wire): object => {
  if (!call.event) return { ___jsonclass: taskClasses.service, className: `services.${call.service}`, method: call.method, arguments: wire.encode(call.args) }
  const { id, target, args } = call.event
  const { userId, userToken, userRoles } = call.context
  return { ___jsonclass: taskClasses.handler, eventId: id, target, async: false, arguments: wire.encode([{ userId, userToken, userRoles }, ...args]) }
}

/** What an executor is given. */
export type Task = Record<string, unknown> & { readonly id: string }

/** The task of a call. */
export const toTask = (call: Call, wire: Wire): Task => ({
  ...targetOf(call, wire),
  id: call.id,
  applicationId: call.app.appId,
  relativePath: '',
  timeout: Math.round(call.timeoutSeconds * 1000),
  initAppData: { url: call.app.serverUrl, apiKey: call.app.codeRunnerKey },
  invocationContextDto: { ...call.context },
})

const toResponse = (result: InvocationResult): ResponseParts => ({
  statusCode: result.httpResponseStatusCode ?? null,
  headers: Object.fromEntries(Object.entries(result.httpResponseHeaders ?? {}).map(([name, value]) => [name, String(value)])),
  cookies: result.httpResponseCookies ?? [],
})

/** What a task's answer means; null = the executor answered nothing. */
export const toOutcome = (result: InvocationResult | null, wire: Wire): Outcome => {
  if (result === null) return failed({ code: 0, status: -1, message: 'The method gave neither a result nor an error' })
  const response = toResponse(result)
  const { exception } = result
  if (exception) return { ok: false, error: { code: exception.code, status: exception.httpStatusCode, message: exception.exceptionMessage }, response }
  const isEmpty = !result.arguments || result.arguments.length === 0
  return { ok: true, value: isEmpty ? null : toPlain(wire.decode(result.arguments)), response }
}
