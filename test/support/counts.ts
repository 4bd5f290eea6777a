import { setTimeout as wait } from 'node:timers/promises'

/** How one case ended: an answer, or the number of its error; null = neither came. */
export interface CaseEnding {
  readonly ok: boolean
  readonly number: number | null
  readonly milliseconds: number
  /** The time in which it had to end. */
  readonly limitMs: number
}

const unexpected = 41308

/** An error of the pack that tells the caller what was wrong; 41308 says only that the pack itself failed. */
const isExplained = (number: number | null): boolean => number !== null && number >= 41_001 && number <= 41_499 && number !== unexpected

/** Counts how the cases of a suite ended. */
export class Counts {
  tried = 0
  succeeded = 0
  refused = 0
  lost = 0
  hung = 0
  leaked = 0

  constructor(private readonly suite: string) {}

  /** Answers what is wrong with an ending, or null. */
  add({ ok, number, milliseconds, limitMs }: CaseEnding): string | null {
    this.tried += 1
    if (milliseconds > limitMs) {
      this.hung += 1
      return `ended after ${Math.round(milliseconds)} ms, the limit is ${limitMs} ms`
    }
    if (ok) this.succeeded += 1
    else if (isExplained(number)) this.refused += 1
    else {
      this.lost += 1
      return `ended with ${String(number)}`
    }
    return null
  }

  /** Things that are still there although every case has ended. */
  leak(count: number): void {
    this.leaked += count
  }

  /** Adds the counts of a part. */
  merge(part: Counts): void {
    for (const name of ['tried', 'succeeded', 'refused', 'lost', 'hung', 'leaked'] as const) this[name] += part[name]
  }

  toString(): string {
    return `${this.suite}: tried ${this.tried}, succeeded ${this.succeeded}, refused ${this.refused}, lost ${this.lost}, hung ${this.hung}, leaked ${this.leaked}`
  }

  /** Standard error: `npm test` shows it, and Jest does not swallow it. */
  print(): void {
    process.stderr.write(`${this.toString()}\n`)
  }
}

/** Runs tasks with so many at a time; results keep the order of the tasks. */
export const inLanes = async <T, R>(tasks: readonly T[], lanes: number, run: (task: T, index: number) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) results[index] = await run(tasks[index] as T, index)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** Asks again and again until the answer is empty or the time is over; answers the last one. */
export const until = async <T>(seconds: number, ask: () => Promise<readonly T[]>): Promise<readonly T[]> => {
  const endsAt = performance.now() + seconds * 1000
  for (;;) {
    const left = await ask()
    if (left.length === 0 || performance.now() > endsAt) return left
    await wait(250)
  }
}
