import { minSourceBytesPerSecond, sourceAnswerSeconds, sourceRateWindowSeconds } from '../../../contract'

/** Gives up a source that answers late or trickles: a total size limit alone would let it hold a worker for minutes. */
export class Watchdog {
  readonly #onTooSlow: (seconds: number) => void
  #timer: NodeJS.Timeout
  #windowBytes = 0

  constructor(onTooSlow: (seconds: number) => void) {
    this.#onTooSlow = onTooSlow
    this.#timer = setTimeout(() => onTooSlow(sourceAnswerSeconds), sourceAnswerSeconds * 1000)
  }

  /** The headers are there: from now on the rate of the body counts. */
  answered(): void {
    clearTimeout(this.#timer)
    this.#timer = setInterval(() => this.#check(), sourceRateWindowSeconds * 1000)
  }

  received(bytes: number): void {
    this.#windowBytes += bytes
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #check(): void {
    if (this.#windowBytes < minSourceBytesPerSecond * sourceRateWindowSeconds) this.#onTooSlow(sourceRateWindowSeconds)
    this.#windowBytes = 0
  }
}
