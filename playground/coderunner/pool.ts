import { failed, timeoutMessage, type Call, type ModelDescription, type Outcome } from './protocol'
import { startWorker, type WorkerOptions, type WorkerProcess } from './worker-process'

/** How many workers an app has, and what they run. */
export interface PoolOptions extends WorkerOptions {
  /** Most workers at the same time; two exist from the start, because a Cloud function calls a service. */
  readonly size: number
}

/** The numbers that a page or a test may look at. */
export interface PoolStats {
  readonly idle: number
  readonly busy: number
  readonly starting: number
  readonly queued: number
  readonly replaced: number
}

/** Cloud Code of one app: takes calls, gives each to a free worker, and never lets a broken worker take a caller down. */
export interface Pool {
  /** What the folders publish, as the first worker read it. */
  readonly model: Promise<ModelDescription>
  run(call: Call): Promise<Outcome>
  stats(): PoolStats
  /** Ids of the processes of its workers. */
  pids(): readonly number[]
  stop(): Promise<void>
}

interface Job {
  readonly call: Call
  readonly finish: (outcome: Outcome) => void
}

interface Slot {
  state: 'starting' | 'idle' | 'busy'
  process: WorkerProcess
  job: Job | null
  timer: NodeJS.Timeout | null
  lastHeartbeat: number
  /** Set when the pool itself decided to end this worker: what its caller is told. */
  ending: Outcome | null
}

/** A real master gives a task this long after its time is over, then kills the worker. */
export const teardownSeconds = 2
const heartbeatLimitSeconds = 10
const workersAtStart = 2
const maxFailedStarts = 3

/** The time of a call is over, and its worker was ended. */
export const timedOut = failed({ code: 0, status: -1, message: timeoutMessage })
/** A worker did nothing but compute, and was ended. */
export const blocked = failed({ code: 0, status: 500, message: `The Cloud Code worker was stopped: its event loop was blocked for more than ${heartbeatLimitSeconds} seconds` })
/** The app stops. */
export const stopped = failed({ code: 0, status: 503, message: 'Cloud Code is shutting down' })
/** A worker ended by itself or was killed by somebody. */
export const crashed = (how: string): Outcome => failed({ code: 0, status: 500, message: `The Cloud Code worker stopped unexpectedly (${how})` })

class WorkerPool implements Pool {
  readonly model: Promise<ModelDescription>
  private readonly slots = new Set<Slot>()
  private readonly queue: Job[] = []
  private readonly size: number
  private readonly watch: NodeJS.Timeout
  private failedStarts = 0
  private replaced = 0
  private closing: (() => void) | null = null
  private settleModel: { resolve: (model: ModelDescription) => void; reject: (error: Error) => void } | null = null

  constructor(private readonly options: PoolOptions) {
    this.size = Math.max(workersAtStart, options.size)
    this.model = new Promise((resolve, reject) => (this.settleModel = { resolve, reject }))
    this.model.catch(() => undefined)
    for (let count = 0; count < workersAtStart; count++) this.add()
    this.watch = setInterval(() => this.endBlocked(), (heartbeatLimitSeconds * 1000) / 2).unref()
  }

  run(call: Call): Promise<Outcome> {
    if (this.closing) return Promise.resolve(stopped)
    return new Promise((finish) => {
      this.queue.push({ call, finish })
      this.dispatch()
    })
  }

  stats(): PoolStats {
    const count = (state: Slot['state']): number => [...this.slots].filter((slot) => slot.state === state).length
    return { idle: count('idle'), busy: count('busy'), starting: count('starting'), queued: this.queue.length, replaced: this.replaced }
  }

  pids(): readonly number[] {
    return [...this.slots].flatMap(({ process }) => process.pid ?? [])
  }

  stop(): Promise<void> {
    clearInterval(this.watch)
    return new Promise((resolve) => {
      this.closing = resolve
      this.failQueue(stopped)
      for (const slot of this.slots) this.end(slot, stopped)
      if (this.slots.size === 0) resolve()
    })
  }

  private add(): void {
    const slot: Slot = { state: 'starting', process: undefined as unknown as WorkerProcess, job: null, timer: null, lastHeartbeat: Date.now(), ending: null }
    slot.process = startWorker(this.options, {
      ready: (model) => this.onReady(slot, model),
      outcome: (id, outcome, spent) => this.onOutcome(slot, id, outcome, spent),
      heartbeat: () => (slot.lastHeartbeat = Date.now()),
      exit: (how) => this.onExit(slot, how),
    })
    this.slots.add(slot)
  }

  private onReady(slot: Slot, model: ModelDescription): void {
    this.failedStarts = 0
    this.settleModel?.resolve(model)
    slot.state = 'idle'
    this.dispatch()
  }

  private dispatch(): void {
    for (const slot of this.slots) {
      if (slot.state !== 'idle' || slot.ending) continue
      const job = this.queue.shift()
      if (!job) return
      this.give(slot, job)
    }
    const coming = this.stats().starting
    if (this.queue.length > coming && this.slots.size < this.size) this.add()
  }

  private give(slot: Slot, job: Job): void {
    slot.state = 'busy'
    slot.job = job
    slot.lastHeartbeat = Date.now()
    slot.timer = setTimeout(() => this.end(slot, timedOut), (job.call.timeoutSeconds + teardownSeconds) * 1000)
    slot.process.send(job.call)
  }

  private onOutcome(slot: Slot, id: string, outcome: Outcome, spent: boolean): void {
    if (slot.job?.call.id !== id) return
    const { job } = slot
    this.release(slot)
    if (spent) this.end(slot, outcome)
    job.finish(outcome)
    this.dispatch()
  }

  private release(slot: Slot): void {
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = null
    slot.job = null
    slot.state = 'idle'
  }

  private end(slot: Slot, why: Outcome): void {
    slot.ending ??= why
    slot.process.kill()
  }

  /** A message that waits in our own queue must not cost a worker its life: looked at again after one turn of the loop. */
  private endBlocked(): void {
    const isBlocked = (slot: Slot): boolean => slot.state === 'busy' && Date.now() - slot.lastHeartbeat > heartbeatLimitSeconds * 1000
    const suspects = [...this.slots].filter(isBlocked)
    if (suspects.length > 0) setImmediate(() => setImmediate(() => suspects.filter(isBlocked).forEach((slot) => this.end(slot, blocked))))
  }

  private onExit(slot: Slot, how: string): void {
    this.slots.delete(slot)
    const { job, state } = slot
    this.release(slot)
    job?.finish(slot.ending ?? crashed(how))
    if (this.closing) {
      if (this.slots.size === 0) this.closing()
      return
    }
    this.replaced++
    if (state === 'starting') this.onFailedStart(how)
    if (this.failedStarts < maxFailedStarts && this.slots.size < workersAtStart) this.add()
    this.dispatch()
  }

  private onFailedStart(how: string): void {
    this.failedStarts++
    if (this.failedStarts < maxFailedStarts) return
    this.settleModel?.reject(new Error(`Cloud Code does not start: its worker ended with ${how}`))
    this.failQueue(crashed(how))
  }

  private failQueue(outcome: Outcome): void {
    for (const job of this.queue.splice(0)) job.finish(outcome)
  }
}

/** Starts what runs the Cloud Code of an app. */
export type StartPool = (options: PoolOptions) => Pool

/** Starts the workers of an app. */
export const createPool: StartPool = (options) => new WorkerPool(options)
