import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { UpstreamError, failureOf, type RequestFacts } from './failure'
import { refusalOf } from './refusal'
import { waitBeforeRetry } from './retry'
import { APIConnectionError, OpenAI } from './vendor'

/** A server without keys still wants the header that the client always sends. */
const noKey = 'none'

/** Seconds without response headers after which Node's own fetch gives up; longer budgets end there. */
const fetchHeaderSeconds = 300

const isAzure = (host: string): boolean => /\.(openai|cognitiveservices)\.azure\.com$/.test(host)

/** Explicit values everywhere: the client would otherwise read OPENAI_* from the environment of a shared host. */
const clientOf = ({ apiKey, apiBaseUrl }: Settings, deadline: Deadline): OpenAI => {
  const url = new URL(apiBaseUrl)
  return new OpenAI({
    apiKey: apiKey || noKey,
    baseURL: `${url.origin}${url.pathname}`,
    defaultQuery: Object.fromEntries(url.searchParams),
    defaultHeaders: isAzure(url.hostname) ? { 'api-key': apiKey, authorization: null } : {},
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: Math.max(1, Math.ceil(deadline.remainingMs)),
    logLevel: 'off',
    // A redirect would carry the key to another host.
    fetchOptions: { redirect: 'manual' },
    // The SDK loses the body of some refusals; answering it here as a success keeps every word for refusalOf.
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      return response.ok ? response : new Response((await readAtMost(response, maxRefusalBytes, deadline)).text, { status: 299, headers: { ...Object.fromEntries(response.headers), [refusedStatus]: String(response.status) } })
    },
  })
}

const refusedStatus = 'x-refused-status'

/** The reason of a refusal stands at its beginning. */
const maxRefusalBytes = 64 * 1024
/** Far more than the transcript of any audio that one request can carry: who answers more wants to fill the memory. */
const maxAnswerBytes = 32 * 1024 * 1024

/**
 * Reads a body, packed or not, until it ends, has told too much, or the time is over.
 * The reader is cancelled by ourselves: fetch forgets the signal of a request that was collected as garbage, and a body that broke would be waited for without end.
 */
const readAtMost = async ({ body }: Response, maxBytes: number, deadline: Deadline): Promise<{ readonly text: string; readonly isWhole: boolean }> => {
  const reader = body?.getReader()
  const stop = (): void => void reader?.cancel().catch(() => undefined)
  const decoder = new TextDecoder()
  let text = ''
  let room = maxBytes
  deadline.signal.addEventListener('abort', stop)
  try {
    for (let piece = await reader?.read(); piece && !piece.done && room >= 0; piece = await reader?.read()) {
      text += decoder.decode(piece.value.subarray(0, room), { stream: true })
      room -= piece.value.byteLength
      if (room < 0) stop()
    }
  } finally {
    deadline.signal.removeEventListener('abort', stop)
  }
  deadline.throwIfOver()
  return { text: text + decoder.decode(), isWhole: room >= 0 }
}

/** Hands out the pieces of a body: given as a whole, fetch copies it before it sends it, and once more for a redirect that is never followed. */
const streamOf = (pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> => {
  let next = 0
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const piece = pieces[next++]
    if (piece) controller.enqueue(piece)
    else controller.close()
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

const lengthOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** A body that is sent piece by piece as it is; it must be repeatable. */
export interface Outgoing {
  readonly path: string
  readonly body: readonly Uint8Array[]
  readonly contentType: string
  readonly facts: RequestFacts
  /** Told each time the server says that there are too many requests. */
  readonly onBusy?: (() => void) | undefined
}

/** A successful answer. */
export interface Incoming {
  readonly contentType: string
  readonly body: string
}

const connectionError = (error: unknown, { host }: RequestFacts, deadline: Deadline): unknown => {
  if (deadline.signal.aborted) return deadline.error()
  if (!(error instanceof Error)) return error
  const cause = (error.cause as { code?: string; cause?: { code?: string } } | undefined) ?? {}
  if ((cause.code ?? cause.cause?.code) === 'UND_ERR_HEADERS_TIMEOUT') return deadline.error(fetchHeaderSeconds)
  const isConnection = error instanceof APIConnectionError || (error.name === 'TypeError' && error.cause !== undefined) || error.name === 'AbortError'
  return isConnection ? new UpstreamError('upstream-unreachable', { host }, 'wait', null, error) : error
}

const sendOnce = async ({ path, body, contentType, facts }: Outgoing, settings: Settings, deadline: Deadline): Promise<Incoming> => {
  let response: Response
  let answer: Awaited<ReturnType<typeof readAtMost>>
  try {
    const headers = { 'content-type': contentType, 'content-length': String(lengthOf(body)) }
    response = await deadline.race(clientOf(settings, deadline).post(path, { body: streamOf(body), headers, signal: deadline.signal }).asResponse())
    answer = await readAtMost(response, maxAnswerBytes, deadline)
  } catch (error) {
    throw connectionError(error, facts, deadline)
  }
  const status = Number(response.headers.get(refusedStatus) ?? response.status)
  if (status >= 300 && status < 400) throw new UpstreamError('upstream-nonsense', { host: facts.host, what: 'a redirect' })
  if (status >= 400) throw failureOf(refusalOf(status, response.headers, answer.text, Date.now()), facts)
  if (!answer.isWhole) throw new UpstreamError('upstream-nonsense', { host: facts.host, what: 'more than any transcript can hold' })
  return { contentType: response.headers.get('content-type') ?? '', body: answer.text }
}

/** Sends a request, again and again while that can help and the deadline allows. */
export const post = async (outgoing: Outgoing, settings: Settings, deadline: Deadline): Promise<Incoming> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendOnce(outgoing, settings, deadline)
    } catch (error) {
      const seconds = waitBeforeRetry(error, attempt, deadline.remainingMs / 1000, Math.random())
      if (error instanceof UpstreamError && error.key === 'upstream-busy') outgoing.onBusy?.()
      if (seconds === null) throw error
      await deadline.sleep(seconds)
    }
  }
}
