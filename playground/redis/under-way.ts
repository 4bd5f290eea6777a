import { blocked, crashed, teardownSeconds, timedOut } from '../coderunner/pool'
import { failed, type Outcome } from '../coderunner/protocol'
import type { Task } from '../coderunner/task'
import type { ProEvent } from './pro-log'
import type { Pushed, Queue } from './queue'

/** How a task ended: with the text of its answer, or without one. */
export type TaskEnding = { readonly answer: string } | { readonly lost: Outcome }

/** So long a task may wait until a worker takes it. */
export const maxWaitSeconds = 60

/** An answer that was published may arrive after the line that tells of its worker's end. */
const graceMs = 500

/** A busy machine may end a worker later than its time is over. */
const patienceMs = 5000

const noWorker = failed({ code: 0, status: 503, message: `No Cloud Code worker was free within ${maxWaitSeconds} seconds` })
const noQueue = failed({ code: 0, status: 503, message: 'The queue of Cloud Code does not answer' })
const tooLarge = failed({ code: 0, status: 500, message: 'The answer of Cloud Code is too large for its queue: Redis carries at most 32 MB, which are about 8 MB of text' })

/** Ends that a master tells of; any other one follows an answer. */
const losses: readonly { readonly reason: RegExp; readonly outcome: Outcome }[] = [
  { reason: /heartbeat timeout/, outcome: blocked },
  { reason: /task timeout/, outcome: timedOut },
  { reason: /^exited$/, outcome: crashed('exited') },
]

interface Entry {
  readonly pushed: Pushed
  /** The master and the worker that have it. */
  holder: { readonly master: number; readonly pid: number } | null
  readonly lose: (outcome: Outcome) => void
  /** From when a worker has it on: so long it may take. */
  readonly limitMs: number
  timer: NodeJS.Timeout
}

/** The tasks that have no answer yet. */
export class UnderWay {
  private readonly tasks = new Map<string, Entry>()

  constructor(private readonly queue: Queue, private masters: number) {}

  /** Pushes a task and waits for its end, `timeoutSeconds` after a worker took it at the latest. */
  async run(task: Task, { timeoutSeconds, isLowPriority = false }: { readonly timeoutSeconds: number; readonly isLowPriority?: boolean }): Promise<TaskEnding> {
    if (this.masters === 0) return { lost: noWorker }
    const overhead = { timestamp: Date.now(), invocationOverheadTimeoutInMillis: maxWaitSeconds * 1000 }
    const pushed = await this.queue.push({ ...task, ...overhead }, isLowPriority).catch(() => null)
    if (!pushed) return { lost: noQueue }
    let lose: Entry['lose'] = () => undefined
    const lost = new Promise<TaskEnding>((done) => (lose = (outcome) => done({ lost: outcome })))
    const limitMs = (timeoutSeconds + teardownSeconds) * 1000 + patienceMs
    const entry: Entry = { pushed, holder: null, lose, limitMs, timer: setTimeout(() => lose(noWorker), limitMs + maxWaitSeconds * 1000) }
    this.tasks.set(task.id, entry)
    const answered = pushed.answer.then(async (answer): Promise<TaskEnding> => (answer === null ? { lost: (await this.queue.isThere()) ? tooLarge : noQueue } : { answer }))
    try {
      return await Promise.race([answered, lost])
    } finally {
      clearTimeout(entry.timer)
      this.tasks.delete(task.id)
      await pushed.end()
    }
  }

  /** Tells what the log of a master said. */
  hear(master: number, event: ProEvent): void {
    if (event.kind === 'task-started') {
      const task = this.tasks.get(event.taskId)
      if (task) this.hold(task, { master, pid: event.pid })
    } else if (event.kind === 'worker-ended') {
      const outcome = losses.find(({ reason }) => reason.test(event.reason))?.outcome
      if (outcome) this.loseLater([...this.tasks.values()].filter(({ holder }) => holder?.pid === event.pid && holder.master === master), outcome)
    }
  }

  /** A master has ended: what it held is lost, and what nobody holds and nobody can take any more. */
  async masterEnded(master: number, how: string, isFinal: boolean): Promise<void> {
    const all = [...this.tasks.values()]
    const isLost = async ({ holder, pushed }: Entry): Promise<boolean> => (holder ? holder.master === master : this.masters === 1 && !(await pushed.isQueued().catch(() => false)))
    const lost = await Promise.all(all.map(isLost))
    if (isFinal) this.masters -= 1
    this.loseLater(this.masters === 0 ? all : all.filter((_task, index) => lost[index]), crashed(how))
  }

  /** Ends every task. */
  stop(outcome: Outcome, isOurs: (id: string) => boolean = () => true): void {
    for (const [id, task] of this.tasks) if (isOurs(id)) task.lose(outcome)
  }

  /** Whether a worker has the task. */
  isHeld(id: string): boolean {
    return this.tasks.get(id)?.holder != null
  }

  private hold(entry: Entry, holder: NonNullable<Entry['holder']>): void {
    entry.holder = holder
    clearTimeout(entry.timer)
    entry.timer = setTimeout(() => entry.lose(timedOut), entry.limitMs)
  }

  private loseLater(tasks: readonly Entry[], outcome: Outcome): void {
    setTimeout(() => tasks.forEach(({ lose }) => lose(outcome)), graceMs)
  }
}
