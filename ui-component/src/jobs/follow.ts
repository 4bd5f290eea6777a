import type { Browser } from '../browser'
import type { Scope } from '../scope'
import type { CallWatch } from '../send-door'
import type { Transcript } from '../state'
import { readJob, type JobTold } from './job-answer'
import { resultOf } from './job-end'
import { pollError } from './poll-error'
import { waitForTurn, waitMs } from './waits'

/** A server that is in trouble so often in a row will not get out of it soon. */
const maxTroubles = 20

/** Calls a method of the service. */
export type Ask = (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>

/** How a job has ended, or that nobody knows it any more. */
export type End = 'over' | 'gone'

/** What following a job needs. */
export interface FollowTools {
  readonly browser: Browser
  readonly scope: Scope
  readonly ask: Ask
  onEnd(end: End): void
}

/** Asks for a job until it is over, however long that takes and whatever the network does meanwhile. */
export const followJob = async ({ browser, scope, ask, onEnd }: FollowTools, jobId: string, watch: CallWatch): Promise<Transcript> => {
  let troubles = 0
  /** Null = nobody knows how far it is; it is asked for again. */
  const look = async (): Promise<JobTold | null> => {
    try {
      const told = readJob(await ask('getJob', { jobId, include: 'result' }))
      troubles = 0
      return told
    } catch (error) {
      const kind = pollError(error)
      if (kind === 'trouble') troubles += 1
      if (kind === 'gone') onEnd('gone')
      if (kind === 'unanswered' || (kind === 'trouble' && troubles < maxTroubles)) return null
      throw error
    }
  }
  for (let asked = 0; !watch.isOver(); asked += 1) {
    const told = await look()
    if (told?.hasEnded) {
      onEnd('over')
      return resultOf(told)
    }
    if (told) watch.job(jobId, told.progress)
    await waitForTurn(browser, scope, waitMs(asked, browser.isVisible()))
  }
  throw new Error('nobody waits for this job any more')
}
