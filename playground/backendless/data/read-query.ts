import { systemColumns } from './columns'
import { dataErrors } from './data-errors'
import type { RecordQuery, Row } from './records'
import type { Table } from './tables'

/** What a client wants to see of the records that it finds. */
export interface ReadQuery extends RecordQuery {
  readonly where: string
  /** Empty = all columns. */
  readonly props: readonly string[]
  readonly excludeProps: readonly string[]
}

const defaultPageSize = 10
const maxPageSize = 100
const notBuilt = ['loadRelations', 'groupBy', 'having', 'distinct'] as const

const textOf = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : '')

const listOf = (value: unknown): string[] => textOf(value).split(',').map((part) => part.trim()).filter((part) => part !== '' && part !== '*')

const countOf = (value: unknown, fallback: number): number => {
  if (value === undefined || value === null || value === '') return fallback
  const count = Number(value)
  if (!Number.isInteger(count) || count < 0) throw dataErrors.badPage()
  return count
}

/** Reads the body of `find`; what the playground cannot do is refused, not ignored. */
export const readQuery = (body: Readonly<Record<string, unknown>>, table: Table): ReadQuery => {
  const unknown = notBuilt.find((name) => body[name] !== undefined && body[name] !== null && body[name] !== false && body[name] !== '')
  if (unknown) throw dataErrors.unknownWish(unknown)
  const props = listOf(body['props'])
  const missing = props.find((name) => !Object.hasOwn(table.columns, name) && !systemColumns.some((system) => system === name))
  if (missing) throw dataErrors.noColumn(missing, table.name)
  return {
    where: textOf(body['where']), sortBy: textOf(body['sortBy']), props, excludeProps: listOf(body['excludeProps']),
    pageSize: Math.min(countOf(body['pageSize'], defaultPageSize), maxPageSize), offset: countOf(body['offset'], 0),
  }
}

const always: readonly string[] = ['objectId', '___class']

/** The wished columns of a record; its id and class always come along. */
export const pick = (row: Row, { props, excludeProps }: Pick<ReadQuery, 'props' | 'excludeProps'>): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => always.includes(name) || ((props.length === 0 || props.includes(name)) && !excludeProps.includes(name))))
