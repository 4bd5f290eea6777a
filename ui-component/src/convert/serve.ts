import { speechOf } from './speech'

/** What the worker tells. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly part: number }
  | { readonly type: 'done'; readonly speech: ArrayBuffer }
  | { readonly type: 'failed'; readonly reason: string }

/** The inside of a worker, as far as it is used. */
export interface WorkerFace {
  onmessage: ((event: { readonly data: { readonly audio: Blob } }) => void) | null
  postMessage(message: FromWorker, transfer?: readonly ArrayBuffer[]): void
}

/** Each packet is a step; an hour has a hundred thousand of them. */
const leastStep = 0.001

/** Runs inside the worker: makes what it is given small, and tells how far it is. */
export const serve = (face: WorkerFace): void => {
  face.onmessage = ({ data: { audio } }) => {
    let told = -1
    const onProgress = (part: number): void => {
      if (part - told < leastStep) return
      told = part
      face.postMessage({ type: 'progress', part })
    }
    speechOf({ audio, isKillable: true, onProgress }).then(
      (speech) => face.postMessage({ type: 'done', speech }, [speech]),
      (error: unknown) => face.postMessage({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    )
  }
  face.postMessage({ type: 'ready' })
}
