import { Router, type RequestHandler } from 'express'
import type { Gateway } from './app-runtime'
import { dataConsole } from './data/console-routes'
import { ownPagesOnly } from './own-page'
import { securityConsole } from './permissions/console-routes'

const rememberApp: RequestHandler = (request, response, next) => {
  response.locals['appId'] = request.params['appId']
  next()
}

/** What the owner of an app sets in the console: tables and rights. Neither a client nor a foreign page reaches it. */
export const consoleRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.use('/:appId/console/security', ownPagesOnly(gateway), rememberApp, securityConsole(gateway))
  routes.use('/:appId/console/data', ownPagesOnly(gateway), rememberApp, dataConsole(gateway))
  return routes
}
