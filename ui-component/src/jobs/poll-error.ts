import { jobErrors, type JobErrorKey } from '../../../contract'
import { readServiceError } from '../service-error'

/** What it means for the job that a question about it was not answered as it should be. */
export type PollError = 'unanswered' | 'trouble' | 'gone' | 'final'

const numberOf = (key: JobErrorKey): number | undefined => jobErrors.find((error) => error.key === key)?.number

/** The app lets nobody make the tables of jobs. */
const jobsUnavailable = 41212

/** Below this a call that took too long has another reason than the length of the audio. */
const shortSeconds = 60

/** The service says that this audio needs a job: it has refused it, or its time was over. */
export const needsJob = (error: unknown, durationSeconds: number | null): boolean => {
  const { code } = readServiceError(error)
  return code === numberOf('audio-too-long-for-call') || (code === numberOf('time-over') && (durationSeconds ?? Infinity) > shortSeconds)
}

/** Without an answer, or when the server is in trouble, the job goes on all the same; an answer that will not change ends the asking. */
export const pollError = (error: unknown): PollError => {
  const { code, status } = readServiceError(error)
  if (code === numberOf('job-not-found')) return 'gone'
  if (status === null && code === null) return 'unanswered'
  return status === 429 || (status !== null && status >= 500) ? 'trouble' : 'final'
}

/** Services of before, which know no jobs, and those that may not keep any: they can still try to do it at once. */
export const hasNoJobs = (error: unknown): boolean => {
  const { own, code, status } = readServiceError(error)
  return own ? own.code === jobsUnavailable : code !== null || status !== null
}
