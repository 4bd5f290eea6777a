import express, { Router } from 'express'
import type { Gateway } from '../backendless/app-runtime'
import { appNamed } from '../shell/places'
import { bundle } from './bundle'
import { consolePage } from './console/page'
import { files } from './files'
import { previewRoutes } from './preview/routes'
import { statesRoutes } from './states/routes'

const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The playground's page at `/`, and the previewed app that it shows. */
export const pageRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.get('/', (request, response) => {
    response.setHeader('Content-Security-Policy', policy)
    response.type('html').send(consolePage(appNamed(request.query['app'])))
  })
  routes.get('/console/main.js', async (_request, response) => void response.type('js').send(await bundle('console/main.ts')))
  routes.get('/console.css', (_request, response) => response.sendFile(files.consoleStyles))
  routes.get('/icon.svg', (_request, response) => response.sendFile(files.icon))
  routes.use('/assets', express.static(files.assets))
  routes.use(statesRoutes(gateway))
  routes.use(previewRoutes(gateway))
  return routes
}
