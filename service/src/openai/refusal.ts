/** What a transcription service answered instead of a transcript, in the parts that decide. */
export interface Refusal {
  readonly status: number
  readonly type: string
  readonly code: string
  readonly param: string
  readonly message: string
  readonly requestId: string
  /** Seconds that the service asks to wait; null when it does not say. */
  readonly retryAfterSeconds: number | null
}

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return body.startsWith('<') ? '' : body
  }
}

const detailText = (detail: unknown): string => (Array.isArray(detail) ? detail.map((part) => (isObject(part) ? text(part.msg) : text(part))).join('; ') : text(detail))

type Told = Pick<Refusal, 'type' | 'code' | 'param' | 'message'>

/** Servers put the reason into an error object, an error string, a `detail` string or list, a message, or plain text. */
const told = (body: unknown): Told => {
  if (!isObject(body)) return { type: '', code: '', param: '', message: text(body) }
  const error = isObject(body.error) ? body.error : body
  const message = text(error.message) || detailText(body.detail) || text(body.error)
  return { type: text(error.type), code: text(error.code), param: text(error.param), message }
}

const retryAfter = (headers: Headers, nowMs: number): number | null => {
  const milliseconds = Number(headers.get('retry-after-ms') ?? NaN)
  if (Number.isFinite(milliseconds)) return milliseconds / 1000
  const written = headers.get('retry-after')
  if (written === null) return null
  const seconds = Number(written)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const at = Date.parse(written)
  return Number.isNaN(at) ? null : Math.max(0, (at - nowMs) / 1000)
}

/** Reads any server's refusal into one shape. */
export const refusalOf = (status: number, headers: Headers, body: string, nowMs: number): Refusal => ({
  ...told(parsed(body.trim())), status, requestId: headers.get('x-request-id') ?? '', retryAfterSeconds: retryAfter(headers, nowMs),
})
