import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild, type Child } from './child'

/** A running Redis that keeps nothing. */
export interface RedisServer {
  readonly port: number
  stop(): Promise<void>
}

/** What a person can do when there is none. */
export const redisAdvice = 'Redis is needed: install its server (Debian or Ubuntu: apt-get install redis-server; macOS: brew install redis) so that redis-server is found.'

const maxTries = 5
const readyLine = /Ready to accept connections/

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

/** Nothing is kept, and nobody outside this machine is heard. The limits are those that Redis comes with. */
const argumentsFor = (port: number, dir: string): readonly string[] => ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no', '--daemonize', 'no', '--loglevel', 'notice']

const startOn = async (port: number, dir: string, env: NodeJS.ProcessEnv): Promise<Child | string> => {
  const lines: string[] = []
  let isReady: () => void
  const ready = new Promise<true>((done) => (isReady = () => done(true)))
  const child = startChild(['redis-server', ...argumentsFor(port, dir)], { cwd: dir, env, onLine: (line) => (readyLine.test(line) ? isReady() : void lines.push(line)) })
  return (await Promise.race([ready, child.ended])) === true ? child : lines.join('\n')
}

/** Starts a Redis on a free port of this machine. */
export const startRedis = async (env: NodeJS.ProcessEnv): Promise<RedisServer> => {
  const dir = await mkdtemp(join(tmpdir(), 'redis-'))
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true })
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    const started = await startOn(port, dir, env)
    if (typeof started !== 'string') return { port, stop: () => started.stop().finally(remove) }
    // Between finding a free port and using it, somebody else may have taken it.
    if (/Address already in use/.test(started) && tries < maxTries) continue
    await remove()
    throw new Error(/ENOENT/.test(started) ? redisAdvice : `Redis does not start:\n${started}`)
  }
}
