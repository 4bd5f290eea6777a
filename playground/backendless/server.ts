import express, { Router, type Express } from 'express'
import { addressForms, identifyCall } from './api-call'
import { errorAnswer, unknownRoute } from './api-error'
import type { Gateway } from './app-runtime'
import { cacheRoutes } from './cache/routes'
import { identifyCaller } from './callers'
import { consoleRoutes } from './console-routes'
import { cors } from './cors'
import { countersRoutes } from './counters/routes'
import { dataRoutes } from './data/routes'
import { filesRoutes } from './files/routes'
import { filePermissionRoutes } from './permissions/file-routes'
import { platformRoutes } from './platform-routes'
import { servicesRoutes } from './services/routes'
import { usersRoutes } from './users/routes'

/** The REST calls of an app, one router an area. */
const apiRoutes = (gateway: Gateway): Router => {
  const api = Router()
  api.use(cors, identifyCall(gateway), identifyCaller)
  api.use(platformRoutes())
  api.use('/users', usersRoutes())
  api.use('/files/permissions', filePermissionRoutes())
  api.use('/files', filesRoutes(gateway))
  api.use('/data', dataRoutes())
  api.use('/counters', countersRoutes())
  api.use('/cache', cacheRoutes())
  api.use('/services', servicesRoutes(gateway))
  api.use(unknownRoute, errorAnswer(gateway.log))
  return api
}

/** The whole server: the apps' REST calls, then the playground's own pages in the given order. */
export const createServer = (gateway: Gateway, pages: readonly Router[]): Express => {
  const server = express()
  server.disable('x-powered-by').set('etag', false)
  server.use(addressForms(gateway, apiRoutes(gateway)))
  server.use(consoleRoutes(gateway))
  for (const page of pages) server.use(page)
  server.use(unknownRoute, errorAnswer(gateway.log))
  return server
}
