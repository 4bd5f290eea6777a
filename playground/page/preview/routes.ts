import { readFile } from 'node:fs/promises'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { componentId } from '../../../contract'
import { ApiError } from '../../backendless/api-error'
import { apps, type PlaygroundApp } from '../../backendless/apps'
import { bundle } from '../bundle'
import { files } from '../files'
import { appStyles, isPreviewTheme } from '../styles'
import { readFolder, type Variant } from '../variant'
import { appJson, type ComponentDefinition } from './app-json'
import { indexHtml } from './index-html'

const readDefinition = async (): Promise<ComponentDefinition> => JSON.parse(await readFile(files.componentJson, 'utf8')) as ComponentDefinition

const variantOf = (request: Request): Variant => readFolder(String(request.params['variant']))

const appOf = ({ app: name }: Variant): PlaygroundApp => {
  const found = apps.find((app) => app.name === name)
  if (!found) throw new ApiError(404, 0, `The playground has no app ${name}`)
  return found
}

/** The address under which the page itself was reached, so that its calls stay on the same origin. */
const serverUrlOf = (request: Request): string => `${request.protocol}://${request.get('host') ?? ''}`

const sendIndex = (request: Request, response: Response): void => {
  const variant = variantOf(request)
  if (variant.microphoneBlocked) response.setHeader('Permissions-Policy', 'microphone=()')
  response.type('html').send(indexHtml(appOf(variant).title, variant))
}

const sendApp: RequestHandler = async (request, response) => {
  const variant = variantOf(request)
  response.json(appJson(appOf(variant), await readDefinition(), variant))
}

/** The published app of one variant: what UI Builder would put into its folder. */
const appRoutes = (): Router => {
  const app = Router({ mergeParams: true })
  app.get('/', sendIndex)
  app.get('/app.json', sendApp)
  app.get('/settings.json', (request, response) => {
    const { id, jsKey } = appOf(variantOf(request))
    response.json({ serverURL: serverUrlOf(request), appId: id, apiKey: jsKey, components: {} })
  })
  app.get('/i18ns.json', (_request, response) => void response.json({}))
  app.get('/main.js', async (_request, response) => void response.type('js').send(await bundle('preview/main.ts')))
  app.get(`/components/custom/${componentId}/component.json`, (_request, response) => response.sendFile(files.componentJson))
  app.get(`/components/custom/${componentId}/dist/index.js`, (_request, response) => response.sendFile(files.componentModule))
  return app
}

/** The real runtime of UI Builder with the built component, one folder a variant; the runtime itself comes from node_modules. */
export const previewRoutes = (): Router => {
  const routes = Router()
  routes.use('/library/sdk', express.static(files.uiSdk))
  routes.get('/library/require.js', (_request, response) => response.sendFile(files.requireJs))
  routes.get('/preview-styles/:theme.css', async (request, response) => {
    const { theme } = request.params
    if (!isPreviewTheme(theme)) throw new ApiError(404, 0, `The playground has no theme ${theme}`)
    response.type('css').send(await appStyles(theme))
  })
  routes.use('/preview/:variant', appRoutes())
  return routes
}
