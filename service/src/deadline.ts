import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { deadlineMarginSeconds } from '../../contract'
import { ServiceError } from './errors'

/** What a call is doing, in the words of the time-over error. */
export type Step = 'fetching the audio' | 'counting the minutes' | 'transcribing' | 'translating' | 'saving the copy'

/**
 * One deadline for everything that a call waits for. It ends `deadlineMarginSeconds` before the platform's own limit,
 * so that the caller gets a numbered error with advice instead of an abort without one.
 */
export class Deadline {
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #limitSeconds: number
  readonly #endsAtMs: number
  #step: Step = 'fetching the audio'

  constructor(limitSeconds: number) {
    this.#limitSeconds = limitSeconds
    const budgetMs = Math.max(limitSeconds - deadlineMarginSeconds, limitSeconds / 2) * 1000
    this.#endsAtMs = performance.now() + budgetMs
    this.signal = this.#controller.signal
    // Every piece that is under way listens to it; Node would take so many for a leak.
    setMaxListeners(0, this.signal)
    this.#timer = setTimeout(() => this.#controller.abort(), budgetMs)
  }

  enter(step: Step): void {
    this.#step = step
    this.throwIfOver()
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAtMs - performance.now())
  }

  /** The error of this deadline, naming the step that was under way. */
  error(seconds = this.#limitSeconds): ServiceError {
    return new ServiceError('time-over', { seconds, step: this.#step })
  }

  /** Waits, but not beyond the deadline. */
  async sleep(seconds: number): Promise<void> {
    await wait(seconds * 1000, undefined, { signal: this.signal }).catch(() => this.throwIfOver())
  }

  /** Waits for something that cannot be aborted, but not beyond the deadline. */
  async race<T>(work: Promise<T>): Promise<T> {
    const over = new AbortController()
    const ends = wait(this.remainingMs, undefined, { signal: over.signal }).then(() => { throw this.error() })
    try {
      return await Promise.race([work, ends])
    } finally {
      over.abort()
      ends.catch(() => undefined)
      work.catch(() => undefined)
    }
  }

  throwIfOver(): void {
    if (this.signal.aborted) throw this.error()
  }

  /** Must be called at the end of a call: a live timer would keep the worker busy, and whatever nobody waits for any more is broken off. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#controller.abort()
  }
}
