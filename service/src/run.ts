import { randomBytes } from 'node:crypto'
import { configurationItems, isObjectFormat, operations, type JobMethod, type Operation } from '../../contract'
import { parseConfiguration } from './configuration'
import { Deadline } from './deadline'
import { nameOf, ServiceError } from './errors'
import type * as Long from './long'
import { secondHalf } from './operations/second-half'
import { speechToText } from './operations/speech-to-text'
import type { SpeechResult, SpeechValues } from './plan/plan-call'
import { platform, type ServiceInstance } from './platform'
import { openQuota } from './quota/quota'
import { readerFor } from './reader'
import { checkCaller, validated } from './wish'

export { configurationItems, operations }

const long = (): Promise<typeof Long> => import('./long')

const answer = async (service: ServiceInstance, operation: Operation, values: SpeechValues, { transcript, facts }: SpeechResult): Promise<unknown> => {
  const { answerHeaders, render } = await secondHalf()
  const format = values.responseFormat
  if (!isObjectFormat(format)) Object.assign(service.response?.headers ?? {}, answerHeaders(transcript, facts))
  return render(transcript, facts, { task: operation.task, format })
}

const perform = async (service: ServiceInstance, operation: Operation, raw: Readonly<Record<string, unknown>>, callId: string): Promise<unknown> => {
  const settings = parseConfiguration(service.config)
  const caller = service.request?.context ?? {}
  checkCaller(settings, caller)
  const values = validated(operation, raw) as unknown as SpeechValues
  const deadline = new Deadline(settings.timeLimitSeconds)
  try {
    const day = new Date().toISOString().slice(0, 10)
    const around = { settings, deadline, day, reader: readerFor(service).headersFor, quota: openQuota(settings, caller, new Date()) }
    return await answer(service, operation, values, await speechToText(operation.task, values, around))
  } catch (error) {
    if (values.longAudio !== 'job' || !(error instanceof ServiceError) || error.key !== 'audio-too-long-for-call') throw error
    return await (await long()).startJobInstead({ instance: service, operation, raw, callId }, values, settings)
  } finally {
    deadline.clear()
  }
}

/** The only place that turns a failure into what CodeRunner can carry: a number, a status and a message. */
const toWire = (error: unknown, callId: string): Error => {
  const known = error instanceof ServiceError ? error : new ServiceError('unexpected', { requestId: callId }, error)
  return new (platform().ServerCode.Error)(known.number, known.message, known.status)
}

const reporting = async <T>(work: (callId: string) => Promise<T>): Promise<T> => {
  const callId = randomBytes(4).toString('hex')
  try {
    return await work(callId)
  } catch (error) {
    // eslint-disable-next-line no-console -- CodeRunner carries the console to the log of the app
    console.error(`[audio-to-text] call ${callId} ended with ${nameOf(error)}`)
    throw toWire(error, callId)
  }
}

/** Runs one operation for a service instance with the raw arguments of the platform. */
export const run = (service: ServiceInstance, operation: Operation, raw: Readonly<Record<string, unknown>>): Promise<unknown> => reporting((callId) => perform(service, operation, raw, callId))

/** Runs one method of jobs for a service instance; `operation` is the request of the same service. */
export const runJob = (service: ServiceInstance, operation: Operation, kind: JobMethod['kind'] | 'start', raw: Readonly<Record<string, unknown>>): Promise<unknown> =>
  reporting(async (callId) => (await long()).performJob(kind, { instance: service, operation, raw, callId }))

/** What the timer of the services does. */
export const runTimer = (): Promise<void> => reporting(async () => (await long()).sweepJobs())
