import { createHash, randomBytes } from 'node:crypto'
import { hasJobEnded, jobIdPattern, jobMethods, jobsFolder, startOperations, type JobMethod, type JobPart, type Operation } from '../../../contract'
import { parseConfiguration, type Settings } from '../configuration'
import { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { planCall, type SpeechValues } from '../plan/plan-call'
import { personOf, platform, type Caller, type ServiceInstance } from '../platform'
import { readerFor } from '../reader'
import { parseSourceUrl } from '../source/guard'
import { checkCaller, validated } from '../wish'
import { answerOf, type JobAnswer } from './answer'
import { AudioWorker } from './audio-worker'
import { callAgain, wake } from './call-service'
import { systemClock } from './hold'
import { isForgotten, type Job } from './job'
import { requestFile, type JobRequest } from './job-request'
import { closeJobsFolder, jobsUnavailable } from './make-tables'
import { runSlice } from './run-slice'
import type { JobStore } from './store'
import { removeExpired } from './sweep'
import { tableStore } from './table-store'

/** One call of a method of jobs. */
export interface JobCall {
  readonly instance: ServiceInstance
  /** The request of the same service. */
  readonly operation: Operation
  readonly raw: Readonly<Record<string, unknown>>
  readonly store: JobStore
  readonly callId: string
}

const dayMs = 86_400_000

/** The id is a secret of its caller: rows and folders are named by what nobody can turn back into it. */
const keyOf = (jobId: string): string => createHash('sha256').update(`key of ${jobId}`).digest('hex').slice(0, 32)
const folderOf = (jobId: string): string => `${jobsFolder}/${createHash('sha256').update(`folder of ${jobId}`).digest('hex').slice(0, 40)}`

const callerOf = ({ instance }: JobCall): Caller => instance.request?.context ?? {}

const notFound = (): ServiceError => new ServiceError('job-not-found')

/** A job of its caller; to everybody else it does not exist. */
const ownJob = async (call: JobCall, jobId: string): Promise<Job> => {
  if (!jobIdPattern.test(jobId)) throw notFound()
  const job = await call.store.read(keyOf(jobId))
  if (job === null || (job.userId !== null && job.userId !== (callerOf(call).userId || null)) || job.expiresAt < systemClock.now()) throw notFound()
  return job
}

const createJob = async (call: JobCall, job: Job): Promise<void> => {
  try {
    await call.store.create(job)
  } catch (error) {
    if ((error as { lacksColumns?: boolean } | null)?.lacksColumns) throw jobsUnavailable((error as Error).message)
    throw error
  }
}

const expiredAtATime = 3

/** Keeps a wish as a job and has a first run called. */
export const startJob = async (call: JobCall, values: SpeechValues, settings: Settings): Promise<JobAnswer> => {
  const { instance, operation, store } = call
  const { userId } = callerOf(call)
  const now = systemClock.now()
  const day = new Date(now).toISOString().slice(0, 10)
  parseSourceUrl(values.audioFileUrl)
  planCall(operation.task, values, settings, day)
  const jobId = randomBytes(16).toString('hex')
  const request: JobRequest = { task: operation.task, values, person: personOf(callerOf(call)), calledHost: readerFor(instance).calledHost, day }
  const job: Job = {
    key: keyOf(jobId), userId: userId || null, service: operation.service, state: 'queued', leaseOwner: '', leaseUntil: 0, calledAt: now, fruitlessRuns: 0, needsOwner: false, percent: 0, doneMs: 0,
    audioMs: null, sourceBytes: null, plan: null, folder: folderOf(jobId), resultPath: null, errorCode: null, errorMessage: null, reason: null, createdAt: now, expiresAt: now + settings.keepResultsDays * dayMs,
  }
  await closeJobsFolder(platform().applicationId ?? '')
  await store.write(requestFile(job.folder), request)
  try {
    await createJob(call, job)
  } catch (error) {
    await store.removeFile(job.folder).catch(() => undefined)
    throw error
  }
  await callAgain(job, 'start')
  // Where no timer runs, whoever starts a job tidies up a little.
  await removeExpired(store, now, expiredAtATime).catch(() => undefined)
  return { jobId, state: job.state }
}

const start = (call: JobCall): Promise<JobAnswer> => {
  const settings = parseConfiguration(call.instance.config)
  checkCaller(settings, callerOf(call))
  const operation = startOperations.find(({ service }) => service === call.operation.service) ?? call.operation
  return startJob(call, validated(operation, call.raw) as unknown as SpeechValues, settings)
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const get = async (call: JobCall, values: Readonly<Record<string, unknown>>): Promise<JobAnswer> => {
  const jobId = text(values.jobId)
  const job = await ownJob(call, jobId)
  const now = systemClock.now()
  if (isForgotten(job, now)) await wake(call.store, job, now, 'asked')
  return answerOf(call.store, jobId, job, values.include as JobPart)
}

const cancel = async (call: JobCall, values: Readonly<Record<string, unknown>>): Promise<JobAnswer> => {
  const jobId = text(values.jobId)
  const job = await ownJob(call, jobId)
  // A job that is over stays what it is.
  if (!hasJobEnded(job.state)) await call.store.change(job.key, { state: 'cancelled', reason: text(values.reason) || null })
  return answerOf(call.store, jobId, (await call.store.read(job.key)) ?? job, 'state')
}

const remove = async (call: JobCall, values: Readonly<Record<string, unknown>>): Promise<JobAnswer> => {
  const jobId = text(values.jobId)
  const job = await ownJob(call, jobId)
  const { store } = call
  await store.bury(job.key)
  // A run that still writes a piece stops soon; what it leaves behind goes with the row, when its hold is over.
  await (job.leaseUntil < systemClock.now() ? store.remove(job) : store.empty(job).catch(() => undefined))
  return { jobId, deleted: true }
}

/** Goes on with a job for as long as this call may. Whoever calls it learns nothing. */
const goOn = async (call: JobCall, values: Readonly<Record<string, unknown>>): Promise<null> => {
  const { store, operation, instance, callId } = call
  const key = text(values.job)
  const job = jobIdPattern.test(key) ? await store.read(key) : null
  if (job === null || job.service !== operation.service) return null
  const settings = parseConfiguration(instance.config)
  const isOwners = (of: Job): boolean => of.userId !== null && of.userId === (callerOf(call).userId || null)
  const deadline = new Deadline(settings.timeLimitSeconds)
  const run = `${callId}${randomBytes(4).toString('hex')}`
  try {
    const end = await runSlice(key, run, {
      store, clock: systemClock, isOwners, keepDays: settings.keepResultsDays,
      workerFor: async (held) => {
        const request = (await store.readFile(requestFile(held.folder))) as JobRequest | null
        if (request === null) throw notFound()
        return new AudioWorker(held, { request, settings, deadline, reader: readerFor(instance, isOwners(held) ? { calledHost: request.calledHost } : 'nobody').headersFor })
      },
    })
    if (end === 'again') await callAgain(job, run)
  } finally {
    deadline.clear()
  }
  return null
}

const performers: Readonly<Record<JobMethod['kind'], (call: JobCall, values: Readonly<Record<string, unknown>>) => Promise<JobAnswer | null>>> = { get, cancel, delete: remove, continue: goOn }

/** Performs one method of jobs. */
export const performJob = (kind: JobMethod['kind'] | 'start', call: Omit<JobCall, 'store'>): Promise<JobAnswer | null> => {
  const whole: JobCall = { ...call, store: tableStore }
  if (kind === 'start') return start(whole)
  const method = jobMethods.find((one) => one.kind === kind)!
  return performers[kind](whole, validated(method, call.raw))
}

/** Starts a job for a request that has turned out to be too long. */
export const startJobInstead = (call: Omit<JobCall, 'store'>, values: SpeechValues, settings: Settings): Promise<JobAnswer> => startJob({ ...call, store: tableStore }, values, settings)

export { sweepJobs } from './sweep'
