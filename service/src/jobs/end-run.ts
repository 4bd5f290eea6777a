import { maxFruitlessRuns } from '../../../contract'
import { ServiceError } from '../errors'
import type { Clock, Hold } from './hold'
import { isCalledAtOnce, type Job } from './job'
import type { JobChanges } from './store'

/** What one run of a job has come to. `again` = another run should go on at once, `later` = in a while; `owner` = only a run of its owner can. */
export type SliceEnd = 'busy' | 'over' | 'again' | 'later' | 'owner'

/** A failure that no run shall meet again, although it might pass. */
export class GivenUp extends Error {
  constructor(readonly reason: ServiceError) {
    super(reason.message)
  }
}

/** Errors that say that somebody else may read the audio. */
const ownersOnly: readonly string[] = ['source-forbidden', 'source-not-found']

const dayMs = 86_400_000
/** A column for text holds so much. */
const longestMessage = 500

/** Until when an ended job is kept. */
export const expiryOf = (now: number, keepDays: number): number => now + keepDays * dayMs

/** How a job ends that has failed. */
export const failed = ({ number, message }: Pick<ServiceError, 'number' | 'message'>, now: number, keepDays: number): JobChanges =>
  ({ state: 'failed', errorCode: number, errorMessage: message.slice(0, longestMessage), expiresAt: expiryOf(now, keepDays) })

/** Whether a run had no time for what it was doing. */
export const isTimeOver = (error: unknown): error is ServiceError => error instanceof ServiceError && error.key === 'time-over'

/** Whether another run may fare better. Minutes that are used up stay so for the day. */
const mayPass = (error: unknown): boolean => {
  if (error instanceof GivenUp) return false
  if (!(error instanceof ServiceError)) return true
  return error.retryable && !['job-stuck', 'user-quota-used', 'app-quota-used'].includes(error.key)
}

const knownOf = (error: unknown, run: string): ServiceError => {
  if (error instanceof GivenUp) return error.reason
  return error instanceof ServiceError ? error : new ServiceError('unexpected', { requestId: run }, error)
}

/** What ending a run needs to know. */
export interface RunEndTools {
  readonly clock: Clock
  /** Whether the run has the rights of the job's owner. */
  readonly isOwners: (job: Job) => boolean
  /** Days for which an ended job is kept. */
  readonly keepDays: number
}

const isForOwner = (error: unknown, job: Job, isOwners: RunEndTools['isOwners']): boolean =>
  error instanceof ServiceError && ownersOnly.includes(error.key) && job.userId !== null && !isOwners(job)

/** What a run that broke down leaves behind: a job that goes on, waits for its owner, or has failed. */
export const endAfter = async (error: unknown, job: Job, hold: Hold, { clock, isOwners, keepDays }: RunEndTools): Promise<SliceEnd> => {
  const end = async (changes: JobChanges, as: SliceEnd): Promise<SliceEnd> => ((await hold.end(changes)) ? as : 'busy')
  if (isForOwner(error, job, isOwners)) return end({ needsOwner: true, fruitlessRuns: Math.max(0, job.fruitlessRuns - 1) }, 'owner')
  if (mayPass(error) && job.fruitlessRuns < maxFruitlessRuns) return end({ calledAt: clock.now() }, isCalledAtOnce(job) ? 'again' : 'later')
  return end(failed(knownOf(error, hold.run), clock.now(), keepDays), 'over')
}
