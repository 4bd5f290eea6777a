import { maxSourceBytes } from '../../contract'
import type { Browser } from './browser'
import { anyFailure } from './all-failures'
import type { Failure } from './failure'
import { nameFor, sniffBlob } from './take'

const megabyte = 1024 * 1024
const metadataTimeoutMs = 2000

/** The size limit as people read it. */
export const maxMegabytes = Math.floor(maxSourceBytes / megabyte)

/** The limit is rounded down and the size up, so that they never look equal. */
export const sizeFailure = (bytes: number): Failure =>
  anyFailure('file-too-large', { megabytes: (Math.ceil((bytes / megabyte) * 10) / 10).toFixed(1), maxMegabytes })

/** A picked file: accepted under a name that fits its bytes, or refused with the reason. */
export type Picked = { readonly ok: true; readonly file: File } | { readonly ok: false; readonly failure: Failure }

const refuse = (failure: Failure): Picked => ({ ok: false, failure })

/** Looks at the bytes, not at the name: both the service and people are spared what cannot work. */
export const checkFile = async (file: File): Promise<Picked> => {
  if (file.size === 0) return refuse(anyFailure('file-empty'))
  try {
    const sniffed = await sniffBlob(file)
    if (sniffed.kind === 'other') return refuse(anyFailure('file-not-audio', { what: sniffed.what }))
    if (file.size > maxSourceBytes) return refuse(sizeFailure(file.size))
    return { ok: true, file: new File([file], nameFor(file.name, sniffed.type), { type: sniffed.type.mimeType }) }
  } catch {
    // What a browser cannot read although it has a size is a folder, or gone.
    return refuse(anyFailure('folder-dropped'))
  }
}

/** Length of the audio, when the browser can tell it quickly. */
export const secondsOf = (browser: Browser, url: string): Promise<number | null> => browser.mediaSeconds(url, metadataTimeoutMs).catch(() => null)

/** The first of what a drop brings. */
export const fileOfDrop = (data: DataTransfer | null): File | 'folder' | null => {
  const files = filesOf(data)
  return files === 'folder' ? files : (files?.[0] ?? null)
}

/** What a drop or a paste brings: files, a folder, or nothing of use. */
export const filesOf = (data: DataTransfer | null): readonly File[] | 'folder' | null => {
  const item = Array.from(data?.items ?? []).find(({ kind }) => kind === 'file')
  if (item?.webkitGetAsEntry?.()?.isDirectory) return 'folder'
  const files = Array.from(data?.files ?? [])
  return files.length > 0 ? files : null
}

/** The address of something on the web; null = it is none. */
export const webAddress = (written: string): URL | null => {
  try {
    const url = new URL(written.trim())
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}
