import type { KeepStore } from './store'

/** Sees to it that a recording is in the hands of one tab at a time. */
export interface Owners {
  /** False = another tab has it. */
  claim(recordingId: string): Promise<boolean>
  release(recordingId: string): void
  /** Those that somebody has in hand, in this tab or another. */
  taken(): Promise<readonly string[]>
  /** Says that this tab is still there; needed only where there are no locks. */
  renew(): Promise<void>
}

/** Web Locks: the browser itself gives them back when a tab dies. */
export const createLocks = (locks: LockManager, prefix: string): Owners => {
  const releases = new Map<string, () => void>()
  const nameOf = (recordingId: string): string => `${prefix}.${recordingId}`
  return {
    claim: (recordingId) =>
      new Promise((resolve, reject) => {
        if (releases.has(recordingId)) return resolve(true)
        locks.request(nameOf(recordingId), { ifAvailable: true }, (lock) => {
          if (!lock) return resolve(false)
          return new Promise<void>((release) => {
            releases.set(recordingId, release)
            resolve(true)
          })
        }).catch(reject)
      }),
    release: (recordingId) => {
      releases.get(recordingId)?.()
      releases.delete(recordingId)
    },
    taken: async () => {
      const { held = [] } = await locks.query()
      return held.map(({ name = '' }) => name).filter((name) => name.startsWith(`${prefix}.`)).map((name) => name.slice(prefix.length + 1))
    },
    renew: () => Promise.resolve(),
  }
}

/** A tab that has not renewed for so long is gone. Timers of a hidden tab may stand still for a minute. */
const leaseMs = 90_000

/** Without Web Locks: a date in the database, which a living tab renews. */
export const createLeases = (store: KeepStore, owner: string, now: () => number): Owners => {
  const mine = new Set<string>()
  const lease = (recordingId: string): Promise<boolean> => store.lease(recordingId, owner, now(), now() + leaseMs)
  return {
    claim: async (recordingId) => {
      const isMine = await lease(recordingId)
      if (isMine) mine.add(recordingId)
      return isMine
    },
    release: (recordingId) => {
      mine.delete(recordingId)
      void store.change(recordingId, { owner: null, ownedUntilMs: 0 }).catch(() => undefined)
    },
    taken: async () => (await store.all()).filter(({ ownedUntilMs }) => ownedUntilMs > now()).map(({ recordingId }) => recordingId),
    renew: async () => {
      for (const recordingId of mine) await lease(recordingId)
    },
  }
}
