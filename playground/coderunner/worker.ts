import { realpathSync } from 'node:fs'
import { describeModels } from './describe'
import { loadCodeRunner, type CodeRunnerModel } from './engine'
import { failed, type Call, type FromWorker, type Outcome, type ToWorker, type WorkerStart } from './protocol'
import { toOutcome, toTask } from './task'

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

const run = async (call: Call): Promise<{ outcome: Outcome; spent: boolean }> => {
  const { event } = call
  const model = models.find((candidate) => (event ? candidate.getHandler(event.id, event.target) : candidate.getService(call.service))) ?? new Model()
  const task = toTask(call, wire)
  try {
    const text = await executor.execute(task, options, model)
    // The executor writes `criticalError` on its task when the time was over.
    return { outcome: toOutcome(json.parse(text), wire), spent: task['criticalError'] !== undefined }
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
