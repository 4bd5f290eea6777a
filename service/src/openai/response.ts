import { toLanguageCode } from '../../../contract'
import { ServiceError } from '../errors'
import type { Transcript } from '../transcript'

interface Answer {
  readonly text?: unknown
  readonly language?: unknown
  readonly languages?: unknown
  readonly duration?: unknown
  readonly usage?: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const languageOf = ({ language, languages }: Answer): string | null => {
  const first: unknown = Array.isArray(languages) ? languages[0] : undefined
  const told = isObject(first) ? first.code : (first ?? language)
  return typeof told === 'string' ? toLanguageCode(told) : null
}

const durationOf = ({ duration, usage }: Answer): number | null => {
  const counted = isObject(usage) && usage.type === 'duration' ? usage.seconds : undefined
  const seconds = Number(duration ?? counted ?? NaN)
  return Number.isFinite(seconds) ? seconds : null
}

const parse = (body: string, nonsense: (what: string) => ServiceError): Record<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw nonsense('text that is not JSON')
  }
  if (!isObject(value)) throw nonsense('JSON without a transcript')
  return value
}

/**
 * Reads a json answer. A success status proves little: compatible servers and proxies answer 200 with a web page,
 * an error object or nothing, and each of these must not become an empty transcript.
 */
export const transcriptOf = (contentType: string, body: string, host: string): Transcript => {
  const nonsense = (what: string): ServiceError => new ServiceError('upstream-nonsense', { host, what })
  if (body.trim() === '') throw nonsense('nothing')
  if (contentType.includes('html') || /^\s*</.test(body)) throw nonsense('a web page')
  const answer = parse(body, nonsense)
  if (typeof answer.text !== 'string') throw nonsense(answer.error === undefined ? 'JSON without a transcript' : 'an error with the status of a success')
  return { text: answer.text.trim(), language: languageOf(answer), durationSeconds: durationOf(answer), usage: isObject(answer.usage) ? answer.usage : null }
}
