import { platform, type ServiceInstance } from './platform'
import { readingHeaders } from './source/own-storage'

/** How files of the app are read for a caller. */
export interface CallersReader {
  /** Host under which the caller knows the app. */
  readonly calledHost: string | null
  readonly headersFor: (url: URL) => Record<string, string>
}

const originOf = (address: string | undefined): string | null => (address && URL.canParse(address) ? new URL(address).origin : null)

/** Files of the app are read as the caller: with the caller's token or without any; `nobody` = without, whoever calls. */
export const readerFor = ({ request }: ServiceInstance, as: 'nobody' | { readonly calledHost: string | null } | null = null): CallersReader => {
  const { serverURL, applicationId = '' } = platform()
  const headers = Object.fromEntries(Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const calledHost = as !== null && as !== 'nobody' ? as.calledHost : (headers.host ?? null)
  const storage = { apiOrigin: originOf(serverURL), appId: applicationId, calledHost, userToken: as === 'nobody' ? null : request?.context?.userToken || null }
  return { calledHost, headersFor: (url) => readingHeaders(url, storage) }
}
