import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import { dataErrors } from './data-errors'
import type { Row } from './records'
import { needReach, needRow, tableCall, type TableCall } from './table-call'

const idPattern = /^[\w-]{1,64}$/

/** The id that a client gave; null = none. */
const idOf = (values: Row): string | null => {
  const { objectId } = values
  if (objectId === undefined || objectId === null || objectId === '') return null
  if (typeof objectId !== 'string' || !idPattern.test(objectId)) throw new ApiError(400, 0, 'The objectId is not usable: it holds up to 64 letters, digits, _ and -')
  return objectId
}

const insert = (call: TableCall, values: Row, objectId: string | null): Row => {
  needReach(call, 'ADD')
  if (call.isUsers) throw dataErrors.mayNotCreate()
  return call.state.records.insert(call.table, values, call.rights.userId, objectId ?? randomUUID().toUpperCase())
}

const update = (call: TableCall, objectId: string, values: Row): Row | Promise<Row> => {
  needRow(call, 'UPDATE', objectId)
  return call.isUsers ? call.state.users.update(objectId, values) : call.state.records.updateOne(call.table, objectId, values)
}

/** With a dynamic schema the first record makes its table, open to everybody. */
const ensureTable = (response: Response, name: string): void => {
  const { tables } = apiCallOf(response).runtime.state
  if (tables.schemaMode === 'on' && !tables.find(name)) tables.create(name, {}, 'open')
}

/** Saves one record: without an id it is new, with one it is changed. */
export const save = (response: Response, name: string, values: Row): Row | Promise<Row> => {
  ensureTable(response, name)
  const call = tableCall(response, name)
  const objectId = idOf(values)
  return objectId === null ? insert(call, values, null) : update(call, objectId, values)
}

/** As `save`, but an unknown id is kept for the new record. */
export const upsert = (response: Response, name: string, values: Row): Row | Promise<Row> => {
  ensureTable(response, name)
  const call = tableCall(response, name)
  const objectId = idOf(values)
  return objectId !== null && call.state.records.get(call.table, objectId) ? update(call, objectId, values) : insert(call, values, objectId)
}

const maxBulk = 100

/** Adds many records or none; columns that do not exist are ignored, as the platform's newer documentation says. */
export const bulkCreate = (response: Response, name: string, rows: unknown): string[] => {
  const call = tableCall(response, name)
  if (!Array.isArray(rows) || rows.length === 0) throw new ApiError(400, 0, 'Send an array of objects')
  if (rows.length > maxBulk) throw new ApiError(400, 0, `At most ${maxBulk} objects can be created at a time`)
  const known = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([column]) => Object.hasOwn(call.table.columns, column)))
  return call.state.transaction(() => rows.map((row: unknown) => {
    if (row === null || typeof row !== 'object' || Array.isArray(row)) throw new ApiError(400, 0, 'Send an array of objects')
    return String(insert(call, known(row as Row), idOf(row as Row))['objectId'])
  }))
}

/** Changes all records that match with one statement, and answers how many they were. */
export const bulkUpdate = (response: Response, name: string, where: string, changes: Row): number => {
  const call = tableCall(response, name)
  const reach = needReach(call, 'UPDATE')
  if (call.isUsers) throw dataErrors.mayNotUpdate()
  if (where.trim() === '') throw dataErrors.badWhere('A bulk update needs one')
  return call.state.records.update(call.table, where, changes, reach)
}

/** Removes all records that match, and answers how many they were. */
export const bulkRemove = (response: Response, name: string, where: string): number => {
  const call = tableCall(response, name)
  const reach = needReach(call, 'REMOVE')
  if (call.isUsers) throw dataErrors.mayNotRemove()
  if (where.trim() === '') throw dataErrors.badWhere('A bulk removal needs one')
  return call.state.records.remove(call.table, where, reach)
}

/** Removes one record; a user goes with session, roles and password. */
export const remove = (response: Response, name: string, objectId: string): void => {
  const call = tableCall(response, name)
  needRow(call, 'REMOVE', objectId)
  call.state.records.removeOne(call.table, objectId)
  if (call.isUsers) call.state.users.forget(objectId)
}
