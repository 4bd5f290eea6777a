/** How many requests may be under way at a time; fewer after the server says that it is too many. */
export class Lanes {
  readonly #most: number
  #limit: number
  #running = 0
  #sinceSlower = 0
  #wake: (() => void)[] = []

  constructor(most: number) {
    this.#most = most
    this.#limit = most
  }

  get limit(): number {
    return this.#limit
  }

  /** Waits for a free lane and takes it; answers the function that gives it back. */
  async enter(): Promise<() => void> {
    while (this.#running >= this.#limit) await new Promise<void>((wake) => this.#wake.push(wake))
    this.#running += 1
    return () => {
      this.#running -= 1
      this.#faster()
      this.#next()
    }
  }

  /** The server is busy: half as many from now on, however many requests were told so at once. */
  slower(): void {
    if (this.#sinceSlower === 0) this.#limit = Math.max(1, Math.floor(this.#limit / 2))
    this.#sinceSlower = this.#running
  }

  /** A lane more for every round of requests without a complaint. */
  #faster(): void {
    if (this.#sinceSlower > 0) this.#sinceSlower -= 1
    else this.#limit = Math.min(this.#most, this.#limit + 1)
  }

  #next(): void {
    this.#wake.splice(0, Math.max(0, this.#limit - this.#running)).forEach((wake) => wake())
  }
}
