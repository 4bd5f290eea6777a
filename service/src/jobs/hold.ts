import { jobLeaseSeconds, jobRenewSeconds } from '../../../contract'
import type { JobChanges, JobStore } from './store'

/** The time of a run, so that tests can turn it themselves. */
export interface Clock {
  now(): number
  /** Calls again and again; answers how to end that. */
  every(seconds: number, call: () => void): () => void
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  every: (seconds, call) => {
    const timer = setInterval(call, seconds * 1000)
    return () => clearInterval(timer)
  },
}

/** The hold of one run on one job: renewed while the run lives, and known to be lost before anybody else can have it. */
export class Hold {
  readonly #store: JobStore
  readonly #key: string
  readonly #run: string
  readonly #clock: Clock
  readonly #onLost: () => void
  readonly #stopRenewing: () => void
  #until: number
  #isLost = false
  #unsaved: JobChanges = {}

  constructor(store: JobStore, key: string, run: string, clock: Clock, until: number, onLost: () => void) {
    this.#store = store
    this.#key = key
    this.#run = run
    this.#clock = clock
    this.#until = until
    this.#onLost = onLost
    this.#stopRenewing = clock.every(jobRenewSeconds, () => void this.renew())
  }

  get run(): string {
    return this.#run
  }

  get isLost(): boolean {
    return this.#isLost
  }

  /** Changes that can wait for the next renewal. */
  later(changes: JobChanges): void {
    this.#unsaved = { ...this.#unsaved, ...changes }
  }

  /** Changes the job and renews the hold with it; false = the job is somebody else's, or over. */
  async renew(changes: JobChanges = {}): Promise<boolean> {
    if (this.#isLost) return false
    const until = this.#clock.now() + jobLeaseSeconds * 1000
    const all = { ...this.#unsaved, ...changes }
    this.#unsaved = {}
    try {
      if (!(await this.#store.hold(this.#key, this.#run, { leaseUntil: until, ...all }))) this.#lose()
      else this.#until = Math.max(this.#until, until)
    } catch {
      this.#unsaved = { ...all, ...this.#unsaved }
      // One call may fail; nobody else has the job until the time is over.
      if (this.#clock.now() > this.#until) this.#lose()
    }
    return !this.#isLost
  }

  /** Gives the job back, with everything that is still to be told. */
  async end(changes: JobChanges): Promise<boolean> {
    this.stop()
    return !this.#isLost && this.#store.hold(this.#key, this.#run, { ...this.#unsaved, leaseOwner: '', leaseUntil: 0, ...changes })
  }

  stop(): void {
    this.#stopRenewing()
  }

  #lose(): void {
    this.#isLost = true
    this.stop()
    this.#onLost()
  }
}
