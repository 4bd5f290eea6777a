import { openCache, type Cache } from './cache/cache'
import { openCounters, type Counters } from './counters/counters'
import { openDatabase } from './data/database'
import { openRecords, type Records } from './data/records'
import { openTables, type Tables } from './data/tables'
import { openFileRights, type FileRights } from './permissions/file-rights'
import { openRuleStore, type RuleStore } from './permissions/rule-store'
import { openUsers, type Users } from './users/users'

/** What an app knows about people and their data; it is opened on disk when it is asked for the first time. */
export interface AppState {
  readonly tables: Tables
  readonly records: Records
  readonly rules: RuleStore
  readonly fileRights: FileRights
  readonly users: Users
  readonly counters: Counters
  readonly cache: Cache
  /** All or nothing. */
  transaction<Result>(work: () => Result): Result
  close(): void
}

/** Opens the state inside an app's folder. */
export const openAppState = (appDir: string): AppState => {
  const database = openDatabase(appDir)
  const tables = openTables(database)
  const records = openRecords(database, tables)
  const rules = openRuleStore(database)
  return {
    tables, records, rules,
    fileRights: openFileRights(database, rules),
    users: openUsers(database, tables, records),
    counters: openCounters(database),
    cache: openCache(database),
    transaction: database.transaction,
    close: database.close,
  }
}
