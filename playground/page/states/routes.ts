import { join } from 'node:path'
import { Router } from 'express'
import type { Gateway } from '../../backendless/app-runtime'
import { demoApp } from '../../backendless/apps'
import { readUiPage } from '../../marketplace/ui-builder/ui-page'
import { appStyles, isPreviewTheme } from '../styles'
import { statesPage } from './page'

/** Built together with the component. */
const script = join(__dirname, '..', '..', '..', 'ui-component', 'dist', 'states', 'main.js')

/** The state switcher at `/states`, with the styles of the component of the Demo app. */
export const statesRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.get('/states', (request, response) => response.type('html').send(statesPage(new URL(request.originalUrl, 'http://localhost').searchParams)))
  routes.get('/states/main.js', (_request, response) => response.sendFile(script))
  routes.get('/states/:theme.css', async (request, response, next) => {
    const { theme } = request.params
    const demo = gateway.runtimes.find(({ app }) => app.name === demoApp.name)
    if (!isPreviewTheme(theme) || !demo) return next()
    response.type('css').send(await appStyles(readUiPage(demo).componentFolder, theme))
  })
  return routes
}
