import { randomBytes } from 'node:crypto'
import { audioTypeOf } from '../../../contract'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import type { AudioFile } from '../source/body'
import type { Transcript } from '../transcript'
import { failureOf, type RequestFacts } from './failure'
import { fieldsOf, formAround, pathOf, type Wish } from './request'
import { transcriptOf } from './response'
import { APIConnectionError, APIError, OpenAI } from './vendor'

/** A server without keys still wants the header that the client always sends. */
const noKey = 'none'

/** Explicit values everywhere: the client would otherwise read OPENAI_* from the environment of a shared host. */
const clientOf = ({ apiKey, apiBaseUrl }: Settings, deadline: Deadline): OpenAI =>
  new OpenAI({
    apiKey: apiKey || noKey,
    baseURL: apiBaseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: Math.max(1, Math.ceil(deadline.remainingMs)),
    logLevel: 'off',
    // A redirect would carry the key to another host.
    fetchOptions: { redirect: 'manual' },
  })

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const refusalOf = (error: APIError, facts: RequestFacts): ServiceError => {
  const status = error.status ?? 0
  if (status >= 300 && status < 400) return new ServiceError('upstream-nonsense', { host: facts.host, what: 'a redirect' })
  return failureOf({ status, type: text(error.type), code: text(error.code), param: text(error.param), message: error.message, requestId: text(error.requestID) }, facts)
}

const explain = (error: unknown, facts: RequestFacts, deadline: Deadline): unknown => {
  if (deadline.signal.aborted) return deadline.error()
  if (error instanceof APIConnectionError) return new ServiceError('upstream-unreachable', { host: facts.host }, error)
  if (error instanceof APIError && error.status !== undefined) return refusalOf(error as APIError, facts)
  return error
}

/** Sends one file and answers its transcript: one request, with a length, in memory that exists already. */
export const send = async (file: AudioFile, wish: Wish, modelFromCall: boolean, settings: Settings, deadline: Deadline): Promise<Transcript> => {
  const { extension, mimeType } = audioTypeOf(file.type.container)
  const boundary = `audio-${randomBytes(16).toString('hex')}`
  const { head, tail } = formAround(fieldsOf(wish), `audio.${extension}`, mimeType, boundary)
  const path = pathOf(wish.task)
  const { host } = new URL(settings.apiBaseUrl)
  const facts: RequestFacts = { modelId: wish.modelId, modelFromCall, host, path, byteLength: file.byteLength }
  try {
    const response = await clientOf(settings, deadline)
      .post(path, { body: file.wrap(head, tail), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, signal: deadline.signal })
      .asResponse()
    return transcriptOf(response.headers.get('content-type') ?? '', await response.text(), host)
  } catch (error) {
    throw explain(error, facts, deadline)
  }
}
