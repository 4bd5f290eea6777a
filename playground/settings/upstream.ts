import type { SavedValues } from './settings-store'

/** Where the services send audio, and why. */
export interface Upstream {
  /** `saved` and `environment` are OpenAI or a compatible server; `demo` is the engine that is built in. */
  readonly source: 'saved' | 'environment' | 'demo'
  readonly apiKey: string
  /** Empty = OpenAI itself. */
  readonly apiBaseUrl: string
}

/** What the process that started the playground wants, as `OPENAI_API_KEY` and `OPENAI_BASE_URL` tell it. */
export interface EnvironmentUpstream {
  readonly apiKey?: string | undefined
  readonly baseUrl?: string | undefined
}

/** Reads the two variables that every OpenAI client knows. */
export const environmentUpstream = (env: NodeJS.ProcessEnv): EnvironmentUpstream => ({ apiKey: env['OPENAI_API_KEY']?.trim(), baseUrl: env['OPENAI_BASE_URL']?.trim() })

/** A server without keys accepts any word. */
const anyKey = 'none'
const demoKey = 'demo'

/** Saved values win, then the environment, then the demo engine; a key is never sent to a host that it was not given for. */
export const chooseUpstream = async (saved: SavedValues, environment: EnvironmentUpstream, demoBaseUrl: () => Promise<string>): Promise<Upstream> => {
  const { apiKey = '', apiBaseUrl = '' } = saved
  if (apiKey || apiBaseUrl) return { source: 'saved', apiKey, apiBaseUrl }
  if (environment.apiKey || environment.baseUrl) return { source: 'environment', apiKey: environment.apiKey || anyKey, apiBaseUrl: environment.baseUrl ?? '' }
  return { source: 'demo', apiKey: demoKey, apiBaseUrl: await demoBaseUrl() }
}

/** A sentence for people: which engine answers, without the key. */
export const describeUpstream = ({ source, apiBaseUrl }: Upstream): string => {
  if (source === 'demo') return 'Demo engine (built in): it decodes the audio and tells what it measured; it does not understand speech'
  const host = apiBaseUrl && URL.canParse(apiBaseUrl) ? new URL(apiBaseUrl).host : apiBaseUrl
  return `${host || 'OpenAI'} (${source === 'saved' ? 'from the saved configuration' : 'from the environment'})`
}
