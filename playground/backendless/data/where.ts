import { systemColumns } from './columns'
import { dataErrors } from './data-errors'
import type { SqlValue } from './database'
import { isBalanced, tokenize, type Token } from './tokens'

/** A piece of SQL with the values that belong to its question marks. */
export interface Sql {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** Joins pieces with nothing but spaces between them. */
export const joined = (pieces: readonly Sql[]): Sql => ({ sql: pieces.map(({ sql }) => sql).join(' '), values: pieces.flatMap(({ values }) => values) })

const plain = (sql: string): Sql => ({ sql, values: [] })

/** A column of a record; its name never becomes SQL. */
export const columnSql = (name: string): Sql =>
  systemColumns.some((system) => system === name) ? plain(name) : { sql: 'json_extract(body, ?)', values: [`$."${name}"`] }

const words = ['and', 'or', 'not', 'in', 'like', 'is', 'null', 'between']
const constants: Readonly<Record<string, string>> = { true: '1', false: '0' }
const signs = ['=', '!=', '<>', '<', '>', '<=', '>=', '(', ')', ',', '-']

/** Whether a table has a column. */
export type HasColumn = (name: string) => boolean

const nameSql = (text: string, table: string, hasColumn: HasColumn): Sql => {
  const lower = text.toLowerCase()
  if (words.includes(lower)) return plain(lower)
  const constant = constants[lower]
  if (constant !== undefined) return plain(constant)
  if (!hasColumn(text)) throw dataErrors.noColumn(text, table)
  return columnSql(text)
}

const tokenSql = ({ kind, text }: Token, table: string, hasColumn: HasColumn): Sql => {
  if (kind === 'name') return nameSql(text, table, hasColumn)
  if (kind === 'text') return { sql: '?', values: [text.slice(1, -1).replaceAll("''", "'")] }
  if (kind === 'number') return { sql: '?', values: [Number(text)] }
  if (!signs.includes(text)) throw dataErrors.badWhere(`It must not contain ${text}`)
  return plain(text)
}

/** Turns a where clause into SQL in which every name and value is bound. */
export const whereSql = (where: string, table: string, hasColumn: HasColumn): Sql => {
  const tokens = tokenize(where)
  if (!tokens) throw dataErrors.badWhere('It contains a character that no condition has')
  if (!isBalanced(tokens)) throw dataErrors.badWhere('Its parentheses do not match')
  if (tokens.length === 0) return plain('1')
  // Two minus signs would begin a comment; no condition needs them.
  if (tokens.some(({ text }, index) => text === '-' && tokens[index + 1]?.kind !== 'number')) throw dataErrors.badWhere('A minus must stand before a number')
  return joined([plain('('), ...tokens.map((token) => tokenSql(token, table, hasColumn)), plain(')')])
}
