import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Database as Sqlite, SQLite3Error } from 'node-sqlite3-wasm'

/** What a statement takes and gives. */
export type SqlValue = string | number | null

/** The data of one app on disk. Every call is synchronous and alone in the process, so a statement is atomic without locks. */
export interface Database {
  /** Answers how many rows were written. */
  run(sql: string, values?: readonly SqlValue[]): number
  all<Row>(sql: string, values?: readonly SqlValue[]): Row[]
  get<Row>(sql: string, values?: readonly SqlValue[]): Row | null
  /** All or nothing. */
  transaction<Result>(work: () => Result): Result
  close(): void
}

const isLocked = (error: unknown): boolean => error instanceof SQLite3Error && error.message.includes('locked')

/** A statement that SQLite does not understand; with conditions from a caller this is the caller's mistake. */
export const isSqlError = (error: unknown): boolean => error instanceof SQLite3Error && !isLocked(error)

/** So long another playground on the same folder is waited for. */
const busyMs = 2000

const schema = `
  pragma busy_timeout = ${busyMs};
  pragma synchronous = off;
  create table if not exists tables (name text primary key, access text not null) strict;
  create table if not exists columns (tableName text not null, name text not null, type text not null, primary key (tableName, name)) strict;
  create table if not exists records (tableName text not null, objectId text not null, ownerId text, created integer not null, updated integer, body text not null,
    primary key (tableName, objectId)) strict;
  create table if not exists options (name text primary key, value text not null) strict;
  create table if not exists credentials (userId text primary key, identity text unique, secret text) strict;
  create table if not exists sessions (userId text primary key, tokenHash text not null unique, usedMs integer not null) strict;
  create table if not exists userRoles (userId text not null, role text not null, primary key (userId, role)) strict;
  create table if not exists rules (kind text not null, target text not null, operation text not null, principal text not null, effect text not null,
    primary key (kind, target, operation, principal)) strict;
  create table if not exists fileOwners (path text primary key, userId text not null) strict;
  create table if not exists counters (name text primary key, value integer not null) strict;
  create table if not exists cacheEntries (name text primary key, value text not null, expiresMs integer not null) strict;
`

/** A statement holds the lock for milliseconds; one that is older was left behind by a killed playground. */
const removeStaleLock = (path: string): void => {
  const lock = `${path}.lock`
  const found = statSync(lock, { throwIfNoEntry: false })
  if (found && Date.now() - found.mtimeMs > busyMs) rmSync(lock, { recursive: true, force: true })
}

const retryLocked = (path: string, work: () => void): void => {
  try {
    work()
  } catch (error) {
    if (!isLocked(error)) throw error
    removeStaleLock(path)
    work()
  }
}

const openSqlite = (folder: string): Sqlite => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'app.sqlite')
  const sqlite = new Sqlite(path)
  try {
    retryLocked(path, () => sqlite.exec(schema))
    return sqlite
  } catch (error) {
    sqlite.close()
    throw new Error(`The data in ${path} cannot be opened: ${(error as Error).message}. ${isLocked(error) ? 'Stop the other program that uses it.' : 'Delete that file, then start again.'}`)
  }
}

/** Opens the data inside an app's folder when it is asked for the first time. */
export const openDatabase = (appDir: string): Database => {
  let opened: Sqlite | null = null
  const sqlite = (): Sqlite => (opened ??= openSqlite(join(appDir, 'data')))
  return {
    run: (sql, values = []) => sqlite().run(sql, [...values]).changes,
    all: <Row>(sql: string, values: readonly SqlValue[] = []) => sqlite().all(sql, [...values]) as Row[],
    get: <Row>(sql: string, values: readonly SqlValue[] = []) => sqlite().get(sql, [...values]) as Row | null,
    transaction: (work) => {
      sqlite().exec('begin')
      try {
        const result = work()
        sqlite().exec('commit')
        return result
      } catch (error) {
        sqlite().exec('rollback')
        throw error
      }
    },
    close: () => {
      opened?.close()
      opened = null
    },
  }
}
