import { realpathSync } from 'node:fs'
import { describeModels } from './describe'
import { loadCodeRunner, type CodeRunnerModel, type InvocationResult } from './engine'
import { failed, type Call, type FromWorker, type Outcome, type ResponseParts, type ToWorker, type WorkerStart } from './protocol'

/** A Cloud Code worker: loads code folders with CodeRunner's own model and runs one task at a time with its own executor. */

const heartbeatSeconds = 5
const { Model, executor, wire, json } = loadCodeRunner()
const options = { backendless: { repoPath: '', public: {} } }

const send = (message: FromWorker): void => {
  process.send?.(message)
}

const loadFolder = (folder: string): CodeRunnerModel => {
  const model = new Model()
  model.loadFiles(realpathSync(folder))
  return model
}

const { folders } = JSON.parse(process.argv[2] ?? '{"folders":[]}') as WorkerStart
const models = folders.map(loadFolder)

/** Dates leave as milliseconds, which is how the platform writes them. */
const toPlain = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(toPlain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]))
}

/** The executor writes `criticalError` on its task when the time was over. */
interface Task {
  criticalError?: string
}

/** What is called: a method of a service, or the handler of an event. */
const targetOf = (call: Call): object => {
  if (!call.event) return { ___jsonclass: executor.RSI, className: `services.${call.service}`, method: call.method, arguments: wire.encode(call.args) }
  const { id, target, args } = call.event
  const { userId, userToken, userRoles } = call.context
  return { ___jsonclass: executor.RMI, eventId: id, target, async: false, arguments: wire.encode([{ userId, userToken, userRoles }, ...args]) }
}

const toTask = (call: Call): Task & object => {
  const task = {
    ...targetOf(call),
    id: call.id,
    applicationId: call.app.appId,
    relativePath: '',
    timeout: Math.round(call.timeoutSeconds * 1000),
    initAppData: { url: call.app.serverUrl, apiKey: call.app.codeRunnerKey },
    invocationContextDto: { ...call.context },
  }
  return task
}

const toResponse = (result: InvocationResult): ResponseParts => ({
  statusCode: result.httpResponseStatusCode ?? null,
  headers: Object.fromEntries(Object.entries(result.httpResponseHeaders ?? {}).map(([name, value]) => [name, String(value)])),
  cookies: result.httpResponseCookies ?? [],
})

const toOutcome = (result: InvocationResult | null): Outcome => {
  if (result === null) return failed({ code: 0, status: -1, message: 'The method gave neither a result nor an error' })
  const response = toResponse(result)
  const { exception } = result
  if (exception) return { ok: false, error: { code: exception.code, status: exception.httpStatusCode, message: exception.exceptionMessage }, response }
  const isEmpty = !result.arguments || result.arguments.length === 0
  return { ok: true, value: isEmpty ? null : toPlain(wire.decode(result.arguments)), response }
}

const run = async (call: Call): Promise<{ outcome: Outcome; spent: boolean }> => {
  const { event } = call
  const model = models.find((candidate) => (event ? candidate.getHandler(event.id, event.target) : candidate.getService(call.service))) ?? new Model()
  const task = toTask(call)
  try {
    const text = await executor.execute(task, options, model)
    return { outcome: toOutcome(json.parse(text)), spent: task.criticalError !== undefined }
  } catch (error) {
    return { outcome: failed({ code: 0, status: -1, message: error instanceof Error ? error.message : String(error) }), spent: true }
  }
}

process.on('message', (message: ToWorker) => {
  void run(message.call).then(({ outcome, spent }) => send({ kind: 'outcome', id: message.call.id, outcome, spent }))
})

// As real workers do: signals of the terminal and stray errors do not end a worker, its master does.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('uncaughtException', (error) => console.error(error))
process.on('disconnect', () => process.exit(0))

setInterval(() => send({ kind: 'heartbeat' }), heartbeatSeconds * 1000)
send({ kind: 'ready', model: describeModels(models) })
