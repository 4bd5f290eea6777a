import { jobMethods } from '../../../contract'
import { ownRights } from '../own-rights'
import { platform } from '../platform'
import type { Job } from './job'
import type { JobStore } from './store'

/** A call that is not accepted in this time is left to whoever asks for the job next. */
const acceptSeconds = 5

const { method } = jobMethods.find(({ kind }) => kind === 'continue')!

const inTime = async (accepted: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, acceptSeconds * 1000)
  })
  try {
    await Promise.race([accepted, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Has the platform run the service again in the background. Nothing depends on what it answers: a call that is lost is made good by getJob or the timer.
 * With the caller's token, so that the run may read what the caller may; when that is refused, with the pack's own rights.
 */
export const callAgain = async ({ key, service }: Job, run: string): Promise<void> => {
  const values = { job: key, run }
  const accepted = platform().APIServices.invoke(service, method, values, { executionType: 'async' }).catch(() => ownRights().APIServices.invoke(service, method, values, { executionType: 'async' }))
  await inTime(accepted.catch(() => undefined))
}

/** Calls a job that stands still, unless somebody else has just done so. */
export const wake = async (store: JobStore, job: Job, now: number, run: string): Promise<boolean> => {
  if (!(await store.change(job.key, { calledAt: now }, job.calledAt + 1))) return false
  await callAgain(job, run)
  return true
}
