import { Router, type Request } from 'express'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import { ownPagesOnly } from '../backendless/own-page'
import { functionRoutes } from './function-routes'

const runtimeOf = (gateway: Gateway, request: Request): AppRuntime => {
  const found = gateway.runtimes.find(({ app }) => app.id === request.params['appId'])
  if (!found) throw new ApiError(404, 0, 'The playground has no such app')
  return found
}

/** Codeless for people (`/codeless`) and for programs (`/<app id>/console/codeless/...`). */
export const codelessRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.use(['/codeless', '/:appId/console/codeless'], ownPagesOnly(gateway))
  routes.use(functionRoutes(runtimeOf, gateway))
  return routes
}
