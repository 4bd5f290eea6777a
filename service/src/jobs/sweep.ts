import { systemClock } from './hold'
import { isForgotten } from './job'
import { wake } from './call-service'
import type { JobStore } from './store'
import { tableStore } from './table-store'

/** Removes jobs whose days are over. Several may do so at once: what is gone is gone. */
export const removeExpired = async (store: JobStore, now: number, most: number): Promise<void> => {
  for (const job of await store.expired(now, most)) {
    // First it is ended, so that a run that still goes on loses its hold.
    await store.change(job.key, { state: 'cancelled' })
    await store.remove(job)
  }
}

const mostAtATime = 20

/** What the timer of the app does: takes up jobs that stand still, and removes those whose days are over. */
export const sweepJobs = async (): Promise<void> => {
  const now = systemClock.now()
  await removeExpired(tableStore, now, mostAtATime)
  for (const job of (await tableStore.forgotten(now, mostAtATime)).filter((one) => isForgotten(one, now))) await wake(tableStore, job, now, 'timer')
}
