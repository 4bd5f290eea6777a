import { minutesTable } from '../../../contract'
import { ownRights } from '../own-rights'
import type { Table } from '../platform'

/** The rows that count seconds, written with the service's own rights: the caller's could not, and must not. */
export interface MinutesTable {
  /** Adds seconds while fewer than the limit are used; false = the limit is reached. */
  add(rowId: string, seconds: number, limitSeconds: number): Promise<boolean>
  /** Corrects a reservation. */
  correct(rowId: string, seconds: number): Promise<void>
}

const plus = (seconds: number): Record<string, unknown> => ({ seconds: { ___class: 'BackendlessExpression', value: `seconds + ${seconds}` } })

const changed = async (table: Table, where: string, seconds: number): Promise<boolean> => Number(await table.bulkUpdate(where, plus(seconds))) === 1

const isMissing = (error: unknown): boolean => (error as { code?: number } | null)?.code === 1000

const exists = async (table: Table, rowId: string): Promise<boolean> => {
  try {
    return (await table.findById(rowId)) !== null
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Opens the table; nothing is read yet. The table itself must exist: one made by a first write would be open to every client. */
export const openMinutesTable = (): MinutesTable => {
  const table = ownRights().Data.of(minutesTable.name)
  return {
    add: async (rowId, seconds, limitSeconds) => {
      const where = `objectId = '${rowId}' and seconds < ${limitSeconds}`
      if (await changed(table, where, seconds)) return true
      if (limitSeconds <= 0) return false
      // Two first calls of a day may both come here: one finds the row of the other, or its insert is refused, and both then add.
      if (!(await exists(table, rowId))) await table.bulkCreate([{ objectId: rowId, seconds: 0 }]).catch(() => undefined)
      return changed(table, where, seconds)
    },
    correct: async (rowId, seconds) => {
      if (seconds !== 0) await table.bulkUpdate(`objectId = '${rowId}'`, plus(seconds))
    },
  }
}
