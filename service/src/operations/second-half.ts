import type * as SecondHalf from './finish-call'

/** What a call needs only when its audio is there, the SDK included: a file of its own, so that a new worker is ready sooner. */
export const secondHalf = (): Promise<typeof SecondHalf> => import('./finish-call')

/** Loads it, and Node's fetch, in the next turn of the loop: the first call of a worker does it while it waits for the audio. */
export const prepareSecondHalf = (): void => {
  setImmediate(() => {
    // Whoever needs it later gets the error.
    secondHalf().catch(() => undefined)
    new Headers()
  })
}
