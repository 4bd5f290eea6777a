import { isGiven } from '../../../contract'
import { sdk } from './backendless'

const isBlob = (value: unknown): value is Blob => typeof Blob === 'function' && value instanceof Blob

/** Addresses that only this page can read: what they lead to has to be uploaded. */
const isOfThisPage = (address: string): boolean => /^(blob|data):/i.test(address)

const isWebAddress = (address: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(address)

/** Each part of a path may hold any character. */
const filesAddress = (path: string): string => `${sdk().appPath}/files/${path.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/')}`

/** What was given as audio: an address that can be sent as it is, bytes that must be uploaded, or why neither. */
export type GivenAudio = { readonly kind: 'address'; readonly url: string } | { readonly kind: 'bytes'; readonly bytes: Blob } | { readonly kind: 'missing' } | { readonly kind: 'unusable' }

/** The address of an object that the page has let go of leads nowhere. */
const bytesBehind = async (address: string): Promise<GivenAudio> => {
  try {
    return { kind: 'bytes', bytes: await (await fetch(address)).blob() }
  } catch {
    return { kind: 'unusable' }
  }
}

/** Tells what was given. */
export const audioOf = async (given: unknown): Promise<GivenAudio> => {
  if (!isGiven(given)) return { kind: 'missing' }
  if (isBlob(given)) return { kind: 'bytes', bytes: given }
  if (typeof given !== 'string') return { kind: 'unusable' }
  const address = given.trim()
  if (isOfThisPage(address)) return bytesBehind(address)
  return { kind: 'address', url: isWebAddress(address) ? address : filesAddress(address) }
}
