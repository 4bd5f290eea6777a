import type { Response } from 'express'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import type { AppState } from '../app-state'
import { rightsOf } from '../callers'
import type { Rights } from '../permissions/rights'
import { dataErrors } from './data-errors'
import type { Reach, Row } from './records'
import { isReached, reachOf, type TableOperation } from './table-rights'
import { usersTable, type Table } from './tables'

/** One call on one table: the state of the app, the table, and whose rights the call has. */
export interface TableCall {
  readonly state: AppState
  readonly table: Table
  readonly rights: Rights
  readonly isUsers: boolean
}

/** Finds the table of a call. */
export const tableCall = (response: Response, name: string): TableCall => {
  const { state } = apiCallOf(response).runtime
  return { state, table: state.tables.need(name), rights: rightsOf(response), isUsers: name === usersTable }
}

const denials: Readonly<Record<TableOperation, () => ApiError>> = {
  ADD: dataErrors.mayNotCreate,
  UPDATE: dataErrors.mayNotUpdate,
  FIND: dataErrors.mayNotFind,
  REMOVE: dataErrors.mayNotRemove,
  DESCRIBE: dataErrors.mayNotFind,
  PERMISSION: () => new ApiError(403, 0, 'User has no permission to change permissions'),
}

/** The records that the call may reach; null = none. */
export const reachFor = ({ state, table, rights }: TableCall, operation: TableOperation): Reach | null => reachOf(state.rules, table, operation, rights)

/** As `reachFor`; throws the platform's error when there are none. */
export const needReach = (call: TableCall, operation: TableOperation): Reach => {
  const reach = reachFor(call, operation)
  if (reach === null) throw denials[operation]()
  return reach
}

/** The record with this id; throws when the call may not do this with it, or when there is none. */
export const needRow = (call: TableCall, operation: TableOperation, objectId: string): Row => {
  const reach = needReach(call, operation)
  const row = call.state.records.get(call.table, objectId)
  if (!row) throw dataErrors.noRecord(objectId)
  if (isReached(reach, row)) return row
  // What somebody may not find does not exist for them.
  throw operation === 'FIND' ? dataErrors.noRecord(objectId) : denials[operation]()
}
