import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { maxRedirects } from '../../../contract'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
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

type Headers = Readonly<Record<string, string>>

const send = (url: URL, { policy, headersFor }: Reader, signal: AbortSignal, more: Headers): ClientRequest => {
  const { mayBePrivate } = checkHost(url, policy)
  const secure = url.protocol === 'https:'
  const request = secure ? httpsRequest : httpRequest
  return request(url, {
    agent: secure ? agents['https:'] : agents['http:'],
    signal,
    headers: { accept: 'audio/*, video/*, */*;q=0.5', 'accept-encoding': 'identity', 'user-agent': 'audio-to-text', ...headersFor(url), ...more },
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

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? 'no reason given'

/** One guarded way to the bytes at an address: bounded in rate and time, closed by whoever opened it. */
export class Connection {
  readonly #reader: Reader
  readonly #deadline: Deadline
  readonly #watchdog = new Watchdog((seconds) => this.#giveUp(seconds))
  #request: ClientRequest | null = null
  #answer: IncomingMessage | null = null
  #host = ''
  #tooSlow: ServiceError | null = null
  #isBroken = false
  #receivedBytes = 0

  constructor(reader: Reader, deadline: Deadline) {
    this.#reader = reader
    this.#deadline = deadline
  }

  /** Bytes that the answer promises; null when it does not tell. */
  get byteLength(): number | null {
    return this.#answer && expectedBytes(this.#answer)
  }

  get status(): number {
    return this.#answer?.statusCode ?? 0
  }

  get acceptsRanges(): boolean {
    return this.#answer?.headers['accept-ranges'] === 'bytes'
  }

  /** Follows redirects by hand, because each new address must pass the guard again. */
  async open(url: URL, headers: Headers = {}): Promise<void> {
    this.#host = url.host
    // The race is a second string: a connection can end in ways of which neither the request nor its answer hears.
    this.#answer = await this.#deadline.race(this.#visit(url, headers)).catch((error: unknown) => this.#fail(error))
    this.#watchdog.answered()
  }

  async #visit(first: URL, headers: Headers): Promise<IncomingMessage> {
    let url = first
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const request = send(url, this.#reader, this.#deadline.signal, headers)
      this.#request = request
      this.#host = url.host
      const answer = await answerOf(request)
      const next = redirectOf(answer, url)
      if (next === null) {
        checkStatus(answer.statusCode ?? 0)
        // A body of unknown length ends with its connection, also when that broke: only the request hears the difference.
        request.on('error', () => { this.#isBroken = true })
        return answer
      }
      request.destroy()
      url = next
    }
    throw new ServiceError('source-redirects', { max: maxRedirects })
  }

  /** The body as it arrives; ends with an error when it is not whole. The rate counts only while somebody waits for bytes. */
  async *chunks(): AsyncGenerator<Buffer, void> {
    try {
      yield* this.#body(this.#answer as IncomingMessage)
    } finally {
      this.close()
    }
  }

  async *#body(answer: IncomingMessage): AsyncGenerator<Buffer, void> {
    const body = (answer as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    for (;;) {
      const next = await this.#deadline.race(body.next()).catch((error: unknown) => this.#broke(error))
      if (!next || next.done) break
      this.#receivedBytes += next.value.byteLength
      this.#watchdog.received(next.value.byteLength)
      this.#watchdog.pause()
      yield next.value
      this.#watchdog.resume()
    }
    const expected = expectedBytes(answer)
    const isWhole = expected === null ? !this.#isBroken : this.#receivedBytes >= expected
    if (!isWhole) this.#fail(new ServiceError('source-cut-off', { host: this.#host, bytes: this.#receivedBytes }))
  }

  close(): void {
    this.#watchdog.stop()
    this.#request?.destroy()
  }

  #giveUp(seconds: number): void {
    this.#tooSlow = new ServiceError('source-too-slow', { host: this.#host, bytes: this.#request?.socket?.bytesRead ?? 0, seconds })
    this.#request?.destroy()
  }

  /** A connection that breaks after its last byte has lost nothing. */
  #broke(error: unknown): null {
    if (error instanceof ServiceError) this.#fail(error)
    this.#isBroken = true
    return null
  }

  #fail(error: unknown): never {
    this.#deadline.throwIfOver()
    if (this.#tooSlow) throw this.#tooSlow
    if (error instanceof ServiceError) throw error
    throw new ServiceError('source-unreachable', { host: this.#host, reason: codeOf(error) }, error)
  }
}
