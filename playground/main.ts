import { buildMissing } from './build-missing'
import { openRedisPlace } from './redis/place'
import { startPlayground, type Playground } from './start'

const defaultPort = 4173
const npmCheckMs = 500

/** `npm run start:redis`: Cloud Code runs under `coderunner pro` on a Redis. */
const onRedis = process.argv.includes('redis')

const portFrom = (text: string | undefined): number => {
  if (!text?.trim()) return defaultPort
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT must be a number from 0 to 65535; it is "${text}".`)
  return port
}

const explain = (error: unknown, port: number): string => {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`
  return String(message ?? error)
}

/** npm passes a signal to the shell between us and does not wait for more: when that shell has gone, so has npm. */
const whenNpmHasGone = (stop: () => void): void => {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && stop(), npmCheckMs).unref()
}

const stopOnSignal = (playground: Playground): void => {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    void playground.stop().finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  whenNpmHasGone(stop)
}

/** `npm start` and `npm run start:redis`: builds what is missing, starts everything, and prints one line with the address. */
const main = async (): Promise<void> => {
  const port = portFrom(process.env['PORT'])
  try {
    await buildMissing()
    const playground = await startPlayground({ port, ...(onRedis && { openPlace: openRedisPlace }), onLog: (line) => process.stderr.write(`${line}\n`) })
    stopOnSignal(playground)
    process.stdout.write(`The playground is ready: ${playground.url}\n`)
  } catch (error) {
    process.stderr.write(`${explain(error, port)}\n`)
    process.exit(1)
  }
}

void main()
