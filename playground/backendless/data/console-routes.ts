import express, { Router } from 'express'
import { ApiError } from '../api-error'
import type { Gateway } from '../app-runtime'
import { consoleApp } from '../console-app'
import type { ColumnType } from './columns'
import { schemaModes, tableAccesses } from './tables'

const oneOf = <Value extends string>(values: readonly Value[], written: unknown, what: string): Value => {
  const found = values.find((value) => value === written)
  if (!found) throw new ApiError(400, 0, `${what} must be one of ${values.join(', ')}`)
  return found
}

const objectOf = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {})

/** Tables in the console: `/<app id>/console/data/tables` and the switch of the dynamic schema in `/<app id>/console/data/configuration`. */
export const dataConsole = (gateway: Gateway): Router => {
  const routes = Router()
  const stateOf = consoleApp(gateway)
  routes.use(express.json({ limit: '256kb' }))
  routes.get('/tables', (_request, response) => void response.json(stateOf(response).tables.all()))
  routes.post('/tables', (request, response) => {
    const { name, columns, access = 'open' } = objectOf(request.body)
    const { tables } = stateOf(response)
    response.json(tables.create(typeof name === 'string' ? name : '', objectOf(columns) as Record<string, ColumnType>, oneOf(tableAccesses, access, 'access')))
  })
  routes.put('/tables/:name', (request, response) => {
    const { tables } = stateOf(response)
    tables.setAccess(request.params.name, oneOf(tableAccesses, objectOf(request.body)['access'], 'access'))
    response.json(tables.need(request.params.name))
  })
  routes.delete('/tables/:name', (request, response) => {
    stateOf(response).tables.remove(request.params.name)
    response.json(null)
  })
  routes.put('/configuration', (request, response) => {
    const { tables } = stateOf(response)
    tables.setSchemaMode(oneOf(schemaModes, objectOf(request.body)['dynamicSchema'], 'dynamicSchema'))
    response.json({ dynamicSchema: tables.schemaMode })
  })
  return routes
}
