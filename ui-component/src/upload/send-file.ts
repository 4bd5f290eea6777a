import { addressOf } from '../network'

/** Beside browser.ts, devices.ts and network.ts the only file that reads browser globals: apart, because only lazy parts upload. */

/** Hears of an upload while it goes on, and can end it. */
export interface UploadWatch {
  readonly signal: AbortSignal
  onProgress(doneBytes: number, totalBytes: number): void
}

/** Into the file storage, as the JS-SDK would, but with progress and an end before its time. Never replaces a file. */
export type SendFile = (file: File, path: string, watch: UploadWatch) => Promise<string>

const userToken = (): string | null | undefined => (window as unknown as { Backendless: { getCurrentUserToken(): string | null | undefined } }).Backendless.getCurrentUserToken()

/** The same shape as the errors of the JS-SDK. */
const failed = ({ status, responseText }: XMLHttpRequest): Error => Object.assign(new Error(status === 0 ? 'Network Error' : ''), status === 0 ? {} : { status, body: responseText })

const fileUrlIn = (request: XMLHttpRequest): string | null => {
  try {
    const { fileURL } = JSON.parse(request.responseText) as { fileURL?: unknown }
    return typeof fileURL === 'string' && request.status < 300 ? fileURL : null
  } catch {
    return null
  }
}

/** The upload of the real browser. */
export const sendFile: SendFile = (file, path, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    const abort = (): void => request.abort()
    form.append('file', file, file.name)
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total)
    request.onload = () => {
      const address = fileUrlIn(request)
      if (address === null) reject(failed(request))
      else resolve(address)
    }
    request.onerror = request.onabort = () => reject(failed(request))
    request.onloadend = () => signal.removeEventListener('abort', abort)
    request.open('POST', `${addressOf(path)}?overwrite=false`)
    const token = userToken()
    if (token) request.setRequestHeader('user-token', token)
    signal.addEventListener('abort', abort)
    if (signal.aborted) return reject(failed(request))
    request.send(form)
  })
