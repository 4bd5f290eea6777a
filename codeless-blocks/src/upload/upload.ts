import { maxSourceBytes, quote, sniff, sniffBytes, warn, type AudioType, type Warning } from '../../../contract'
import { browserError } from '../transcripts/fail'
import { sdk } from './backendless'

/** A file that this function has put into the storage. */
export interface Uploaded {
  readonly path: string
  readonly url: string
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)

/** A folder that was dropped looks like a file until it is read. */
const firstBytes = async (audio: Blob): Promise<Uint8Array> => {
  try {
    return new Uint8Array(await audio.slice(0, sniffBytes).arrayBuffer())
  } catch {
    throw browserError('folder-dropped')
  }
}

/** The bytes decide, not the name; what cannot be transcribed is not uploaded at all. */
const audioTypeOf = async (audio: Blob): Promise<AudioType> => {
  if (audio.size === 0) throw browserError('file-empty')
  if (audio.size > maxSourceBytes) throw browserError('file-too-large', { megabytes: megabytes(audio.size), maxMegabytes: megabytes(maxSourceBytes) })
  const sniffed = sniff(await firstBytes(audio))
  if (sniffed.kind === 'other') throw browserError('file-not-audio', { what: sniffed.what })
  return sniffed.type
}

const randomName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Its message holds the token of the user, which belongs nowhere. */
const tokenErrorCode = 3064
const noPermissionCode = 4000

interface SdkError {
  readonly code?: unknown
  readonly status?: unknown
  readonly message?: unknown
}

const uploadError = ({ code, status, message }: SdkError, folder: string): Error => {
  if (code === noPermissionCode || status === 401 || status === 403) return browserError('upload-not-allowed', { folder })
  const said = code === tokenErrorCode ? 'the login has expired' : typeof message === 'string' && message !== '' ? quote(message) : 'nothing'
  return browserError('upload-failed', { reason: typeof status === 'number' ? `${said} with status ${status}` : said })
}

/** Puts the audio into the folder. The path cannot be guessed and tells nothing about the person or the file. */
export const upload = async (audio: Blob, folder: string): Promise<Uploaded> => {
  const { extension, mimeType } = await audioTypeOf(audio)
  const name = `${randomName()}.${extension}`
  const path = [folder.replace(/^\/+|\/+$/g, ''), name].filter(Boolean).join('/')
  try {
    const { fileURL } = await sdk().Files.upload(new File([audio], name, { type: mimeType }), path)
    return { path, url: fileURL }
  } catch (error) {
    throw uploadError(error as SdkError, folder)
  }
}

/** Removes the upload; answers a warning when it stays. */
export const removeUpload = async ({ path }: Uploaded): Promise<Warning | null> => {
  try {
    await sdk().Files.remove(path)
    return null
  } catch {
    return warn('upload-not-removed', { path })
  }
}
