import { lookup as resolve, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { quote } from '../../../contract'
import { ServiceError } from '../errors'
import { isPublicAddress } from './addresses'

/** Which hosts audio may come from: none named = every public one. */
export interface HostPolicy {
  readonly allowedHosts: readonly string[]
}

/** Reads `audioFileUrl`, or a redirect `from` it; the WHATWG parser already turns decimal, octal, hexadecimal and short IPv4 spellings into the plain one. */
export const parseSourceUrl = (written: string, from?: URL): URL => {
  let url: URL
  try {
    url = new URL(written, from)
  } catch {
    throw new ServiceError('audio-url-invalid', { value: quote(written) })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ServiceError('audio-url-scheme', { value: quote(url.protocol) })
  if (url.username || url.password) throw new ServiceError('audio-url-credentials')
  if (url.hostname === '') throw new ServiceError('audio-url-invalid', { value: quote(written) })
  return url
}

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()

const matchesPattern = (host: string, pattern: string): boolean => pattern === '*' || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)))

const isNamed = (url: URL, { allowedHosts }: HostPolicy): boolean => allowedHosts.includes(bareHost(url)) || allowedHosts.includes(url.host.toLowerCase())

/**
 * A host that the owner named may be private; a host that only a wildcard or an empty list lets through must be public.
 * Answers which of the two it is.
 */
export const checkHost = (url: URL, policy: HostPolicy): { mayBePrivate: boolean } => {
  const host = bareHost(url)
  if (isNamed(url, policy)) return { mayBePrivate: true }
  if (policy.allowedHosts.length > 0 && !policy.allowedHosts.some((pattern) => matchesPattern(host, pattern))) throw new ServiceError('source-host-not-allowed', { host })
  if (isIP(host) && !isPublicAddress(host)) throw new ServiceError('source-address-private', { host })
  return { mayBePrivate: false }
}

/**
 * Resolves a name and refuses private answers at connect time: the address that was checked is the one that is used,
 * so a name that changes its mind between check and use gains nothing. Not called for IP literals (`checkHost` sees those).
 */
export const guardedLookup = (resolver: typeof resolve = resolve): LookupFunction => (hostname, options, callback) => {
  resolver(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0)
    const refused = addresses.find(({ address }) => !isPublicAddress(address))
    const [first] = addresses
    if (refused || !first) return callback(new ServiceError('source-address-private', { host: hostname }), '', 0)
    if (options.all) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}
