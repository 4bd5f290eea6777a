import { joinTexts, toLanguageCode } from '../../../contract'
import { ServiceError } from '../errors'
import type { Segment, Signs, Transcript, Word } from '../transcript'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null)

const languageOf = ({ language, languages }: Json): string | null => {
  const first: unknown = Array.isArray(languages) ? languages[0] : undefined
  const told = isObject(first) ? first.code : (first ?? language)
  return typeof told === 'string' ? toLanguageCode(told) : null
}

const durationOf = ({ duration, usage }: Json): number | null => number(duration) ?? (isObject(usage) && usage.type === 'duration' ? number(usage.seconds) : null)

const signsOf = (segment: Json): Signs | null => {
  const signs = { noSpeechProbability: number(segment.no_speech_prob), averageLogProbability: number(segment.avg_logprob), compressionRatio: number(segment.compression_ratio) }
  return Object.values(signs).some((sign) => sign !== null) ? signs : null
}

const timesOf = (part: Json): { start: number; end: number } | null => {
  const start = number(part.start)
  const end = number(part.end)
  return start === null || end === null ? null : { start: Math.max(0, start), end: Math.max(0, start, end) }
}

const segmentOf = (part: Json): Segment[] => {
  const times = timesOf(part)
  const signs = signsOf(part)
  const speaker = text(part.speaker)
  if (!times || text(part.text) === '') return []
  return [{ ...times, text: text(part.text), ...(speaker ? { speaker } : {}), ...(signs ? { signs } : {}) }]
}

/** Servers differ: words stand beside the segments or inside them, under `word` or under `text`. */
const wordOf = (part: Json): Word[] => {
  const times = timesOf(part)
  const word = text(part.word) || text(part.text)
  return times && word ? [{ ...times, word }] : []
}

const wordsOf = (answer: Json): Word[] | null => {
  const beside = objects(answer.words).flatMap(wordOf)
  const words = beside.length ? beside : objects(answer.segments).flatMap((segment) => objects(segment.words).flatMap(wordOf))
  return words.length ? words : null
}

/** What was said without the names of speakers, which the service may write before it; null = nobody is named. */
const spokenText = (segments: readonly Segment[]): string | null => (segments.some(({ speaker }) => speaker) ? joinTexts(segments.map((segment) => segment.text)) : null)

/** Without a success body that holds a text there is no transcript, whatever the status said. */
const parse = (body: string, nonsense: (what: string) => ServiceError): Json => {
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
 * Reads an answer, whatever form was asked for. A success status proves little: compatible servers and proxies answer 200
 * with a web page, an error object or nothing, and each of these must not become an empty transcript.
 */
export const transcriptOf = (contentType: string, body: string, host: string): Transcript => {
  const nonsense = (what: string): ServiceError => new ServiceError('upstream-nonsense', { host, what })
  if (body.trim() === '') throw nonsense('nothing')
  if (contentType.includes('html') || /^\s*</.test(body)) throw nonsense('a web page')
  const answer = parse(body, nonsense)
  if (typeof answer.text !== 'string') throw nonsense(answer.error === undefined ? 'JSON without a transcript' : 'an error with the status of a success')
  const segments = Array.isArray(answer.segments) ? objects(answer.segments).flatMap(segmentOf) : null
  return {
    text: spokenText(segments ?? []) ?? text(answer.text), language: languageOf(answer), durationSeconds: durationOf(answer), segments, words: wordsOf(answer), usage: isObject(answer.usage) ? answer.usage : null,
  }
}
