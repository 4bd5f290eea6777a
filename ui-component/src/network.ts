/** Beside browser.ts and devices.ts the only file that reads browser globals: the network, the user, and what a page can keep on the device. */

/** Hears of an upload while it goes on, and can end it. */
export interface UploadWatch {
  readonly signal: AbortSignal
  onProgress(doneBytes: number, totalBytes: number): void
}

/** Where a page may keep something on this device, and how much. */
export interface DeviceStorage {
  /** Of its own for each app: several may share an origin. */
  readonly name: string
  /** Undefined where the browser has none; opening it can still be refused. */
  readonly indexedDb: IDBFactory | undefined
  /** Undefined in old browsers and on insecure pages. */
  readonly locks: LockManager | undefined
  /** Bytes that are free; null = the browser does not tell. */
  freeBytes(): Promise<number | null>
}

/** The way to the server, and what stays on this device. */
export interface Network {
  /** Into the file storage, as the JS-SDK would, but with progress and an end before its time. Never replaces a file. */
  upload(file: File, path: string, watch: UploadWatch): Promise<string>
  /** Address of the file when it lies there already; null = it does not. Rejects when there is no connection. */
  uploaded(path: string): Promise<string | null>
  /** Id of who is signed in; null = nobody. */
  userId(): string | null
  isOnline(): boolean
  /** Fires `online`. */
  networkEvents(): EventTarget | null
  deviceStorage(): DeviceStorage
  /** Whether audio can be made small here. */
  canEncode(): boolean
  /** Whether an earlier page may have kept something here. */
  hasKept(name: string): Promise<boolean>
}

interface BackendlessSdk {
  readonly appPath: string
  readonly appId?: string | null
  getCurrentUserToken(): string | null | undefined
  readonly Files: { exists(path: string): Promise<unknown> }
  readonly UserService: { loggedInUser(): string | null | undefined }
}

const sdk = (): BackendlessSdk => (window as unknown as { Backendless: BackendlessSdk }).Backendless

const addressOf = (path: string): string => `${sdk().appPath}/files/${path.split('/').map(encodeURIComponent).join('/')}`

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

const upload = (file: File, path: string, { signal, onProgress }: UploadWatch): Promise<string> =>
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
    const token = sdk().getCurrentUserToken()
    if (token) request.setRequestHeader('user-token', token)
    signal.addEventListener('abort', abort)
    if (signal.aborted) return reject(failed(request))
    request.send(form)
  })

const hasKept = async (name: string): Promise<boolean> => {
  try {
    // Where the browser cannot list them, only looking inside tells.
    return (await indexedDB.databases?.())?.some((database) => database.name === name) ?? true
  } catch {
    return false
  }
}

const freeBytes = async (): Promise<number | null> => {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
}

const databaseOf = (): IDBFactory | undefined => {
  try {
    return window.indexedDB ?? undefined
  } catch {
    return undefined
  }
}

/** The network of the real browser. */
export const realNetwork: Network = {
  upload,
  uploaded: async (path) => ((await sdk().Files.exists(path)) === true ? addressOf(path) : null),
  userId: () => sdk().UserService.loggedInUser() ?? null,
  isOnline: () => navigator.onLine,
  networkEvents: () => window,
  deviceStorage: () => ({ name: `audioTranscriber.${sdk().appId ?? ''}`, indexedDb: databaseOf(), locks: navigator.locks, freeBytes }),
  canEncode: () => typeof AudioEncoder === 'function',
  hasKept,
}
