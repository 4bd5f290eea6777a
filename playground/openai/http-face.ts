import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { maxRequestBytes } from '../../contract'
import { cannedReply, type Canned } from './canned'
import { deliver } from './deliver'
import type { Ear } from './ear'
import { isRefusal, type Answer, type Engine } from './engine'
import { fieldOf, parseForm, readBody } from './form'
import { createJournal, type Entry, type Journal } from './journal'
import { refusalBody, refuse, type Refusal } from './openai-errors'
import { createPlaybook, type Playbook } from './playbook'
import type { Endpoint, ScriptedReply } from './protocol'

/** A server with the addresses, headers and limits of OpenAI; what it answers is up to its engine. */
export interface HttpFace {
  readonly server: Server
  readonly journal: Journal
  readonly playbook: Playbook
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly endpoint: Endpoint
  readonly path: string
  readonly key: string | null
  readonly reply: ScriptedReply | null
  readonly entry: Entry
  readonly startedAtMs: number
}

interface Work {
  readonly engine: Engine
  readonly ear: Ear
}

const routes: Readonly<Record<string, Endpoint>> = {
  'POST /v1/audio/transcriptions': 'transcriptions',
  'POST /v1/audio/translations': 'translations',
  'POST /v1/chat/completions': 'chat',
  'GET /v1/models': 'models',
}

const keyOf = (request: IncomingMessage): string | null => /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? null

const serviceHeaders = (startedAtMs: number): Record<string, string> => ({
  'x-request-id': `req_${randomUUID().replaceAll('-', '')}`,
  'openai-processing-ms': String(Date.now() - startedAtMs),
  'openai-version': '2020-10-01',
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
})

const toCanned = (answer: Answer | Refusal): Canned => isRefusal(answer)
  ? { status: answer.status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(refusalBody(answer)) }
  : { status: answer.status, headers: { 'content-type': answer.contentType }, body: answer.body }

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Reads and takes apart the body; answers a refusal when it is too big or no form, null when all is well, `closed` when nobody is there any more. */
const receive = async ({ request, endpoint, entry, reply }: Exchange): Promise<Refusal | null | 'closed'> => {
  const body = await readBody(request, maxRequestBytes, (count) => {
    entry.bodyBytes = count
    if (reply?.kind === 'reset' && reply.when === 'during-body') request.socket.resetAndDestroy()
  })
  if (!body.ok) return body.reason === 'too-big' ? refuse.tooBig(maxRequestBytes, body.read) : 'closed'
  entry.receivedAtMs = Date.now()
  if (endpoint === 'chat') entry.json = parseJson(body.bytes)
  if (endpoint === 'chat' && entry.json === undefined) return refuse.badJson()
  if (endpoint !== 'transcriptions' && endpoint !== 'translations') return null
  const contentType = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) return refuse.notMultipart(contentType)
  entry.form = await parseForm(body.bytes, contentType)
  return entry.form ? null : refuse.badMultipart()
}

const doUsualWork = async ({ endpoint, path, request, entry, reply }: Exchange, { engine }: Work): Promise<Answer | Refusal> => {
  switch (endpoint) {
    case 'models': return { status: 200, contentType: 'application/json', body: JSON.stringify(engine.listModels()) }
    case 'chat': return engine.answerChat({ json: entry.json, reply })
    case 'transcriptions':
    case 'translations': return engine.answerAudio({ endpoint, path, form: entry.form!, hear: () => entry.hear(), reply })
    case 'other': return refuse.unknownUrl(request.method ?? 'GET', path)
  }
}

/** Answers by the clock instead of by listening, so that the machine's own work does not disturb what is measured. */
const answerByClock = async ({ entry }: Exchange, { ear }: Work, { seconds = 1, perAudioSecond = 0.026, text = 'timed answer' }: ScriptedReply & { kind: 'timed' }): Promise<Answer> => {
  const file = entry.form?.file
  const began = Date.now()
  const length = perAudioSecond > 0 && file ? ((await ear.measure(file.bytes)) ?? 0) : 0
  await sleep(Math.max(0, (seconds + perAudioSecond * length) * 1000 - (Date.now() - began)))
  const format = entry.form ? (fieldOf(entry.form, 'response_format') ?? 'json') : 'json'
  const usage = { type: 'duration', seconds: Math.ceil(length) }
  return /json$/.test(format)
    ? { status: 200, contentType: 'application/json', body: JSON.stringify({ text, usage, ...(format === 'json' ? {} : { task: 'transcribe', duration: length, language: 'spanish', segments: [] }) }) }
    : { status: 200, contentType: 'text/plain; charset=utf-8', body: `${text}\n` }
}

const work = (exchange: Exchange, tools: Work, refusal: Refusal | null): Promise<Answer | Refusal> | Answer | Refusal => {
  const { reply, key, endpoint, request, path } = exchange
  if (refusal) return refusal
  const refused = tools.engine.admit(key, endpoint, request.method ?? 'GET', path)
  if (refused) return refused
  return reply?.kind === 'timed' ? answerByClock(exchange, tools, reply) : doUsualWork(exchange, tools)
}

const answerOf = (exchange: Exchange, tools: Work, received: Refusal | null): Promise<Canned> | Canned => {
  const { reply, entry } = exchange
  const model = (entry.form && fieldOf(entry.form, 'model')) ?? 'the model'
  return (reply && cannedReply(reply, model)) ?? Promise.resolve(work(exchange, tools, received)).then(toCanned)
}

/** Whether the script lets the connection end or hang here, instead of an answer. */
const staysSilent = ({ request, reply }: Exchange, moment: 'before-body' | 'after-body'): boolean => {
  if (reply?.kind === 'reset' && reply.when === moment) {
    request.socket.resetAndDestroy()
    return true
  }
  return reply?.kind === 'hang' && reply.when !== 'in-body' && moment === 'after-body'
}

const respond = async (exchange: Exchange, tools: Work): Promise<void> => {
  const { response, reply, entry, startedAtMs } = exchange
  if (staysSilent(exchange, 'before-body')) return
  const received = await receive(exchange)
  if (received === 'closed' || staysSilent(exchange, 'after-body')) return
  const [answer] = await Promise.all([answerOf(exchange, tools, received), sleep(reply?.delayMs ?? 0)])
  if (response.destroyed) return
  if (received?.status === 413) response.shouldKeepAlive = false
  entry.status = answer.status
  await deliver(response, { ...answer, headers: { ...serviceHeaders(startedAtMs), ...answer.headers } }, reply)
}

const watchEnd = ({ request, response, entry }: Exchange): void => {
  request.socket.on('error', () => undefined)
  response.on('close', () => {
    entry.endedAtMs = Date.now()
    entry.aborted = !response.writableFinished
  })
}

/** Makes the server; the caller lets it listen. `keepJournal` is for tests. */
export const createHttpFace = (engine: Engine, ear: Ear, keepJournal: boolean): HttpFace => {
  const journal = createJournal(ear, keepJournal)
  const playbook = createPlaybook()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const endpoint = routes[`${request.method} ${path}`] ?? 'other'
    const key = keyOf(request)
    const reply = playbook.take(endpoint)
    const entry = journal.open(request, endpoint, path, engine.authorize(key), reply)
    const exchange: Exchange = { request, response, endpoint, path, key, reply, entry, startedAtMs: Date.now() }
    watchEnd(exchange)
    respond(exchange, { engine, ear }).catch(() => response.destroy())
  })
  server.requestTimeout = 0
  return { server, journal, playbook }
}
