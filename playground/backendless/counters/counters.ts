import type { Database } from '../data/database'

/** Whole numbers that many callers change at the same time. A counter that was never used is 0. */
export interface Counters {
  get(name: string): number
  /** Answers the new value. */
  add(name: string, by: number): number
  /** Whether it was as expected, and so is set now. */
  compareAndSet(name: string, expected: number, next: number): boolean
  reset(name: string): void
  /** Names that match, with `*` for anything. */
  list(pattern: string): string[]
}

/** Opens the counters of an app. */
export const openCounters = (database: Database): Counters => {
  const get: Counters['get'] = (name) => database.get<{ value: number }>('select value from counters where name = ?', [name])?.value ?? 0
  const set = (name: string, value: number): void => void database.run('insert or replace into counters (name, value) values (?, ?)', [name, value])
  return {
    get,
    add: (name, by) => {
      set(name, get(name) + by)
      return get(name)
    },
    compareAndSet: (name, expected, next) => {
      if (get(name) !== expected) return false
      set(name, next)
      return true
    },
    reset: (name) => void database.run('delete from counters where name = ?', [name]),
    list: (pattern) => database.all<{ name: string }>('select name from counters where name glob ? order by name', [pattern.replace(/[[?]/g, '[$&]')]).map(({ name }) => name),
  }
}
