import type { DeclaredConfigurationItem } from '../coderunner/protocol'
import type { SavedValues } from './settings-store'
import type { Upstream } from './upstream'

/** Stands for every public host; a non-empty list would otherwise mean "only these". */
const anyPublicHost = '*'

const withOwnHosts = (saved: string | undefined, ownHosts: readonly string[]): string => {
  const list = saved?.trim() || anyPublicHost
  return [list, ...ownHosts].join(', ')
}

/** What one call gets: the saved values, the chosen upstream, and the playground's own address among the allowed hosts. */
export const callConfiguration = (items: readonly DeclaredConfigurationItem[], saved: SavedValues, upstream: Upstream, ownHosts: readonly string[]): SavedValues => {
  const values: SavedValues = { ...saved, apiKey: upstream.apiKey, apiBaseUrl: upstream.apiBaseUrl, allowedHosts: withOwnHosts(saved['allowedHosts'], ownHosts) }
  return Object.fromEntries(Object.entries(values).filter(([name]) => items.some((item) => item.name === name)))
}
