import express, { Router } from 'express'
import { bundle } from './bundle'
import { files } from './files'
import { previewRoutes } from './preview/routes'

/** The playground's page at `/`, and the previewed app that it shows. */
export const pageRoutes = (): Router => {
  const routes = Router()
  routes.use(previewRoutes())
  routes.get('/console/main.js', async (_request, response) => void response.type('js').send(await bundle('console/main.ts')))
  routes.use('/assets', express.static(files.assets))
  routes.use(express.static(files.console, { extensions: false, setHeaders: (response) => response.setHeader('Content-Security-Policy', "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'") }))
  return routes
}
