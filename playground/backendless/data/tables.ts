import { ApiError } from '../api-error'
import { columnTypes, isName, systemColumns, type ColumnType } from './columns'
import { dataErrors } from './data-errors'
import type { Database } from './database'

/** Who reaches the records of a table, until rules say otherwise. `users` is for the table of users only. */
export const tableAccesses = ['open', 'ownerOnly', 'serverOnly'] as const
export type TableAccess = (typeof tableAccesses)[number] | 'users'

/** What happens with a column that does not exist: it is made, silently dropped, or refused. */
export const schemaModes = ['on', 'drop', 'refuse'] as const
export type SchemaMode = (typeof schemaModes)[number]

/** A table as the console shows it. */
export interface Table {
  readonly name: string
  readonly access: TableAccess
  /** Without those that every table has. */
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** The tables of an app and what they may hold. */
export interface Tables {
  find(name: string): Table | null
  /** Throws the platform's error when there is none. */
  need(name: string): Table
  all(): Table[]
  create(name: string, columns: Readonly<Record<string, ColumnType>>, access: TableAccess): Table
  setAccess(name: string, access: TableAccess): void
  addColumn(table: string, column: string, type: ColumnType): void
  /** With all its records. */
  remove(name: string): void
  readonly schemaMode: SchemaMode
  setSchemaMode(mode: SchemaMode): void
}

/** The table that is always there. */
export const usersTable = 'Users'
const usersColumns = { email: 'STRING', name: 'STRING', userStatus: 'STRING' } as const

const checkColumn = (name: string, type: string): void => {
  if (!isName(name) || systemColumns.some((system) => system === name)) throw new ApiError(400, 0, `A column cannot be called ${JSON.stringify(name)}`)
  if (!columnTypes.some((known) => known === type)) throw new ApiError(400, 0, `A column holds one of ${columnTypes.join(', ')}`)
}

/** Opens the tables of an app. */
export const openTables = (database: Database): Tables => {
  const columnsOf = (name: string): Record<string, ColumnType> =>
    Object.fromEntries(database.all<{ name: string; type: ColumnType }>('select name, type from columns where tableName = ? order by rowid', [name]).map((column) => [column.name, column.type]))
  const find = (name: string): Table | null => {
    if (name === usersTable) return { name, access: 'users', columns: { ...usersColumns, ...columnsOf(name) } }
    const found = database.get<{ access: TableAccess }>('select access from tables where name = ?', [name])
    return found ? { name, access: found.access, columns: columnsOf(name) } : null
  }
  const need = (name: string): Table => {
    const found = find(name)
    if (!found) throw dataErrors.noTable(name)
    return found
  }
  const addColumn = (table: string, column: string, type: ColumnType): void => {
    checkColumn(column, type)
    database.run('insert into columns (tableName, name, type) values (?, ?, ?)', [table, column, type])
  }
  return {
    find,
    need,
    addColumn,
    all: () => [usersTable, ...database.all<{ name: string }>('select name from tables order by name').map(({ name }) => name)].map(need),
    create: (name, columns, access) => {
      if (!isName(name)) throw new ApiError(400, 0, `A table cannot be called ${JSON.stringify(name)}`)
      if (find(name)) throw new ApiError(409, 0, `The table ${name} exists already`)
      database.transaction(() => {
        database.run('insert into tables (name, access) values (?, ?)', [name, access])
        for (const [column, type] of Object.entries(columns)) addColumn(name, column, type)
      })
      return need(name)
    },
    setAccess: (name, access) => void database.run('update tables set access = ? where name = ?', [access, need(name).name]),
    remove: (name) => {
      if (name === usersTable) throw new ApiError(400, 0, 'The table of users cannot be removed')
      need(name)
      database.transaction(() => ['tables where name', 'columns where tableName', 'records where tableName'].forEach((part) => database.run(`delete from ${part} = ?`, [name])))
    },
    get schemaMode() {
      return database.get<{ value: SchemaMode }>('select value from options where name = ?', ['dynamicSchema'])?.value ?? 'on'
    },
    setSchemaMode: (mode) => void database.run('insert or replace into options (name, value) values (?, ?)', ['dynamicSchema', mode]),
  }
}
