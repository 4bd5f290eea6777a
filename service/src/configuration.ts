import { defaultModelId, executionTimeoutSeconds, quote, type Configuration } from '../../contract'
import { ServiceError } from './errors'

/** The configuration of the service as the code uses it: parsed, with defaults. */
export interface Settings {
  readonly apiKey: string
  readonly modelId: string
  readonly audioFolder: string
  readonly apiBaseUrl: string
  readonly timeLimitSeconds: number
  readonly allowedHosts: readonly string[]
}

export const openAiBaseUrl = 'https://api.openai.com/v1'

const invalid = (name: string, reason: string): ServiceError => new ServiceError('setting-invalid', { name, reason })

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
  const path = url.pathname.replace(/\/+$/, '').replace(/\/audio\/(transcriptions|translations)$/, '')
  return `${url.origin}${path || '/v1'}${url.search}`
}

const parseSeconds = (written: string): number => {
  if (written === '') return executionTimeoutSeconds
  const seconds = Number(written)
  if (!Number.isFinite(seconds) || seconds < 1) throw invalid('timeLimitSeconds', `${quote(written)} is not a number of seconds above 1`)
  return seconds
}

const parseFolder = (written: string): string => {
  const folder = written.replace(/^\/+|\/+$/g, '') || 'audio'
  if (folder.split('/').some((part) => part === '..' || part === '.' || part === '')) throw invalid('audioFolder', `${quote(written)} is not a folder path`)
  return folder
}

/** A missing key is an error here, before anything is fetched or sent. */
export const parseConfiguration = (configuration: Configuration): Settings => {
  const text = (name: keyof Configuration): string => (configuration[name] ?? '').trim()
  const settings: Settings = {
    apiKey: text('apiKey'),
    modelId: text('audioModel') || defaultModelId,
    audioFolder: parseFolder(text('audioFolder')),
    apiBaseUrl: parseBaseUrl(text('apiBaseUrl')),
    timeLimitSeconds: parseSeconds(text('timeLimitSeconds')),
    allowedHosts: text('allowedHosts').toLowerCase().split(/[\s,]+/).filter(Boolean),
  }
  const needsKey = settings.apiBaseUrl.startsWith('https://api.openai.com')
  if (settings.apiKey === '' && needsKey) throw new ServiceError('api-key-missing')
  return settings
}
