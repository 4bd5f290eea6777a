import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router, type Request } from 'express'
import { ApiError } from '../../backendless/api-error'
import type { AppRuntime, Gateway } from '../../backendless/app-runtime'
import { ownPagesOnly } from '../../backendless/own-page'
import { readUiPage, savePlacement } from './ui-page'

const runtimeOf = (gateway: Gateway, request: Request): AppRuntime => {
  const found = gateway.runtimes.find(({ app }) => app.id === request.params['appId'])
  if (!found) throw new ApiError(404, 0, 'The playground has no such app')
  return found
}

const toolbox = (runtime: AppRuntime): object => {
  const { componentFolder, isPlaced, canChange } = readUiPage(runtime)
  const component = componentFolder && (JSON.parse(readFileSync(join(componentFolder, 'component.json'), 'utf8')) as { id: string; name: string; description: string })
  return { component: component ? { id: component.id, name: component.name, description: component.description } : null, isPlaced, canChange }
}

/** The toolbox of UI Builder and what stands on the page: `/<app id>/console/ui-builder/page`. */
export const uiBuilderRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  const address = '/:appId/console/ui-builder/page'
  routes.use(address, ownPagesOnly(gateway))
  routes.get(address, (request, response) => void response.json(toolbox(runtimeOf(gateway, request))))
  routes.put(address, express.json({ limit: '1kb' }), (request, response) => {
    const runtime = runtimeOf(gateway, request)
    const { isPlaced } = (request.body ?? {}) as { isPlaced?: unknown }
    if (typeof isPlaced !== 'boolean') throw new ApiError(400, 0, 'Send {"isPlaced": true} or {"isPlaced": false}')
    const { componentFolder, canChange } = readUiPage(runtime)
    if (!canChange) throw new ApiError(409, 0, `The page of the app ${runtime.app.title} stays as it is`)
    if (isPlaced && !componentFolder) throw new ApiError(409, 0, 'The component is not installed in this app')
    savePlacement(runtime, isPlaced)
    response.json(toolbox(runtime))
  })
  return routes
}
