import type { RequestHandler, Response } from 'express'
import { ApiError } from './api-error'
import type { AppRuntime, Gateway } from './app-runtime'

/** The role that an API key gives by itself. */
export type KeyRole = 'JSUser' | 'RestUser' | 'ServerCodeUser'

/** Which app a request means and with whose key it came. */
export interface ApiCall {
  readonly runtime: AppRuntime
  readonly keyRole: KeyRole
  /** Address of this app's Files as the answer to this caller writes it. */
  readonly filesUrl: string
}

interface Address {
  readonly appId: string
  readonly key: string
  /** What stands before the call itself. */
  readonly prefix: string
}

const keyedPattern = /^\/([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})\/([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?=[/?]|$)/
const domainPattern = /^\/api(?=[/?]|$)/

const parseAddress = (gateway: Gateway, url: string): Address | null => {
  const keyed = keyedPattern.exec(url)
  if (keyed) return { appId: keyed[1] ?? '', key: (keyed[2] ?? '').toUpperCase(), prefix: keyed[0] }
  const domain = gateway.runtimes.find(({ app }) => app.hasDomain)
  return domain && domainPattern.test(url) ? { appId: domain.app.id, key: domain.app.jsKey, prefix: '/api' } : null
}

/** Both forms of address: `/api/...` as an app's own domain has it, and `/<app id>/<API key>/...`. The API sees neither. */
export const addressForms =
  (gateway: Gateway, api: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const address = parseAddress(gateway, request.url)
    if (!address) return next()
    const rest = request.url.slice(address.prefix.length)
    request.url = rest.startsWith('/') ? rest : `/${rest}`
    response.locals['address'] = address
    return api(request, response, next)
  }

const filesUrlOf = (gateway: Gateway, { app }: AppRuntime, key: string): string => {
  // As on the platform, a file saved by Cloud Code gets an address with Cloud Code's own key in it: a service must not pass it on.
  if (app.hasDomain && key !== app.codeRunnerKey) return `${gateway.origin()}/api/files`
  return `${gateway.origin()}/${app.id}/${key}/files`
}

const keyRoleOf = ({ app }: AppRuntime, key: string): KeyRole => {
  const roles: readonly (readonly [string, KeyRole])[] = [[app.jsKey, 'JSUser'], [app.restKey, 'RestUser'], [app.codeRunnerKey, 'ServerCodeUser']]
  const found = roles.find(([known]) => known === key)
  if (!found) throw new ApiError(401, 0, `The API key is not one of the app ${app.title}`)
  return found[1]
}

/** Finds the app of the address and checks the key. */
export const identifyCall =
  (gateway: Gateway): RequestHandler =>
  (_request, response, next) => {
    const { appId, key } = response.locals['address'] as Address
    const runtime = gateway.runtimes.find(({ app }) => app.id === appId)
    if (!runtime) throw new ApiError(404, 0, `The playground has no app ${appId}`)
    const call: ApiCall = { runtime, keyRole: keyRoleOf(runtime, key), filesUrl: filesUrlOf(gateway, runtime, key) }
    response.locals['apiCall'] = call
    next()
  }

/** The call that `identifyCall` found. */
export const apiCallOf = (response: Response): ApiCall => response.locals['apiCall'] as ApiCall
