import { addresses, sendingErrors, fillError, jobErrors, type ErrorValues, type JobErrorKey, type JobState } from '../../../contract'
import { browserError, inputError } from '../transcripts/fail'

/** What of the SDK a call of a job needs. */
interface BackendlessSdk {
  readonly appPath: string
  getCurrentUserToken(): string | null | undefined
  readonly Request: { post(url: string): { set(headers: Readonly<Record<string, string>>): { send(body: object): Promise<unknown> } } }
}

declare const Backendless: BackendlessSdk

/** A job as the service answers it. */
export interface JobAnswer {
  readonly jobId: string
  readonly state: JobState
  readonly percent: number
  readonly result: unknown
  readonly errorCode: number | null
  readonly errorMessage: string | null
}

/** Jobs are one table for both services. */
const { service } = addresses.transcribe

/** The error for what became of a job. */
export const jobError = (key: JobErrorKey, values: ErrorValues): Error => {
  const found = jobErrors.find((error) => error.key === key)
  if (!found) return new Error(key)
  const { sentence, advice } = fillError(found, values)
  return Object.assign(new Error(`${sentence}\n${advice}`), { code: found.number, httpStatusCode: found.status })
}

/** The id of a job that was given as itself or as its id. */
export const idOf = (job: unknown): string => {
  const id = typeof job === 'object' && job !== null ? (job as { jobId?: unknown }).jobId : job
  if (typeof id === 'string' && id.trim() !== '') return id.trim()
  throw inputError('parameter-missing', { name: 'job', what: 'what Audio: start long transcription gave back, or its jobId.' })
}

interface Refusal {
  readonly message?: string
  readonly status?: number
  readonly code?: unknown
  readonly body?: { readonly message?: unknown; readonly code?: unknown }
}

/** The SDK hides the message of some statuses, so the body is read first. */
const errorOf = (error: Refusal): Error => {
  if (error.status === undefined) return browserError('service-unreachable', { service })
  const { message, code } = typeof error.body === 'object' && error.body !== null ? error.body : error
  const isOurs = typeof code === 'number' && code >= 41000 && code < 42000
  if (isOurs) return Object.assign(new Error(String(message)), { code, httpStatusCode: error.status })
  return error.status === 404 ? browserError('service-not-installed', { service }) : browserError('service-failed', { reason: `${error.status} ${String(message).slice(0, 200)}` })
}

/** Calls a method of jobs as the user who is logged in. */
export const callJob = async (method: string, values: Readonly<Record<string, unknown>>): Promise<JobAnswer> => {
  const token = Backendless.getCurrentUserToken()
  try {
    return (await Backendless.Request.post(`${Backendless.appPath}/services/${service}/${method}`).set(token ? { 'user-token': token } : {}).send(values)) as JobAnswer
  } catch (error) {
    throw errorOf(error as Refusal)
  }
}

/** Whether a call got no answer at all, which may pass. */
export const isOffline = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === sendingErrors.find(({ key }) => key === 'service-unreachable')?.number
