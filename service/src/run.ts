import { randomBytes } from 'node:crypto'
import { configurationItems, isObjectFormat, operations, validate, type Operation } from '../../contract'
import { parseConfiguration } from './configuration'
import { Deadline } from './deadline'
import { nameOf, ServiceError } from './errors'
import { secondHalf } from './operations/second-half'
import { speechToText } from './operations/speech-to-text'
import type { SpeechResult, SpeechValues } from './plan/plan-call'
import { personOf, platform, type Caller, type ServiceInstance } from './platform'
import { openQuota } from './quota/quota'
import { readingHeaders } from './source/own-storage'

export { configurationItems, operations }

const originOf = (address: string | undefined): string | null => (address && URL.canParse(address) ? new URL(address).origin : null)

/** Files of the app are read as the caller: with the caller's token or without any. */
const readerOf = ({ request }: ServiceInstance) => {
  const { serverURL, applicationId = '' } = platform()
  const headers = Object.fromEntries(Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const storage = { apiOrigin: originOf(serverURL), appId: applicationId, calledHost: headers.host ?? null, userToken: request?.context?.userToken || null }
  return (url: URL): Record<string, string> => readingHeaders(url, storage)
}

const answer = async (service: ServiceInstance, operation: Operation, values: SpeechValues, { transcript, facts }: SpeechResult): Promise<unknown> => {
  const { answerHeaders, render } = await secondHalf()
  const format = values.responseFormat
  if (!isObjectFormat(format)) Object.assign(service.response?.headers ?? {}, answerHeaders(transcript, facts))
  return render(transcript, facts, { task: operation.task, format })
}

const checkCaller = (signedInOnly: boolean, caller: Caller): void => {
  if (signedInOnly && personOf(caller) === null) throw new ServiceError('sign-in-required')
}

const perform = async (service: ServiceInstance, operation: Operation, raw: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const settings = parseConfiguration(service.config)
  const caller = service.request?.context ?? {}
  checkCaller(settings.signedInOnly, caller)
  const validated = validate(operation, raw)
  if (!validated.ok) throw new ServiceError(validated.problem.key, validated.problem.values)
  const values = validated.values as unknown as SpeechValues
  const deadline = new Deadline(settings.timeLimitSeconds)
  try {
    const day = new Date().toISOString().slice(0, 10)
    const around = { settings, deadline, day, reader: readerOf(service), quota: openQuota(settings, caller, new Date()) }
    return await answer(service, operation, values, await speechToText(operation.task, values, around))
  } finally {
    deadline.clear()
  }
}

/** The only place that turns a failure into what CodeRunner can carry: a number, a status and a message. */
const toWire = (error: unknown, callId: string): Error => {
  const known = error instanceof ServiceError ? error : new ServiceError('unexpected', { requestId: callId }, error)
  return new (platform().ServerCode.Error)(known.number, known.message, known.status)
}

/** Runs one operation for a service instance with the raw arguments of the platform. */
export const run = async (service: ServiceInstance, operation: Operation, raw: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const callId = randomBytes(4).toString('hex')
  try {
    return await perform(service, operation, raw)
  } catch (error) {
    // eslint-disable-next-line no-console -- CodeRunner carries the console to the log of the app
    console.error(`[audio-to-text] call ${callId} ended with ${nameOf(error)}`)
    throw toWire(error, callId)
  }
}
