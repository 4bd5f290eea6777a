import { fork, type ChildProcess } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Call, FromWorker, ModelDescription, Outcome, ToWorker, WorkerStart } from './protocol'

/** What every worker of an app is started with. */
export interface WorkerOptions {
  readonly folders: readonly string[]
  /** Folders in which `codeless-function-<id>` and other modules of the app are found by name. */
  readonly modulesDirs?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** One line that the code or CodeRunner wrote. */
  readonly onLog?: (line: string) => void
}

/** What a worker tells its owner; `exit` comes exactly once and last. */
export interface WorkerEvents {
  readonly ready: (model: ModelDescription) => void
  readonly outcome: (id: string, outcome: Outcome, spent: boolean) => void
  readonly heartbeat: () => void
  readonly exit: (how: string) => void
}

/** A running worker. `kill` is SIGKILL, because a busy loop hears nothing else. */
export interface WorkerProcess {
  readonly pid: number | undefined
  send(call: Call): void
  kill(): void
}

const secretPattern = /^OPENAI_/i

/** Workers must not see the key of the machine's owner: values reach a service by its configuration only. */
export const workerEnvironment = (env: NodeJS.ProcessEnv, modulesDirs: readonly string[] = []): NodeJS.ProcessEnv => {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !secretPattern.test(name)))
  return modulesDirs.length === 0 ? kept : { ...kept, NODE_PATH: modulesDirs.join(delimiter) }
}

const forwardLines = (stream: Readable | null, onLine: (line: string) => void): void => {
  let rest = ''
  stream?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
}

/** Starts one worker process. */
export const startWorker = (options: WorkerOptions, events: WorkerEvents): WorkerProcess => {
  const start: WorkerStart = { folders: options.folders }
  const child: ChildProcess = fork(join(__dirname, 'worker.ts'), [JSON.stringify(start)], {
    execArgv: ['--require', require.resolve('tsx/cjs')],
    env: workerEnvironment(options.env ?? process.env, options.modulesDirs),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const onLog = options.onLog ?? (() => undefined)
  forwardLines(child.stdout, onLog)
  forwardLines(child.stderr, onLog)
  let gone = false
  const exit = (how: string): void => {
    if (gone) return
    gone = true
    events.exit(how)
  }
  child.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') events.ready(message.model)
    else if (message.kind === 'outcome') events.outcome(message.id, message.outcome, message.spent)
    else events.heartbeat()
  })
  child.on('error', (error) => exit(error.message))
  child.on('exit', (code, signal) => exit(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`))
  return {
    pid: child.pid,
    send: (call) => {
      const message: ToWorker = { kind: 'call', call }
      child.send(message, (error) => {
        if (error) exit(error.message)
      })
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
