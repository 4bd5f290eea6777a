import { join } from 'node:path'
import express, { Router, type Request } from 'express'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import { ownPagesOnly } from '../backendless/own-page'
import { bundle } from '../page/bundle'
import { appNamed } from '../shell/places'
import { appFacts } from './app-facts'
import { codelessPage } from './codeless-page'
import { functionRoutes } from './function-routes'
import { deployProgram, invocationsOf, removeHandlers } from './handlers'
import { examples } from './programs/examples'
import { provideSamples, readProgram, resetProgram, saveProgram } from './programs/store'
import { runPageRoutes } from './run-page/routes'

const blocklyMedia = join(require.resolve('blockly'), '..', 'media')

const runtimeOf = (gateway: Gateway, request: Request): AppRuntime => {
  const found = gateway.runtimes.find(({ app }) => app.id === request.params['appId'])
  if (!found) throw new ApiError(404, 0, 'The playground has no such app')
  return found
}

const idOf = (request: Request): string => String(request.params['id'])

/** Programs of an app for the editor: `/<app id>/console/codeless/programs/...`. */
const programRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  const address = '/:appId/console/codeless'
  routes.get(`${address}/programs/:id`, async (request, response) => {
    const runtime = runtimeOf(gateway, request)
    await provideSamples(runtime)
    response.json({ program: readProgram(runtime, idOf(request)), facts: appFacts(runtime) })
  })
  routes.put(`${address}/programs/:id`, express.json({ limit: '5mb' }), (request, response) => {
    const { logic } = (request.body ?? {}) as { logic?: unknown }
    response.json(saveProgram(runtimeOf(gateway, request), idOf(request), logic))
  })
  routes.delete(`${address}/programs/:id`, (request, response) => void response.json(resetProgram(runtimeOf(gateway, request), idOf(request))))
  routes.post(`${address}/programs/:id/deploy`, async (request, response) => {
    const runtime = runtimeOf(gateway, request)
    await deployProgram(runtime, readProgram(runtime, idOf(request)))
    response.json(null)
  })
  routes.delete(`${address}/handlers`, async (request, response) => {
    await removeHandlers(runtimeOf(gateway, request))
    response.json(null)
  })
  routes.get(`${address}/invocations`, (request, response) => void response.json(invocationsOf(runtimeOf(gateway, request))))
  return routes
}

/** Blockly writes style elements of its own; everything else is as on the other pages. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Codeless for people (`/codeless`) and for programs (`/<app id>/console/codeless/...`). */
export const codelessRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.use(['/codeless', '/:appId/console/codeless'], ownPagesOnly(gateway))
  routes.get('/codeless', (request, response) => {
    const shown = examples.find(({ id }) => id === request.query['program']) ?? examples[0]
    response.setHeader('Content-Security-Policy', policy)
    response.type('html').send(codelessPage(appNamed(request.query['app']), examples, shown?.id ?? ''))
  })
  routes.get('/codeless/main.js', async (_request, response) => void response.type('js').send(await bundle('../codeless/editor/main.ts')))
  routes.get('/codeless/codeless.css', (_request, response) => response.sendFile(join(__dirname, 'codeless.css')))
  routes.use('/codeless/media', express.static(blocklyMedia))
  routes.use(runPageRoutes(gateway), functionRoutes(runtimeOf, gateway), programRoutes(gateway))
  return routes
}
