import { dataErrors } from './data-errors'
import { isBalanced, tokenize } from './tokens'
import { columnSql, joined, type HasColumn, type Sql } from './where'

/** `new Backendless.Expression('seconds + 60')` as it travels. */
export const expressionOf = (value: unknown): string | null => {
  const { ___class: className, value: text } = (value ?? {}) as Record<string, unknown>
  return className === 'BackendlessExpression' && typeof text === 'string' ? text : null
}

const signs = ['(', ')', '+', '-', '*', '/']

/** Turns arithmetic over columns into SQL in which every name and number is bound. */
export const expressionSql = (text: string, column: string, table: string, hasColumn: HasColumn): Sql => {
  const tokens = tokenize(text)
  const bad = (): Error => dataErrors.wrongType(column, 'The expression is not arithmetic over numbers and columns')
  if (!tokens || tokens.length === 0 || !isBalanced(tokens)) throw bad()
  const pieces = tokens.map((token): Sql => {
    if (token.kind === 'number') return { sql: '?', values: [Number(token.text)] }
    if (token.kind === 'name') {
      if (!hasColumn(token.text)) throw dataErrors.noColumn(token.text, table)
      return columnSql(token.text)
    }
    if (token.kind === 'text' || !signs.includes(token.text)) throw bad()
    // SQLite would cut the quotient of two whole numbers.
    return { sql: token.text === '/' ? '* 1.0 /' : token.text, values: [] }
  })
  // The spaces keep two minus signs apart, which would begin a comment.
  return joined([{ sql: '(', values: [] }, ...pieces, { sql: ')', values: [] }])
}
