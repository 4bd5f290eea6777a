import { refusalBody, refuse, type Refusal } from './openai-errors'
import type { ScriptedReply } from './protocol'

/** A reply that needs no work: status, headers and body are known from the script alone. */
export interface Canned {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = { 'content-type': 'application/json' }

const refused = (refusal: Refusal, headers: Readonly<Record<string, string>> = {}): Canned =>
  ({ status: refusal.status, headers: { ...json, ...headers }, body: JSON.stringify(refusalBody(refusal)) })

const retryAfter = (seconds: number | undefined, ms?: number): Record<string, string> => ({
  ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
  ...(ms === undefined ? {} : { 'retry-after-ms': String(ms) }),
})

const page = (status: number): string => `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1><p>A page of some proxy, not an answer.</p></body></html>`

type Kind = ScriptedReply['kind']
type Writers = { readonly [K in Kind]?: (reply: Extract<ScriptedReply, { kind: K }>, model: string) => Canned }

const writers: Writers = {
  json: ({ status = 200, headers, body }) => ({ status, headers: { ...json, ...headers }, body: JSON.stringify(body) }),
  raw: ({ status = 200, headers, body }) => ({ status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body }),
  'rate-limit': ({ retryAfterSeconds, retryAfterMs }, model) => refused(refuse.rateLimit(model, `${retryAfterSeconds ?? 1}s`), retryAfter(retryAfterSeconds, retryAfterMs)),
  'no-money': ({ code = 'credit_balance_exhausted' }) => refused(refuse.noMoney(code)),
  'server-error': ({ status = 500, retryAfterSeconds }) => refused(refuse.server(status), retryAfter(retryAfterSeconds)),
  html: ({ status = 200 }) => ({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page(status) }),
  'error-in-200': () => ({ ...refused(refuse.server(500)), status: 200 }),
  'malformed-json': () => ({ status: 200, headers: json, body: '{"text": "agua casa' }),
  empty: () => ({ status: 200, headers: json, body: '' }),
}

/** The canned reply of a script, or null when the reply needs the real answer or the connection itself. */
export const cannedReply = (reply: ScriptedReply, model: string): Canned | null => {
  const write = writers[reply.kind] as ((reply: ScriptedReply, model: string) => Canned) | undefined
  return write ? write(reply, model) : null
}
