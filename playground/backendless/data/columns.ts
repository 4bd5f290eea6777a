import { dataErrors } from './data-errors'

/** What a column can hold. */
export const columnTypes = ['STRING', 'TEXT', 'INT', 'DOUBLE', 'BOOLEAN', 'DATETIME', 'JSON'] as const
export type ColumnType = (typeof columnTypes)[number]

/** Kept for every record by the platform itself. */
export const systemColumns = ['objectId', 'ownerId', 'created', 'updated'] as const

const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/

/** Whether a table or column may be called so. */
export const isName = (name: string): boolean => namePattern.test(name)

const stringCharacters = 500

/** The type that a new column gets from its first value; null = the value tells nothing. */
export const typeFor = (value: unknown): ColumnType | null => {
  if (typeof value === 'string') return value.length > stringCharacters ? 'TEXT' : 'STRING'
  if (typeof value === 'number') return Number.isInteger(value) ? 'INT' : 'DOUBLE'
  if (typeof value === 'boolean') return 'BOOLEAN'
  return value === null || value === undefined ? null : 'JSON'
}

const toTime = (value: unknown): number | null => {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isFinite(time) ? time : null
}

type Check = (value: unknown) => unknown

/** What each type stores of a value; undefined = it does not fit. */
const checks: Readonly<Record<ColumnType, Check>> = {
  STRING: (value) => (typeof value === 'string' && value.length <= stringCharacters ? value : undefined),
  TEXT: (value) => (typeof value === 'string' ? value : undefined),
  INT: (value) => (Number.isSafeInteger(value) ? value : undefined),
  DOUBLE: (value) => (Number.isFinite(value) ? value : undefined),
  BOOLEAN: (value) => (typeof value === 'boolean' ? value : undefined),
  DATETIME: (value) => toTime(value) ?? undefined,
  JSON: (value) => value,
}

/** The value as the column stores it. */
export const storable = (column: string, type: ColumnType, value: unknown): unknown => {
  if (value === null || value === undefined) return null
  const stored = checks[type](value)
  if (stored === undefined) throw dataErrors.wrongType(column, `The column holds ${type}`)
  return stored
}
