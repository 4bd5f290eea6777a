import type { Database } from '../data/database'

/** Values that live for a while. */
export interface Cache {
  /** The JSON text of a value; null = there is none, or no longer. */
  get(name: string): string | null
  put(name: string, json: string, expiresMs: number): void
  /** Whether there was something to keep until then. */
  expireAt(name: string, expiresMs: number): boolean
  remove(name: string): void
}

/** Opens the cache of an app. */
export const openCache = (database: Database, now: () => number = Date.now): Cache => ({
  get: (name) => database.get<{ value: string }>('select value from cacheEntries where name = ? and expiresMs > ?', [name, now()])?.value ?? null,
  put: (name, json, expiresMs) => {
    database.run('delete from cacheEntries where expiresMs <= ?', [now()])
    database.run('insert or replace into cacheEntries (name, value, expiresMs) values (?, ?, ?)', [name, json, expiresMs])
  },
  expireAt: (name, expiresMs) => database.run('update cacheEntries set expiresMs = ? where name = ? and expiresMs > ?', [expiresMs, name, now()]) === 1,
  remove: (name) => void database.run('delete from cacheEntries where name = ?', [name]),
})
