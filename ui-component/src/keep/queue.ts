import type { Context } from '../context'
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

/** The queue of one component. The storage is opened with the first action, again when that failed, and closed when the component has gone. */
export const createStorageQueue = ({ browser, scope }: Pick<Context, 'browser' | 'scope'>): StorageQueue => {
  const { name, indexedDb, locks } = browser.deviceStorage()
  const tab = browser.randomName()
  // They outlive the connection: a lock is given back by whoever took it.
  const byLocks = locks ? createLocks(locks, name) : null
  let opened: Promise<Opened> | null = null
  let tail = Promise.resolve()
  const openNow = async (): Promise<Opened> => {
    if (!indexedDb) throw new Error('it has none')
    const store = await openKeepStore(indexedDb, name)
    return { store, owners: byLocks ?? createLeases(store, tab, () => browser.date().getTime()) }
  }
  const open = (): Promise<Opened> => {
    opened ??= openNow().catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
  const closeWhenGone = async (): Promise<void> => {
    if (!scope.closed || !opened) return
    const { store } = await opened
    opened = null
    store.close()
  }
  return {
    add: (action, onError = (error) => browser.report(error)) => {
      tail = tail.then(async () => await action(await open())).catch(onError).then(closeWhenGone, () => undefined)
    },
  }
}
