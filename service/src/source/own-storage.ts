/** Where the app's own files live, as far as a service can know it. */
export interface OwnStorage {
  /** Origin of the platform's API and the id of the app: `<origin>/<appId>/<any key>/files/…`. */
  readonly apiOrigin: string | null
  readonly appId: string
  /** Host that the caller used, which may be another than the service knows: on the app's own domain files are at `<host>/api/files/…`. A browser sets it, so nobody can make it point elsewhere for somebody. */
  readonly calledHost: string | null
  /** Token of the signed-in caller; null for a guest. */
  readonly userToken: string | null
}

/**
 * The headers with which a file is read. The app's own files are read with the caller's token and nothing else,
 * so a service never lends its rights; every other host gets no token at all.
 */
export const readingHeaders = (url: URL, { apiOrigin, appId, calledHost, userToken }: OwnStorage): Record<string, string> => {
  if (userToken === null) return {}
  // A platform that is reached safely must not get a token in the clear.
  const isSafe = url.protocol === 'https:' || !apiOrigin?.startsWith('https:')
  const isOwnHost = url.origin === apiOrigin || (url.host === calledHost && isSafe)
  const byApp = appId !== '' && isOwnHost && url.pathname.toLowerCase().startsWith(`/${appId.toLowerCase()}/`) && url.pathname.includes('/files/')
  const byDomain = isOwnHost && url.pathname.startsWith('/api/files/')
  return byApp || byDomain ? { 'user-token': userToken } : {}
}
