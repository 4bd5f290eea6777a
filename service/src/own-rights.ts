import { platform, type Platform } from './platform'

let own: { readonly of: string; readonly instance: Platform } | null = null

/** The platform with the service's own rights, for the pack's own tables and files only. One instance a worker: each asks the platform for its settings once. */
export const ownRights = (): Platform => {
  const { applicationId = '', apiKey = '', serverURL = '', initApp } = platform()
  const of = `${serverURL}/${applicationId}`
  if (own?.of !== of) own = { of, instance: initApp.call(platform(), { appId: applicationId, apiKey, serverURL, standalone: true }) }
  return own.instance
}

/** Calls of the platform that its SDK does not have, with the service's own rights. Seconds, because no such call has a deadline of its own. */
const callSeconds = 20

/** One REST call with the service's own rights. */
export const ownCall = (method: 'GET' | 'PUT', path: string, body?: object): Promise<Response> => {
  const { applicationId = '', apiKey = '', serverURL = '' } = platform()
  return fetch(`${serverURL}/${applicationId}/${apiKey}/${path}`, {
    method, signal: AbortSignal.timeout(callSeconds * 1000), ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
}
