import { randomBytes } from 'node:crypto'
import { configurationItems, operations, validate, type Operation } from '../../contract'
import { parseConfiguration } from './configuration'
import { Deadline } from './deadline'
import { nameOf, ServiceError } from './errors'
import { speechToText, type SpeechCall, type SpeechResult } from './operations/speech-to-text'
import { platform, type ServiceInstance } from './platform'
import { answerHeaders, renderJson } from './render'

export { configurationItems, operations }

type Values = SpeechCall['values'] & { readonly responseFormat: string }

const answer = (service: ServiceInstance, responseFormat: string, { transcript, facts }: SpeechResult): unknown => {
  if (responseFormat !== 'text') return renderJson(transcript, facts)
  Object.assign(service.response?.headers ?? {}, answerHeaders(transcript, facts))
  return transcript.text
}

const perform = async (service: ServiceInstance, operation: Operation, raw: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const validated = validate(operation, raw)
  if (!validated.ok) throw new ServiceError(validated.problem.key, validated.problem.values)
  const values = validated.values as unknown as Values
  const settings = parseConfiguration(service.config)
  const deadline = new Deadline(settings.timeLimitSeconds)
  try {
    return answer(service, values.responseFormat, await speechToText({ task: operation.task, values }, settings, deadline))
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
