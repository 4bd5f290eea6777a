import { minSourceBytesPerSecond, sourceAnswerSeconds, sourceRateWindowSeconds } from '../../../contract'

const longPauseMs = 1000

/** Gives up a source that answers late or trickles: a total size limit alone would let it hold a worker for minutes. */
export class Watchdog {
  readonly #onTooSlow: (seconds: number) => void
  #timer: NodeJS.Timeout
  #windowBytes = 0
  #pausedAtMs: number | null = null

  constructor(onTooSlow: (seconds: number) => void) {
    this.#onTooSlow = onTooSlow
    this.#timer = setTimeout(() => onTooSlow(sourceAnswerSeconds), sourceAnswerSeconds * 1000)
  }

  /** The headers are there: from now on the rate of the body counts. */
  answered(): void {
    clearTimeout(this.#timer)
    this.#timer = setInterval(() => this.#check(), sourceRateWindowSeconds * 1000)
  }

  /** Nobody waits for bytes at the moment. */
  pause(): void {
    this.#pausedAtMs = performance.now()
  }

  /** A window that nobody read in for long proves nothing, so a new one begins. */
  resume(): void {
    if (this.#pausedAtMs !== null && performance.now() - this.#pausedAtMs > longPauseMs) {
      this.#windowBytes = 0
      this.answered()
    }
    this.#pausedAtMs = null
  }

  received(bytes: number): void {
    this.#windowBytes += bytes
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #check(): void {
    if (this.#pausedAtMs === null && this.#windowBytes < minSourceBytesPerSecond * sourceRateWindowSeconds) this.#onTooSlow(sourceRateWindowSeconds)
    this.#windowBytes = 0
  }
}
