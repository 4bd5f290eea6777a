import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Json } from '../support/http'
import type { ActorAnswer, ActorCommand } from './actors-child'

/** How a call ended: what it answered, or the number and status of its error. */
export interface Ended {
  readonly ok: boolean
  readonly value: Json
  readonly code: unknown
  readonly status: unknown
  readonly message: string
}

/** Somebody who uses the app with the real SDK. */
export interface Actor {
  call(method: string, ...args: unknown[]): Promise<Ended>
  /** As `call`; throws when it failed. */
  must(method: string, ...args: unknown[]): Promise<unknown>
}

/** The people of a test, in one process with the real SDK. */
export interface Actors {
  actor(name: string, app: Readonly<Record<string, string>>): Actor
  stop(): void
}

/** Starts the process. */
export const startActors = async (): Promise<Actors> => {
  const child = fork(join(__dirname, 'actors-child.ts'), { execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(child, 'message')
  const waiting = new Map<number, (answer: ActorAnswer) => void>()
  child.on('message', (answer: ActorAnswer) => waiting.get(answer.id)?.(answer))
  let lastId = 0
  const send = (command: Omit<ActorCommand, 'id'>): Promise<Ended> =>
    new Promise((resolve) => {
      const id = ++lastId
      waiting.set(id, ({ value, error }) => {
        waiting.delete(id)
        resolve({ ok: !error, value: value as Json, code: error?.code, status: error?.status, message: error?.message ?? '' })
      })
      child.send({ ...command, id })
    })
  return {
    actor: (name, app) => {
      const call: Actor['call'] = (method, ...args) => send({ actor: name, app, method, args })
      const must: Actor['must'] = async (method, ...args) => {
        const ended = await call(method, ...args)
        if (!ended.ok) throw new Error(`${name}: ${method} ended with ${String(ended.code)} ${ended.message}`)
        return ended.value as unknown
      }
      return { call, must }
    },
    stop: () => void child.kill(),
  }
}
