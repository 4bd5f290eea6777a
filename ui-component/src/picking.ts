import { maxAudioBytes } from '../../contract'
import type { Browser } from './browser'
import { failureOf, type Failure } from './failure'
import { nameFor, sniffBlob } from './take'

const megabyte = 1024 * 1024
const metadataTimeoutMs = 2000

/** The size limit as people read it. */
export const maxMegabytes = Math.floor((maxAudioBytes / megabyte) * 10) / 10

/** The limit is rounded down and the size up, so that they never look equal. */
export const sizeFailure = (bytes: number): Failure =>
  failureOf('file-too-large', { megabytes: (Math.ceil((bytes / megabyte) * 10) / 10).toFixed(1), maxMegabytes })

/** A picked file: accepted under a name that fits its bytes, or refused with the reason. */
export type Picked = { readonly ok: true; readonly file: File } | { readonly ok: false; readonly failure: Failure }

const refuse = (failure: Failure): Picked => ({ ok: false, failure })

/** Looks at the bytes, not at the name: both the service and people are spared what cannot work. */
export const checkFile = async (file: File): Promise<Picked> => {
  if (file.size === 0) return refuse(failureOf('file-empty'))
  try {
    const sniffed = await sniffBlob(file)
    if (sniffed.kind === 'other') return refuse(failureOf('file-not-audio', { what: sniffed.what }))
    if (file.size > maxAudioBytes) return refuse(sizeFailure(file.size))
    return { ok: true, file: new File([file], nameFor(file.name, sniffed.type), { type: sniffed.type.mimeType }) }
  } catch {
    // What a browser cannot read although it has a size is a folder, or gone.
    return refuse(failureOf('folder-dropped'))
  }
}

/** Length of the audio, when the browser can tell it quickly. */
export const secondsOf = (browser: Browser, url: string): Promise<number | null> => browser.mediaSeconds(url, metadataTimeoutMs).catch(() => null)

/** What a drop brings: the first file, a folder, or nothing of use. */
export const fileOfDrop = (data: DataTransfer | null): File | 'folder' | null => {
  const item = Array.from(data?.items ?? []).find(({ kind }) => kind === 'file')
  if (item?.webkitGetAsEntry?.()?.isDirectory) return 'folder'
  return data?.files[0] ?? null
}
