import { randomUUID } from 'node:crypto'
import { storable, systemColumns, typeFor } from './columns'
import { dataErrors } from './data-errors'
import { isSqlError, type Database } from './database'
import { expressionOf, expressionSql } from './expression'
import type { Table, Tables } from './tables'
import { columnSql, joined, whereSql, type Sql } from './where'

/** A record as the platform answers it. */
export type Row = Readonly<Record<string, unknown>>

/** Which records a caller may reach: all of them, or only those of one owner. */
export type Reach = 'all' | { readonly ownerId: string | null }

export interface RecordQuery {
  readonly where?: string | undefined
  /** Columns with `asc` or `desc` behind them, comma separated. */
  readonly sortBy?: string | undefined
  readonly pageSize: number
  readonly offset: number
}

/** The records of an app's tables. */
export interface Records {
  get(table: Table, objectId: string): Row | null
  find(table: Table, query: RecordQuery, reach: Reach): Row[]
  count(table: Table, where: string, reach: Reach): number
  insert(table: Table, values: Row, ownerId: string | null, objectId?: string): Row
  /** How many records were changed: one statement, so two that claim the same record cannot both win. */
  update(table: Table, where: string, changes: Row, reach: Reach): number
  updateOne(table: Table, objectId: string, changes: Row): Row
  remove(table: Table, where: string, reach: Reach): number
  removeOne(table: Table, objectId: string): void
}

interface Stored {
  readonly objectId: string
  readonly ownerId: string | null
  readonly created: number
  readonly updated: number | null
  readonly body: string
}

const ignored: readonly string[] = [...systemColumns, '___class', '__meta', '___jsonclass']

const toRow = ({ name, columns }: Table, { body, ...system }: Stored): Row => {
  const values = JSON.parse(body) as Record<string, unknown>
  return { ...system, ...Object.fromEntries(Object.keys(columns).map((column) => [column, values[column] ?? null])), ___class: name }
}

const hasColumn = ({ columns }: Table) => (column: string): boolean => Object.hasOwn(columns, column) || systemColumns.some((system) => system === column)

const reachSql = (reach: Reach): Sql => (reach === 'all' ? { sql: '', values: [] } : { sql: 'and ownerId is not null and ownerId = ?', values: [reach.ownerId] })

const orderSql = (table: Table, sortBy: string): Sql => {
  const orders = sortBy.split(',').map((part): Sql => {
    const [, column = '', direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? []
    if (!hasColumn(table)(column)) throw dataErrors.noColumn(column || part.trim(), table.name)
    const { sql, values } = columnSql(column)
    return { sql: `${sql} ${direction}`, values }
  })
  // Records of the same millisecond keep the order in which they came.
  const last = /desc$/i.test(orders[0]?.sql ?? '') ? 'rowid desc' : 'rowid'
  return { sql: `order by ${orders.map(({ sql }) => sql).join(', ')}, ${last}`, values: orders.flatMap(({ values }) => values) }
}

class SqlRecords implements Records {
  constructor(
    private readonly database: Database,
    private readonly tables: Tables,
  ) {}

  get(table: Table, objectId: string): Row | null {
    const found = this.database.get<Stored>('select objectId, ownerId, created, updated, body from records where tableName = ? and objectId = ?', [table.name, objectId])
    return found && toRow(table, found)
  }

  find(table: Table, { where = '', sortBy, pageSize, offset }: RecordQuery, reach: Reach): Row[] {
    const order = orderSql(table, sortBy?.trim() || 'created desc')
    const { sql, values } = joined([{ sql: 'select objectId, ownerId, created, updated, body', values: [] }, this.from(table, where, reach), order, { sql: 'limit ? offset ?', values: [pageSize, offset] }])
    return this.asked(() => this.database.all<Stored>(sql, values)).map((found) => toRow(table, found))
  }

  count(table: Table, where: string, reach: Reach): number {
    const { sql, values } = joined([{ sql: 'select count(*) as n', values: [] }, this.from(table, where, reach)])
    return this.asked(() => this.database.get<{ n: number }>(sql, values))?.n ?? 0
  }

  insert(table: Table, values: Row, ownerId: string | null, objectId: string = randomUUID().toUpperCase()): Row {
    if (this.get(table, objectId)) throw dataErrors.notUnique(objectId)
    const columns = this.columnsFor(table, values)
    const body = Object.fromEntries(columns.map(([column, type, value]) => {
      if (expressionOf(value) !== null) throw dataErrors.wrongType(column, 'A new record has nothing to calculate with')
      return [column, storable(column, type, value)]
    }))
    this.database.run('insert into records (tableName, objectId, ownerId, created, updated, body) values (?, ?, ?, ?, null, ?)', [table.name, objectId, ownerId, Date.now(), JSON.stringify(body)])
    return this.get(this.tables.need(table.name), objectId) ?? {}
  }

  update(table: Table, where: string, changes: Row, reach: Reach): number {
    const assignments = this.columnsFor(table, changes).map(([column, type, value]): Sql => {
      const expression = expressionOf(value)
      const path = `$."${column}"`
      if (expression === null) return { sql: ', ?, json(?)', values: [path, JSON.stringify(storable(column, type, value))] }
      const { sql, values } = expressionSql(expression, column, table.name, hasColumn(table))
      return { sql: type === 'INT' ? `, ?, cast(round(${sql}) as integer)` : `, ?, ${sql}`, values: [path, ...values] }
    })
    const condition = whereSql(where, table.name, hasColumn(table))
    const { sql, values } = joined([
      { sql: 'update records set updated = ?, body = json_set(body', values: [Date.now()] }, ...assignments,
      { sql: ') where tableName = ? and', values: [table.name] }, condition, reachSql(reach),
    ])
    return this.asked(() => this.database.run(sql, values))
  }

  updateOne(table: Table, objectId: string, changes: Row): Row {
    if (this.update(table, `objectId = '${objectId.replaceAll("'", "''")}'`, changes, 'all') === 0) throw dataErrors.noRecord(objectId)
    return this.get(this.tables.need(table.name), objectId) ?? {}
  }

  remove(table: Table, where: string, reach: Reach): number {
    const { sql, values } = joined([{ sql: 'delete', values: [] }, this.from(table, where, reach)])
    return this.asked(() => this.database.run(sql, values))
  }

  removeOne(table: Table, objectId: string): void {
    if (this.database.run('delete from records where tableName = ? and objectId = ?', [table.name, objectId]) === 0) throw dataErrors.noRecord(objectId)
  }

  private from(table: Table, where: string, reach: Reach): Sql {
    return joined([{ sql: 'from records where tableName = ? and', values: [table.name] }, whereSql(where, table.name, hasColumn(table)), reachSql(reach)])
  }

  /** The columns that are written, with their types; what happens with unknown ones depends on the app. */
  private columnsFor(table: Table, values: Row): [string, Table['columns'][string], unknown][] {
    const mode = this.tables.schemaMode
    return Object.entries(values).filter(([column]) => !ignored.includes(column)).flatMap(([column, value]) => {
      const known = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined
      if (known) return [[column, known, value]]
      if (mode === 'refuse' || expressionOf(value) !== null) throw dataErrors.noColumn(column, table.name)
      const type = mode === 'on' ? typeFor(value) : null
      if (!type) return []
      this.tables.addColumn(table.name, column, type)
      return [[column, type, value]]
    })
  }

  /** What SQLite cannot read can only come from the caller's condition: all else is written here. */
  private asked<Result>(ask: () => Result): Result {
    try {
      return ask()
    } catch (error) {
      if (isSqlError(error)) throw dataErrors.badWhere('It is not a condition')
      throw error
    }
  }
}

/** Opens the records of an app. */
export const openRecords = (database: Database, tables: Tables): Records => new SqlRecords(database, tables)
