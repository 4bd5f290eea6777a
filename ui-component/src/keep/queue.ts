import type { Browser } from '../browser'
import { createLeases, createLocks, type Owners } from './owners'
import { openKeepStore, type KeepStore } from './store'

/** The storage of this device with the tabs that share it. */
export interface Opened {
  readonly store: KeepStore
  readonly owners: Owners
}

/** Does one thing with the storage after another, in the order in which they were asked for. */
export interface StorageQueue {
  add(action: (opened: Opened) => Promise<void>, onError?: (error: unknown) => void): void
}

/** The queue of one component. The storage is opened with the first action, and again when that failed. */
export const createStorageQueue = (browser: Browser): StorageQueue => {
  const { name, indexedDb, locks } = browser.deviceStorage()
  let opened: Promise<Opened> | null = null
  let tail = Promise.resolve()
  const openNow = async (): Promise<Opened> => {
    if (!indexedDb) throw new Error('it has none')
    const store = await openKeepStore(indexedDb, name)
    return { store, owners: locks ? createLocks(locks, name) : createLeases(store, browser.randomName(), () => browser.date().getTime()) }
  }
  const open = (): Promise<Opened> => {
    opened ??= openNow().catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
  return {
    add: (action, onError = (error) => browser.report(error)) => {
      tail = tail.then(async () => await action(await open())).catch(onError)
    },
  }
}
