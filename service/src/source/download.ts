import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { maxRedirects } from '../../../contract'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { BodyCollector, type AudioFile } from './body'
import { checkHost, guardedLookup, parseSourceUrl, type HostPolicy } from './guard'
import { Watchdog } from './watchdog'

/** A connection serves one download: a kept one would outlive the call, and the caller chose the host. */
const agents = { 'http:': new HttpAgent({ keepAlive: false }), 'https:': new HttpsAgent({ keepAlive: false }) }

/** What a download may do and whom it acts for. */
export interface Reader {
  readonly policy: HostPolicy
  /** Headers for one address: they are asked for anew at each redirect, so that a token stays with its host. */
  readonly headersFor: (url: URL) => Record<string, string>
}

interface Visit extends Reader {
  readonly url: URL
  readonly signal: AbortSignal
}

const send = ({ url, policy, headersFor, signal }: Visit): ClientRequest => {
  const { mayBePrivate } = checkHost(url, policy)
  const secure = url.protocol === 'https:'
  const request = secure ? httpsRequest : httpRequest
  return request(url, {
    agent: secure ? agents['https:'] : agents['http:'],
    signal,
    headers: { accept: 'audio/*, video/*, */*;q=0.5', 'accept-encoding': 'identity', 'user-agent': 'audio-to-text', ...headersFor(url) },
    ...(mayBePrivate ? {} : { lookup: guardedLookup() }),
  }).end()
}

/** A switch of protocols closes the request without an answer and without an error: whoever waits must hear of it. */
const answerOf = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((fulfil, reject) => {
    request.once('response', fulfil)
    request.on('error', reject)
    request.once('close', () => reject(Object.assign(new Error('The connection ended'), { code: 'no answer' })))
  })

const redirectOf = (answer: IncomingMessage, from: URL): URL | null => {
  const { statusCode = 0, headers } = answer
  return statusCode >= 300 && statusCode < 400 && headers.location ? parseSourceUrl(headers.location, from) : null
}

const checkStatus = (status: number): void => {
  if (status === 401 || status === 403 || status === 407) throw new ServiceError('source-forbidden', { status })
  if (status === 429 || status >= 500) throw new ServiceError('source-failed', { status })
  if (status < 200 || status > 299) throw new ServiceError('source-not-found', { status })
}

const expectedBytes = (answer: IncomingMessage): number | null => {
  const length = Number(answer.headers['content-length'] ?? NaN)
  return Number.isSafeInteger(length) ? length : null
}

/** A body of unknown length ends with its connection, also when that broke: only the request hears the difference. */
const collect = async (request: ClientRequest, answer: IncomingMessage, watchdog: Watchdog, host: string): Promise<AudioFile> => {
  const expected = expectedBytes(answer)
  const body = new BodyCollector(expected)
  let broken = false
  request.on('error', () => { broken = true })
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      watchdog.received(chunk.byteLength)
      body.add(chunk)
    }
  } catch (error) {
    if (error instanceof ServiceError) throw error
    broken = true
  }
  if (expected === null ? broken : body.byteLength < expected) throw new ServiceError('source-cut-off', { host, bytes: body.byteLength })
  return body.finish()
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? 'no reason given'

/** Follows redirects by hand, because each new address must pass the guard again. */
const visit = async (first: Visit, watchdog: Watchdog, onRequest: (request: ClientRequest, host: string) => void): Promise<AudioFile> => {
  let url = first.url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const request = send({ ...first, url })
    onRequest(request, url.host)
    const answer = await answerOf(request)
    const next = redirectOf(answer, url)
    if (next === null) {
      checkStatus(answer.statusCode ?? 0)
      watchdog.answered()
      return await collect(request, answer, watchdog, url.host)
    }
    request.destroy()
    url = next
  }
  throw new ServiceError('source-redirects', { max: maxRedirects })
}

/** Reads the audio at an address into memory: guarded, bounded in size, rate and time, and known to be audio by its bytes. */
export const download = async (url: URL, reader: Reader, deadline: Deadline): Promise<AudioFile> => {
  let current: ClientRequest | null = null
  let host = url.host
  const slow: ServiceError[] = []
  const watchdog = new Watchdog((seconds) => {
    slow.push(new ServiceError('source-too-slow', { host, bytes: current?.socket?.bytesRead ?? 0, seconds }))
    current?.destroy()
  })
  try {
    // The race is a second string: a connection can end in ways of which neither the request nor its answer hears.
    return await deadline.race(visit({ ...reader, url, signal: deadline.signal }, watchdog, (request, at) => {
      current = request
      host = at
    }))
  } catch (error) {
    deadline.throwIfOver()
    const [tooSlow] = slow
    if (tooSlow) throw tooSlow
    if (error instanceof ServiceError) throw error
    throw new ServiceError('source-unreachable', { host, reason: codeOf(error) }, error)
  } finally {
    watchdog.stop()
    ;(current as ClientRequest | null)?.destroy()
  }
}
