import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { workerEnvironment } from '../coderunner/worker-process'
import { startChild, type Child } from './child'
import { readProLine, type ProEvent } from './pro-log'

/** One `coderunner pro`: a master with its workers, which is started again whenever it ends. */
export interface ProWorkers {
  /** Ids of the processes of its workers. */
  pids(): readonly number[]
  stop(): Promise<void>
}

/** Where it works. */
export interface ProOptions {
  readonly redisPort: number
  /** Folder of the code of all apps. */
  readonly repoPath: string
  /** Address of the gateway. */
  readonly origin: string
  readonly env: NodeJS.ProcessEnv
  readonly managementSocket: string
  readonly onEvent: (event: ProEvent) => void
  /** The master has ended, and with it every task that it had; `isFinal` when it is not started again. */
  readonly onEnd: (how: string, isFinal: boolean) => void
}

/** Its own number, which no setting outside Consul changes. */
export const workersOfOneMaster = 4
const maxFailedStarts = 3

/** `NODE_ENV=test`, as Jest sets it, makes CodeRunner silent. Its management answers on a socket file, because a port would be open to the whole network. */
const environmentOf = ({ env, origin, managementSocket }: ProOptions): NodeJS.ProcessEnv => {
  const own = { ...workerEnvironment(env), APIURL: origin, PUBLIC_API_URL: origin, BL_MANAGEMENT_HTTP_PORT: managementSocket }
  return Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'NODE_ENV'))
}

const commandOf = ({ redisPort, repoPath }: ProOptions): readonly [string, ...string[]] => {
  const program = join(require.resolve('backendless-coderunner/package.json'), '..', 'bin', 'coderunner')
  return [process.execPath, program, 'pro', '--msg-broker-host', '127.0.0.1', '--msg-broker-port', String(redisPort), '--repo-path', repoPath, '--cache-limit', String(workersOfOneMaster)]
}

/** A worker that computes without end does not notice that its master has gone. */
const killAll = (pids: Set<number>): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has gone by itself.
    }
  }
  pids.clear()
}

interface Run {
  readonly child: Child
  /** Null once it takes tasks; else how it ended before. */
  readonly started: Promise<string | null>
  readonly pids: Set<number>
}

const runOnce = (options: ProOptions): Run => {
  // A master that crashed leaves its socket file, and the next one would not start.
  rmSync(options.managementSocket, { force: true })
  const pids = new Set<number>()
  const lines: string[] = []
  let ready: () => void
  const isReady = new Promise<null>((done) => (ready = () => done(null)))
  const onLine = (line: string): void => {
    const event = readProLine(line)
    if (event.kind === 'ready') ready()
    else if (event.kind === 'worker-started') pids.add(event.pid)
    else if (event.kind === 'worker-ended') pids.delete(event.pid)
    else if (event.kind === 'more' && lines.length < 1000) lines.push(line)
    options.onEvent(event)
  }
  const child = startChild(commandOf(options), { cwd: options.repoPath, env: environmentOf(options), onLine })
  return { child, pids, started: Promise.race([isReady, child.ended.then((how) => `${how}\n${lines.slice(-20).join('\n')}`)]) }
}

/** Starts one and waits until it takes tasks. */
export const startProWorkers = async (options: ProOptions): Promise<ProWorkers> => {
  let isStopping = false
  let run = runOnce(options)
  let failedStarts = 0
  const watch = (current: Run): void => {
    void current.started.then((how) => (failedStarts = how === null ? 0 : failedStarts + 1))
    void current.child.ended.then((how) => {
      killAll(current.pids)
      if (isStopping) return
      const isFinal = failedStarts >= maxFailedStarts
      options.onEnd(how, isFinal)
      if (isFinal) return
      run = runOnce(options)
      watch(run)
    })
  }
  const failure = await run.started
  if (failure !== null) throw new Error(`coderunner pro does not start: ${failure}`)
  watch(run)
  return {
    pids: () => [...run.pids],
    stop: async () => {
      isStopping = true
      const { child, pids } = run
      await child.stop()
      killAll(pids)
    },
  }
}
