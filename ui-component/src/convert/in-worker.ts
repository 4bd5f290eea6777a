import { createScope } from '../scope'
import type { ConvertWatch } from './door'
import type { FromWorker } from './serve'

/** No step forward for so long: the file keeps the reader busy for ever, and the worker is killed. */
const stuckMs = 30_000

/** There is no worker here, so it must be done without one. */
export class NoWorker extends Error {}

/** Starts a worker from the source of this very part: no address is needed, which a page may not allow. */
const startWorker = (source: string): { readonly worker: Worker; readonly url: string } => {
  const url = URL.createObjectURL(new Blob([`(${source})().serve(self)`], { type: 'text/javascript' }))
  try {
    return { worker: new Worker(url), url }
  } catch (error) {
    URL.revokeObjectURL(url)
    throw new NoWorker(String(error))
  }
}

/** The speech of a file, made in a worker that ends with the work, with the wish for it, or when it is stuck. */
export const speechInWorker = (source: string, audio: Blob, { signal, onProgress }: ConvertWatch): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    const { worker, url } = startWorker(source)
    const scope = createScope()
    scope.add(() => {
      worker.terminate()
      URL.revokeObjectURL(url)
    })
    const fail = (error: Error): void => {
      scope.close()
      reject(error)
    }
    let isReady = false
    let furthest = -1
    let unwatch = (): void => undefined
    const watch = (): void => {
      unwatch()
      unwatch = scope.after(stuckMs, () => fail(new Error('it goes no further')))
    }
    const step = (part: number): void => {
      // Words of the worker alone prove nothing: only progress does.
      if (part <= furthest) return
      furthest = part
      watch()
      onProgress(part)
    }
    worker.onerror = ({ message }) => fail(isReady ? new Error(message) : new NoWorker(message))
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'ready') {
        isReady = true
        worker.postMessage({ audio })
      } else if (data.type === 'progress') step(data.part)
      else if (data.type === 'failed') fail(new Error(data.reason))
      else {
        scope.close()
        resolve(data.speech)
      }
    }
    const abort = (): void => fail(new Error('not wanted any more'))
    signal.addEventListener('abort', abort)
    scope.add(() => signal.removeEventListener('abort', abort))
    watch()
    if (signal.aborted) abort()
  })
