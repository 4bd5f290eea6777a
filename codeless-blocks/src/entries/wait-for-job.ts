import { maxMinutesInput } from '../../../contract'
import { callJob, idOf, isOffline, jobError, type JobAnswer } from '../jobs/call-job'
import { checked } from '../transcripts/checked'

/** Short at first, since most recordings are; then so that hours of waiting cost few calls. */
const firstWaitMs = 1_000
const longestWaitMs = 10_000
const longerBy = 1.3

/** A phone loses its connection in a tunnel; a wait should outlast that. */
const mostLostCalls = 10

const finished = ({ state, result, errorCode, errorMessage, jobId }: JobAnswer): { readonly result: unknown } | null => {
  if (state === 'failed') throw Object.assign(new Error(errorMessage ?? ''), { code: errorCode })
  if (state === 'cancelled') throw jobError('job-cancelled', { jobId })
  return state === 'done' ? { result } : null
}

/** *Audio: wait for job* */
export const run = async (job: unknown, maxMinutes: unknown): Promise<unknown> => {
  const jobId = idOf(job)
  const minutes = checked(maxMinutesInput, maxMinutes)
  const until = Date.now() + minutes * 60_000
  let waitMs = firstWaitMs
  let lost = 0
  let percent = 0
  for (;;) {
    try {
      const answer = await callJob('getJob', { jobId, include: 'result' })
      lost = 0
      percent = answer.percent
      const end = finished(answer)
      if (end) return end.result
    } catch (error) {
      lost += 1
      if (!isOffline(error) || lost > mostLostCalls) throw error
    }
    if (Date.now() + waitMs > until) throw jobError('job-not-done', { jobId, minutes, percent })
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitMs = Math.min(longestWaitMs, waitMs * longerBy)
  }
}
