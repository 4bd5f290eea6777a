import { quote, splitErrorMessage } from '../../contract'
import type { Failure } from './failure'

/** An error of the JS-SDK, taken apart. */
export interface ServiceError {
  readonly code: number | null
  readonly status: number | null
  /** The failure that our own services report; null for every other error. */
  readonly own: Failure | null
  readonly isNetwork: boolean
  readonly isMissingService: boolean
  /** What went wrong, short and fit to be shown to a developer. */
  readonly reason: string
}

/** Numbers of our services. Those of the browser (415xx) never come over the wire. */
const isOwn = (code: number | null): code is number => code !== null && code >= 41000 && code < 41500

/** Its message holds the token of the user, which belongs nowhere. */
const tokenErrorCode = 3064

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {})

const parsed = (body: unknown): Readonly<Record<string, unknown>> => {
  try {
    return asRecord(typeof body === 'string' ? JSON.parse(body) : body)
  } catch {
    return {}
  }
}

const numberIn = (...values: unknown[]): number | null => {
  const found = values.find((value) => value !== undefined && value !== null && value !== '' && Number.isFinite(Number(value)))
  return found === undefined ? null : Number(found)
}

const textIn = (...values: unknown[]): string => values.find((value): value is string => typeof value === 'string' && value !== '') ?? ''

const missingService = /service\b.*\b(not found|does not exist|not exists?)|(no|unknown|can not find|cannot find) service/i

/** Reads what a rejected call of the JS-SDK holds; of HTTP 502 only the body tells the truth. */
export const readServiceError = (error: unknown): ServiceError => {
  const thrown = asRecord(error)
  const body = parsed(thrown.body)
  const code = numberIn(body.code, thrown.code)
  const status = numberIn(thrown.status)
  const message = textIn(body.message, thrown.message, error)
  const short = code === tokenErrorCode ? 'the login has expired' : quote(message || 'nothing')
  return {
    code,
    status,
    own: isOwn(code) ? { code, ...splitErrorMessage(message) } : null,
    // 502 is a gateway that got no answer from behind.
    isNetwork: code === null && (status === null || status === 502),
    isMissingService: missingService.test(message),
    reason: `${short}${code === null ? '' : ` (code ${code})`}${status === null ? '' : ` with status ${status}`}`,
  }
}
