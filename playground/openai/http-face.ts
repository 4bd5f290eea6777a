import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { cannedReply, type Canned } from './canned'
import { deliver } from './deliver'
import type { Ear } from './ear'
import { isRefusal, type Admission, type Answer, type Engine, type Traits } from './engine'
import { fieldOf, parseForm, readBody } from './form'
import { createJournal, type Entry, type Journal } from './journal'
import { refuse, type Refusal } from './openai-errors'
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
  readonly admission: Admission
  readonly reply: ScriptedReply | null
  readonly entry: Entry
  readonly startedAtMs: number
}

interface Work {
  readonly engine: Engine
  readonly ear: Ear
}

const routes: Readonly<Record<string, Endpoint>> = {
  'POST /audio/transcriptions': 'transcriptions',
  'POST /audio/translations': 'translations',
  'POST /chat/completions': 'chat',
  'GET /models': 'models',
}

const keyOf = ({ headers }: IncomingMessage, { keyHeader }: Traits): string | null => {
  if (keyHeader === 'api-key') return headers['api-key'] ? String(headers['api-key']) : null
  return /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null
}

const admissionOf = (request: IncomingMessage, { traits }: Engine): Admission => {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const method = request.method ?? 'GET'
  const route = path.startsWith(`${traits.basePath}/`) ? `${method} ${path.slice(traits.basePath.length)}` : ''
  return { key: keyOf(request, traits), endpoint: routes[route] ?? 'other', method, path, query }
}

const serviceHeaders = (startedAtMs: number): Record<string, string> => ({
  'x-request-id': `req_${randomUUID().replaceAll('-', '')}`,
  'openai-processing-ms': String(Date.now() - startedAtMs),
  'openai-version': '2020-10-01',
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
})

const toCanned = (answer: Answer | Refusal, engine: Engine): Canned => isRefusal(answer)
  ? { status: answer.status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(engine.refusalBody(answer)) }
  : { status: answer.status, headers: { 'content-type': answer.contentType }, body: answer.body }

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Reads and takes apart the body; answers a refusal when it is too big or no form, null when all is well, `closed` when nobody is there any more. */
const receive = async ({ request, admission: { endpoint }, entry, reply }: Exchange, { maxRequestBytes }: Traits): Promise<Refusal | null | 'closed'> => {
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

const doUsualWork = async ({ admission: { endpoint, method, path }, entry, reply }: Exchange, { engine, ear }: Work): Promise<Answer | Refusal> => {
  switch (endpoint) {
    case 'models': return { status: 200, contentType: 'application/json', body: JSON.stringify(engine.listModels()) }
    case 'chat': return engine.answerChat({ json: entry.json, reply })
    case 'transcriptions':
    case 'translations': return engine.answerAudio({ endpoint, path, form: entry.form!, hear: () => entry.hear(), listen: (bytes) => ear.listen(bytes), reply })
    case 'other': return refuse.unknownUrl(method, path)
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
  const { reply, admission } = exchange
  const refused = refusal?.status === 413 ? refusal : (tools.engine.admit(admission) ?? refusal)
  if (refused) return refused
  return reply?.kind === 'timed' ? answerByClock(exchange, tools, reply) : doUsualWork(exchange, tools)
}

const answerOf = (exchange: Exchange, tools: Work, received: Refusal | null): Promise<Canned> | Canned => {
  const { reply, entry } = exchange
  const model = (entry.form && fieldOf(entry.form, 'model')) ?? 'the model'
  return (reply && cannedReply(reply, model)) ?? Promise.resolve(work(exchange, tools, received)).then((answer) => toCanned(answer, tools.engine))
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
  const received = await receive(exchange, tools.engine.traits)
  if (received === 'closed' || staysSilent(exchange, 'after-body')) return
  const [answer] = await Promise.all([answerOf(exchange, tools, received), sleep(reply?.delayMs ?? 0)])
  if (response.destroyed) return
  entry.status = answer.status
  await deliver(response, { ...answer, headers: { ...serviceHeaders(startedAtMs), ...answer.headers } }, reply, () => {
    entry.endedAtMs = Date.now()
  })
}

const watchEnd = ({ response, entry }: Exchange): void => {
  response.on('close', () => {
    entry.endedAtMs ??= Date.now()
    entry.aborted = !response.writableFinished
  })
}

/** Makes the server; the caller lets it listen. `keepJournal` is for tests. */
export const createHttpFace = (engine: Engine, ear: Ear, keepJournal: boolean): HttpFace => {
  const journal = createJournal(ear, keepJournal)
  const playbook = createPlaybook()
  const server = createServer((request, response) => {
    const admission = admissionOf(request, engine)
    const reply = playbook.take(admission.endpoint)
    const entry = journal.open(request, admission, engine.authorize(admission.key), reply)
    const exchange: Exchange = { request, response, admission, reply, entry, startedAtMs: Date.now() }
    watchEnd(exchange)
    respond(exchange, { engine, ear }).catch(() => response.destroy())
  })
  server.on('connection', (socket) => socket.on('error', () => undefined))
  server.requestTimeout = 0
  return { server, journal, playbook }
}
