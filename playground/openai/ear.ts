import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DecodedAudio } from './decode'
import type { SoundPart } from './measure'
import type { TimedWord } from './speak'

/** What decoding and listening brought. */
export type Heard =
  | { readonly ok: true; readonly durationSeconds: number; readonly source: DecodedAudio['source']; readonly words: readonly TimedWord[]; readonly parts: readonly SoundPart[] }
  | { readonly ok: false; readonly problem: string }

export interface ListeningJob {
  readonly id: number
  /** `measure` only finds out the length, which is quick. */
  readonly task: 'listen' | 'measure'
  readonly bytes: Uint8Array
}

export interface ListeningResult {
  readonly id: number
  readonly result: Heard | number | null
}

/** Sent when the work on a job begins: from then on its time counts, however long the thread needed to start. */
export interface ListeningStart {
  readonly id: number
  readonly begun: true
}

export interface Ear {
  /** Never rejects: what cannot be decoded, or not in time, is `ok: false`. */
  listen(bytes: Uint8Array): Promise<Heard>
  /** Length in seconds from headers and packets, without decoding; null when it cannot be told. */
  measure(bytes: Uint8Array): Promise<number | null>
  close(): Promise<void>
}

interface Waiting {
  readonly task: ListeningJob['task']
  readonly bytes: Uint8Array
  readonly resolve: (result: ListeningResult['result']) => void
}

const failed = (problem: string): Heard => ({ ok: false, problem })

/** A decoder that has lost its way on a damaged file is ended: an hour of audio needs about 20 s, and a busy machine more. */
const limitMsOf = (bytes: number): number => 8_000 + bytes / 100
/** Until the thread has loaded its modules, on a machine that has much else to do. */
const startLimitMs = 60_000
const poolSize = 2
/** Worker threads of this Node version cannot begin with a TypeScript file: plain JavaScript loads the hook, then the file. */
const boot = `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(join(__dirname, 'worker.ts'))})`

/** One worker thread, one job at a time. */
interface Listener {
  work(job: Waiting, onFree: (usable: boolean) => void): void
  end(): Promise<unknown>
}

const createListener = (limitMs: (bytes: number) => number): Listener => {
  const worker = new Worker(boot, { eval: true, stdout: true, stderr: true })
  worker.unref()
  // Decoders grumble about every damaged frame.
  worker.stderr.resume()
  worker.stdout.resume()
  let finish: (result: ListeningResult['result'], usable: boolean) => void = () => undefined
  let lastId = 0
  let begin: () => void = () => undefined
  worker.on('message', (message: ListeningResult | ListeningStart) => {
    if (message.id !== lastId) return
    if ('begun' in message) begin()
    else finish(message.result, true)
  })
  worker.on('error', (problem) => finish(failed(String(problem)), false))
  worker.on('exit', () => finish(failed('The decoder ended unexpectedly'), false))
  return {
    work: ({ task, bytes, resolve }, onFree) => {
      const giveUpAfter = (ms: number): NodeJS.Timeout => setTimeout(() => finish(failed('Decoding took too long'), false), ms)
      let timer = giveUpAfter(startLimitMs)
      begin = () => {
        clearTimeout(timer)
        timer = giveUpAfter(limitMs(bytes.length))
      }
      finish = (result, usable) => {
        clearTimeout(timer)
        finish = () => undefined
        begin = () => undefined
        resolve(result)
        onFree(usable)
      }
      lastId += 1
      worker.postMessage({ id: lastId, task, bytes } satisfies ListeningJob)
    },
    end: () => worker.terminate(),
  }
}

/** Decodes in worker threads, because decoders block and can hang. */
export const createEar = (limitMs = limitMsOf, size = poolSize): Ear => {
  const queue: Waiting[] = []
  const idle: Listener[] = []
  const all = new Set<Listener>()

  const hire = (): Listener => {
    const listener = createListener(limitMs)
    all.add(listener)
    return listener
  }

  const next = (): void => {
    if (queue.length === 0) return
    const listener = idle.pop() ?? (all.size < size ? hire() : undefined)
    if (!listener) return
    listener.work(queue.shift()!, (usable) => {
      if (usable) idle.push(listener)
      else {
        all.delete(listener)
        void listener.end()
      }
      next()
    })
  }

  const ask = (task: ListeningJob['task'], bytes: Uint8Array): Promise<ListeningResult['result']> =>
    new Promise((resolve) => {
      queue.push({ task, bytes, resolve })
      next()
    })

  return {
    listen: async (bytes) => {
      const result = await ask('listen', bytes)
      return typeof result === 'object' && result ? result : failed('Not listened to')
    },
    measure: async (bytes) => {
      const result = await ask('measure', bytes)
      return typeof result === 'number' ? result : null
    },
    close: async () => {
      queue.length = 0
      await Promise.all([...all].map((listener) => listener.end()))
    },
  }
}
