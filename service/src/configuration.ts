import { defaultKeepResultsDays, executionTimeoutSeconds, maxModelCharacters, quote, type Configuration } from '../../contract'
import { ServiceError } from './errors'

/** The configuration of the service as the code uses it: parsed, with defaults. */
export interface Settings {
  readonly apiKey: string
  /** Empty = none configured. */
  readonly modelId: string
  /** Empty = the first of our list that the server knows. */
  readonly textModelId: string
  readonly audioFolder: string
  readonly apiBaseUrl: string
  readonly timeLimitSeconds: number
  readonly allowedHosts: readonly string[]
  readonly signedInOnly: boolean
  readonly splitForSpeed: boolean
  readonly keepResultsDays: number
  /** null = no limit. */
  readonly minutesPerUserPerDay: number | null
  readonly minutesPerAppPerDay: number | null
}

export const openAiBaseUrl = 'https://api.openai.com/v1'

/** End dates of models and prices are OpenAI's own; they say nothing about another server. */
export const isOpenAi = ({ apiBaseUrl }: Settings): boolean => /(^|\.)api\.openai\.com$/.test(new URL(apiBaseUrl).hostname)

const invalid = (name: string, reason: string): ServiceError => new ServiceError('setting-invalid', { name, reason })

/** Where the API lies on hosts that have it elsewhere than below /v1. */
const basePaths: readonly (readonly [host: RegExp, path: string])[] = [
  [/^api\.groq\.com$/, '/openai/v1'], [/^openrouter\.ai$/, '/api/v1'], [/\.(openai|cognitiveservices)\.azure\.com$/, '/openai/v1'],
]

const endpoint = /\/(audio\/(transcriptions|translations)|chat\/completions)$/

/** The beginning of the usual path is completed; any other path, and that of an endpoint, is meant as it is. */
const basePathOf = (host: string, written: string): string => {
  const usual = basePaths.find(([pattern]) => pattern.test(host))?.[1] ?? '/v1'
  return usual.startsWith(`${written}/`) ? usual : written.replace(endpoint, '')
}

/** Accepts what people paste: a bare host, a trailing slash, or the whole address of an endpoint. */
const parseBaseUrl = (written: string): string => {
  if (written === '') return openAiBaseUrl
  let url: URL
  try {
    url = new URL(written)
  } catch {
    throw invalid('apiBaseUrl', `${quote(written)} is not a whole address such as ${openAiBaseUrl}`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('apiBaseUrl', 'it must begin with https:// or http://')
  if (url.username || url.password) throw invalid('apiBaseUrl', 'it must not contain a user name or password; enter the key under OpenAI API key')
  return `${url.origin}${basePathOf(url.hostname, url.pathname.replace(/\/+$/, ''))}${url.search}`
}

/** Keys travel in a header, which holds plain characters only; a line break or a look-alike letter came along when it was copied. */
const parseKey = (written: string): string => {
  if (/[^\x21-\x7e]/.test(written)) throw invalid('apiKey', 'it holds a blank, a line break or a letter that no key has; copy it again')
  return written
}

const parseModel = (name: string, written: string): string => {
  if (written.length > maxModelCharacters) throw invalid(name, `it holds ${written.length} characters, which is no name of a model`)
  return written
}

/** Timers of Node end at 24 days; no platform gives a call so much as one. */
const longestSeconds = 86_400

const parseSeconds = (written: string): number => {
  if (written === '') return executionTimeoutSeconds
  const seconds = Number(written)
  if (!Number.isFinite(seconds) || seconds < 1) throw invalid('timeLimitSeconds', `${quote(written)} is not a number of seconds above 1`)
  return Math.min(seconds, longestSeconds)
}

const parseMinutes = (name: string, written: string): number | null => {
  if (written === '') return null
  const minutes = Number(written)
  if (!Number.isFinite(minutes) || minutes < 0) throw invalid(name, `${quote(written)} is not a number of minutes`)
  return minutes
}

const longestDays = 3650

const parseDays = (written: string): number => {
  if (written === '') return defaultKeepResultsDays
  const days = Number(written)
  if (!Number.isFinite(days) || days <= 0) throw invalid('keepResultsDays', `${quote(written)} is not a number of days above 0`)
  return Math.min(days, longestDays)
}

const parseFolder = (written: string): string => {
  const folder = written.replace(/^\/+|\/+$/g, '') || 'audio'
  if (folder.split('/').some((part) => part === '..' || part === '.' || part === '')) throw invalid('audioFolder', `${quote(written)} is not a folder path`)
  return folder
}

/** A missing key is an error here, before anything is fetched or sent. */
export const parseConfiguration = (configuration: Configuration): Settings => {
  const text = (name: keyof Configuration): string => String(configuration[name] ?? '').trim()
  const settings: Settings = {
    apiKey: parseKey(text('apiKey')),
    modelId: parseModel('audioModel', text('audioModel')),
    textModelId: parseModel('textModel', text('textModel')),
    audioFolder: parseFolder(text('audioFolder')),
    apiBaseUrl: parseBaseUrl(text('apiBaseUrl')),
    timeLimitSeconds: parseSeconds(text('timeLimitSeconds')),
    allowedHosts: text('allowedHosts').toLowerCase().split(/[\s,]+/).filter(Boolean),
    signedInOnly: text('signedInOnly').toLowerCase() === 'true',
    splitForSpeed: text('splitForSpeed').toLowerCase() === 'true',
    keepResultsDays: parseDays(text('keepResultsDays')),
    minutesPerUserPerDay: parseMinutes('minutesPerUserPerDay', text('minutesPerUserPerDay')),
    minutesPerAppPerDay: parseMinutes('minutesPerAppPerDay', text('minutesPerAppPerDay')),
  }
  if (settings.apiKey === '' && isOpenAi(settings)) throw new ServiceError('api-key-missing')
  return settings
}
