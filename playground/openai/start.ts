import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Heard } from './ear'
import type { ChildMessage, Command, EngineName, FlavourName, ReceivedRequest, ScriptedReply } from './protocol'

export type { Heard } from './ear'
export * from './protocol'

export interface OpenAiProcess {
  /** Ends in /v1, or as the flavour wants it. */
  readonly baseUrl: string
  /** Replaces the list of scripted replies; they are used up in order, then the usual work begins again. */
  script(replies: readonly ScriptedReply[]): Promise<void>
  /** Everything that arrived since the start or the last `reset`. */
  requests(): Promise<ReceivedRequest[]>
  /** Forgets requests and replies, and returns to the usual day. */
  reset(): Promise<void>
  /** Lets the stand-in live on another day, written as YYYY-MM-DD. */
  setDay(day: string): Promise<void>
  /** Decodes and hears a file without a request: words and their times, length, container, parts with sound. */
  hear(bytes: Uint8Array): Promise<Heard>
  stop(): Promise<void>
}

export interface StartOptions {
  readonly engine: EngineName
  /** Another server than OpenAI's own; stand-in only. */
  readonly flavour?: FlavourName
  /** Default 0: any free port. */
  readonly port?: number
}

const stopLimitMs = 2000

type Done = ChildMessage & { kind: 'done' }

const sendCommands = (child: ChildProcess): ((command: Command) => Promise<unknown>) => {
  const waiting = new Map<number, (done: Done) => void>()
  let nextId = 1
  child.on('message', (message: ChildMessage) => {
    if (message.kind === 'done') waiting.get(message.id)?.(message)
  })
  child.on('exit', () => waiting.forEach((finish, id) => finish({ kind: 'done', id, problem: 'The process has ended' })))
  return (command) =>
    new Promise((resolve, reject) => {
      const id = nextId++
      child.channel?.ref()
      waiting.set(id, ({ value, problem }) => {
        waiting.delete(id)
        if (waiting.size === 0) child.channel?.unref()
        if (problem === undefined) resolve(value)
        else reject(new Error(problem))
      })
      child.send({ ...command, id }, (error) => error && waiting.get(id)?.({ kind: 'done', id, problem: error.message }))
    })
}

const whenReady = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.on('message', (message: ChildMessage) => message.kind === 'ready' && resolve(message.baseUrl))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The OpenAI process ended with code ${code} before it was ready`)))
  })

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.ref()
    child.send({ name: 'stop', id: 0 }, () => undefined)
  })

/** Starts the stand-in or the demo engine in a process of its own, which ends with this one. */
export const startOpenAi = async ({ engine, port = 0, flavour }: StartOptions): Promise<OpenAiProcess> => {
  const child = fork(join(__dirname, 'main.ts'), ['--engine', engine, '--port', String(port), ...(flavour ? ['--flavour', flavour] : [])], {
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const command = sendCommands(child)
  const baseUrl = await whenReady(child)
  child.unref()
  child.channel?.unref()
  return {
    baseUrl,
    script: async (replies) => void (await command({ name: 'script', replies })),
    requests: async () => (await command({ name: 'requests' })) as ReceivedRequest[],
    reset: async () => void (await command({ name: 'reset' })),
    setDay: async (day) => void (await command({ name: 'setDay', day })),
    hear: async (bytes) => (await command({ name: 'hear', bytes })) as Heard,
    stop: () => stop(child),
  }
}
