import express, { Router, type Request } from 'express'
import { ApiError } from '../api-error'
import { readRule } from '../permissions/read-rule'
import type { systemColumns } from './columns'
import { pick, readQuery } from './read-query'
import type { Row } from './records'
import { needReach, needRow, reachFor, tableCall } from './table-call'
import { tableOperations } from './table-rights'
import type { Table } from './tables'
import { bulkCreate, bulkRemove, bulkUpdate, remove, save, upsert } from './write'

const bodyOf = (request: Request): Row => {
  const body: unknown = request.body ?? {}
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new ApiError(400, 0, 'Send a JSON object')
  return body as Row
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const systemTypes: Readonly<Record<(typeof systemColumns)[number], string>> = { objectId: 'STRING_ID', ownerId: 'STRING', created: 'DATETIME', updated: 'DATETIME' }

const describe = ({ columns }: Table): object[] =>
  Object.entries({ ...systemTypes, ...columns }).map(([name, type]) => ({
    name, required: false, type, defaultValue: null, expression: null, relatedTable: null, customRegex: null, autoLoad: false, isPrimaryKey: name === 'objectId',
  }))

const bulkRoutes = (): Router => {
  const routes = Router()
  routes.put('/:table', (request, response) => void response.json(bulkUpdate(response, request.params.table, textOf(request.query['where']), bodyOf(request))))
  routes.post('/:table', (request, response) => void response.json(bulkCreate(response, request.params.table, request.body)))
  routes.post('/:table/delete', (request, response) => void response.json(bulkRemove(response, request.params.table, textOf(bodyOf(request)['where']))))
  return routes
}

const readRoutes = (): Router => {
  const routes = Router()
  // What somebody may not find is no error: there is just nothing.
  routes.post('/:table/find', (request, response) => {
    const call = tableCall(response, request.params.table)
    const query = readQuery(bodyOf(request), call.table)
    const reach = reachFor(call, 'FIND')
    response.json(reach === null ? [] : call.state.records.find(call.table, query, reach).map((row) => pick(row, query)))
  })
  routes.post('/:table/count', (request, response) => {
    const call = tableCall(response, request.params.table)
    const { where } = readQuery(bodyOf(request), call.table)
    const reach = reachFor(call, 'FIND')
    response.json(reach === null ? 0 : call.state.records.count(call.table, where, reach))
  })
  routes.get('/:table/properties', (request, response) => {
    const call = tableCall(response, request.params.table)
    needReach(call, 'DESCRIBE')
    response.json(describe(call.table))
  })
  routes.get('/:table/:id', (request, response) => {
    const call = tableCall(response, request.params.table)
    const { property, loadRelations } = request.query
    const query = readQuery({ props: property, loadRelations }, call.table)
    response.json(pick(needRow(call, 'FIND', request.params.id), query))
  })
  return routes
}

const writeRoutes = (): Router => {
  const routes = Router()
  routes.put('/:table/upsert', async (request, response) => void response.json(await upsert(response, request.params.table, bodyOf(request))))
  routes.put('/:table', async (request, response) => void response.json(await save(response, request.params.table, bodyOf(request))))
  routes.delete('/:table/:id', (request, response) => {
    remove(response, request.params.table, request.params.id)
    response.json({ deletionTime: Date.now() })
  })
  routes.put('/:table/permissions/:effect', (request, response) => {
    const call = tableCall(response, request.params.table)
    needReach(call, 'PERMISSION')
    call.state.rules.set({ kind: 'table', target: call.table.name, ...readRule(request.params.effect, request.body, tableOperations) })
    response.json(null)
  })
  return routes
}

/** Data tables: records one by one and in bulk, conditions, columns, rights. */
export const dataRoutes = (): Router => {
  const routes = Router()
  routes.use(express.json({ limit: '4mb' }))
  routes.use('/bulk', bulkRoutes())
  routes.use(readRoutes(), writeRoutes())
  return routes
}
