import { join } from 'node:path'
import { Router } from 'express'

/** The style sheet that all pages share. */
export const shellRoutes = (): Router => {
  const routes = Router()
  routes.get('/shell.css', (_request, response) => response.sendFile(join(__dirname, 'shell.css')))
  return routes
}
