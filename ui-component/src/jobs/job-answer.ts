import { hasJobEnded, jobStates, type JobState } from '../../../contract'
import type { JobProgress } from '../state'

/** What getJob tells, as far as it is used. */
export interface JobTold {
  readonly state: JobState
  readonly hasEnded: boolean
  readonly progress: JobProgress
  readonly result: unknown
  readonly errorCode: number | null
  readonly errorMessage: string
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const numberIn = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null)

/** The id of a job in an answer; null = the answer is something else. */
export const jobIdIn = (answer: unknown): string | null => (isObject(answer) && typeof answer.jobId === 'string' && typeof answer.text !== 'string' ? answer.jobId : null)

const nonsense = (): Error => Object.assign(new Error('an answer without the state of the job'), { status: 200 })

/** An answer of getJob. */
export const readJob = (answer: unknown): JobTold => {
  if (!isObject(answer)) throw nonsense()
  const state = jobStates.find((one) => one === answer.state)
  if (!state) throw nonsense()
  const progress = { percent: Math.min(100, numberIn(answer.percent) ?? 0), secondsDone: numberIn(answer.secondsDone) ?? 0, durationSeconds: numberIn(answer.durationSeconds) || null }
  return { state, hasEnded: hasJobEnded(state), progress, result: answer.result, errorCode: numberIn(answer.errorCode), errorMessage: typeof answer.errorMessage === 'string' ? answer.errorMessage : '' }
}
