import { addresses, jobRenewSeconds } from '../../../contract'
import type { Context } from '../context'
import type { CallWatch } from '../send-door'
import { parametersOf, serviceOf, transcriptIn } from '../sending'
import type { Held, Transcript, Upload } from '../state'
import { followJob, type Ask, type End } from './follow'
import { jobIdIn } from './job-answer'
import { hasNoJobs, needsJob, pollError } from './poll-error'

/** Audio that is longer is a job from the beginning: nobody keeps a page open, or a phone awake, for so long. */
const longSeconds = 1200
/** What is kept on this device is cleared before the job is removed, so that a reload in between finds the one or the other. */
const removeAfterMs = 3000
/** A run that is at work hears of the cancel within this time; what it would still write is removed too. */
const removeCancelledAfterMs = (jobRenewSeconds + 2) * 1000
const maxRemovals = 3

/** Audio that has been uploaded. */
type Sendable = Held & { readonly upload: Upload }

/** Transcribes audio, by a job where that is needed. */
export interface Jobs {
  transcribe(held: Sendable, watch: CallWatch): Promise<Transcript>
  /** Goes on with a job that was started earlier. */
  follow(jobId: string, watch: CallWatch): Promise<Transcript>
  /** Nobody needs it any more. */
  end(jobId: string): void
}

/** The jobs of one component. */
export const createJobs = ({ browser, scope, host }: Pick<Context, 'browser' | 'scope' | 'host'>): Jobs => {
  const ends = new Map<string, End>()
  const ask: Ask = (method, parameters) => browser.invoke(serviceOf(host.settings()).service, method, parameters)

  const end = (jobId: string): void => {
    const report = (error: unknown): void => browser.report(error)
    /** Where nobody waits any more the service removes it after its days. */
    const removeIn = (milliseconds: number, left = maxRemovals): void => {
      if (left === 0) return
      scope.after(milliseconds, () => void ask('deleteJob', { jobId, reason: '' }).catch((error: unknown) => (pollError(error) === 'gone' ? undefined : removeIn(removeCancelledAfterMs, left - 1))))
    }
    const how = ends.get(jobId)
    if (how === 'over') removeIn(removeAfterMs)
    else if (!how) ask('cancelJob', { jobId, reason: 'Cancelled in the app' }).then(() => removeIn(removeCancelledAfterMs), report)
  }
  const follow = async (jobId: string, watch: CallWatch): Promise<Transcript> => {
    const onEnd = (how: End): void => void ends.set(jobId, how)
    try {
      return await followJob({ browser, scope, ask, onEnd }, jobId, watch)
    } catch (error) {
      // Another attempt needs another job.
      if (ends.has(jobId)) watch.job()
      throw error
    }
  }
  const outcome = async (answer: unknown, watch: CallWatch): Promise<Transcript> => {
    const jobId = jobIdIn(answer)
    if (jobId === null) return transcriptIn(answer)
    // Cancelled while the start was on its way: nobody else will ever know this job.
    if (watch.isOver()) end(jobId)
    else watch.job(jobId)
    return follow(jobId, watch)
  }
  const request = (method: string, { url }: Upload): Promise<unknown> => ask(method, parametersOf(url, host.settings()))
  const start = (upload: Upload): Promise<unknown> => request(addresses[host.settings().mode === 'english' ? 'translate' : 'transcribe'].startMethod, upload)
  const atOnce = async ({ take, upload }: Sendable): Promise<unknown> => {
    try {
      return await request(serviceOf(host.settings()).method, upload)
    } catch (error) {
      if (!needsJob(error, take.durationSeconds)) throw error
      return start(upload)
    }
  }
  const asJob = async (held: Sendable): Promise<unknown> => {
    try {
      return await start(held.upload)
    } catch (error) {
      if (!hasNoJobs(error)) throw error
      return atOnce(held)
    }
  }
  return { end, follow, transcribe: async (held, watch) => outcome(await ((held.take.durationSeconds ?? 0) > longSeconds ? asJob : atOnce)(held), watch) }
}
