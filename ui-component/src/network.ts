/** Beside browser.ts, devices.ts and upload/send-file.ts the only file that reads browser globals: the network, the user, and what a page can keep on the device. */

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
  readonly Files: { exists(path: string): Promise<unknown> }
  readonly UserService: { loggedInUser(): string | null | undefined }
}

const sdk = (): BackendlessSdk => (window as unknown as { Backendless: BackendlessSdk }).Backendless

/** Where a path of the file storage lies on the web. */
export const addressOf = (path: string): string => `${sdk().appPath}/files/${path.split('/').map(encodeURIComponent).join('/')}`

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
  uploaded: async (path) => ((await sdk().Files.exists(path)) === true ? addressOf(path) : null),
  userId: () => sdk().UserService.loggedInUser() ?? null,
  isOnline: () => navigator.onLine,
  networkEvents: () => window,
  deviceStorage: () => ({ name: `audioTranscriber.${sdk().appId ?? ''}`, indexedDb: databaseOf(), locks: navigator.locks, freeBytes }),
  canEncode: () => typeof AudioEncoder === 'function',
  hasKept,
}
