import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { componentId } from '../../../contract'
import { ApiError } from '../../backendless/api-error'
import type { AppRuntime, Gateway } from '../../backendless/app-runtime'
import { readUiPage } from '../../marketplace/ui-builder/ui-page'
import { bundle } from '../bundle'
import { componentModule } from '../component-module'
import { files } from '../files'
import { appStyles, isPreviewTheme } from '../styles'
import { readFolder, type Variant } from '../variant'
import { appJson, type ComponentDefinition } from './app-json'
import { indexHtml } from './index-html'

/** What one request of the previewed app is about. */
interface Previewed {
  readonly variant: Variant
  readonly runtime: AppRuntime
  /** Folder of the component; null = none stands on the page. */
  readonly component: string | null
}

const previewed = (gateway: Gateway, request: Request): Previewed => {
  const variant = readFolder(String(request.params['variant']))
  const runtime = gateway.runtimes.find(({ app }) => app.name === variant.app)
  if (!runtime) throw new ApiError(404, 0, `The playground has no app ${variant.app}`)
  const { componentFolder, isPlaced } = readUiPage(runtime)
  return { variant, runtime, component: isPlaced ? componentFolder : null }
}

const readDefinition = async (componentFolder: string | null): Promise<ComponentDefinition | null> =>
  componentFolder === null ? null : (JSON.parse(await readFile(join(componentFolder, 'component.json'), 'utf8')) as ComponentDefinition)

const folderOf = ({ component, runtime }: Previewed): string => {
  if (component === null) throw new ApiError(404, 0, `The page of the app ${runtime.app.title} has no component`)
  return component
}

/** The address under which the page itself was reached, so that its calls stay on the same origin. */
const serverUrlOf = (request: Request): string => `${request.protocol}://${request.get('host') ?? ''}`

type Send = (previewed: Previewed, request: Request, response: Response) => void | Promise<void>

const sendIndex: Send = ({ variant, runtime }, _request, response) => {
  if (variant.microphoneBlocked) response.setHeader('Permissions-Policy', 'microphone=()')
  response.type('html').send(indexHtml(runtime.app.title, variant))
}

const sendStyles: Send = async ({ component }, request, response) => {
  const { theme } = request.params
  if (typeof theme !== 'string' || !isPreviewTheme(theme)) throw new ApiError(404, 0, `The playground has no theme ${String(theme)}`)
  response.type('css').send(await appStyles(component, theme))
}

const publishedFiles: Readonly<Record<string, Send>> = {
  '/': sendIndex,
  '/app.json': async ({ variant, runtime, component }, _request, response) => void response.json(appJson(runtime.app, await readDefinition(component), variant)),
  '/settings.json': ({ runtime: { app } }, request, response) => void response.json({ serverURL: serverUrlOf(request), appId: app.id, apiKey: app.jsKey, components: {} }),
  '/i18ns.json': (_previewed, _request, response) => void response.json({}),
  '/main.js': async (_previewed, _request, response) => void response.type('js').send(await bundle('preview/main.ts')),
  '/styles/:theme.css': sendStyles,
  [`/components/custom/${componentId}/component.json`]: (one, _request, response) => response.sendFile(join(folderOf(one), 'component.json'), { dotfiles: 'allow' }),
  [`/components/custom/${componentId}/parts/:part.js`]: (one, request, response) => response.sendFile(`${String(request.params['part'])}.js`, { root: join(folderOf(one), 'parts') }),
  [`/components/custom/${componentId}/dist/index.js`]: async (one, _request, response) => void response.type('js').send(await componentModule(folderOf(one))),
}

/** The published app of one variant: what UI Builder would put into its folder. */
const appRoutes = (gateway: Gateway): Router => {
  const app = Router({ mergeParams: true })
  const handle = (send: Send): RequestHandler => (request, response) => send(previewed(gateway, request), request, response)
  for (const [path, send] of Object.entries(publishedFiles)) app.get(path, handle(send))
  return app
}

/** The real runtime of UI Builder with the component of the app, one folder a variant; the runtime itself comes from node_modules. */
export const previewRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  routes.use('/library/sdk', express.static(files.uiSdk))
  routes.get('/library/require.js', (_request, response) => response.sendFile(files.requireJs))
  routes.use('/preview/:variant', appRoutes(gateway))
  return routes
}
