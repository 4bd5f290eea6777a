import { fork } from 'node:child_process'

/** A process of our own that tells when it is ready and answers one message at a time. */
export interface Child<Ready> {
  readonly pid: number
  readonly ready: Ready
  /** Sends a message and waits for the answer. */
  ask(message: object): Promise<unknown>
  stop(): Promise<void>
}

/** A child's last word when something went wrong. */
export interface ChildFailure {
  readonly problem: string
}

const hook = require.resolve('tsx/cjs')

const isFailure = (message: unknown): message is ChildFailure => typeof message === 'object' && message !== null && 'problem' in message

/** Starts a TypeScript file as a process that ends with this one. Its first message means that it is ready. */
export const startChild = async <Ready>(file: string, args: readonly string[] = []): Promise<Child<Ready>> => {
  const child = fork(file, args, { execArgv: ['--require', hook], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const next = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`A process of the benchmark ended early with code ${code}`))
      child.once('exit', onExit)
      child.once('message', (message: unknown) => {
        child.off('exit', onExit)
        if (isFailure(message)) reject(new Error(message.problem))
        else resolve(message)
      })
    })
  const ready = (await next()) as Ready
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  const ask = (message: object): Promise<unknown> => {
    const answer = next()
    child.send(message)
    return answer
  }
  return { pid: child.pid!, ready, ask, stop }
}

/** The child's side: runs one piece of work for each message. */
export const answerMessages = (work: (message: unknown) => Promise<unknown>): void => {
  process.on('message', (message: unknown) => {
    work(message).then(
      (value) => process.send?.(value ?? null),
      (error: unknown) => process.send?.({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies ChildFailure),
    )
  })
  process.on('disconnect', () => process.exit(0))
}
