import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { ApiError } from '../../backendless/api-error'
import type { AppRuntime, Gateway } from '../../backendless/app-runtime'
import { bundle } from '../../page/bundle'
import { componentModule } from '../../page/component-module'
import { appStyles, isPreviewTheme } from '../../page/styles'
import { escapeHtml } from '../../settings/html'
import { functionsOf } from '../function-routes'
import type { Program } from '../programs/program'
import { provideSamples, readProgram } from '../programs/store'
import { appJson, type StoredComponent } from './app-json'

/** What one request of a running program is about. */
interface Running {
  readonly runtime: AppRuntime
  readonly program: Program
  readonly componentFolder: string | null
}

const runningOf = (gateway: Gateway, request: Request): Running => {
  const runtime = gateway.runtimes.find(({ app }) => app.name === request.params['app'])
  if (!runtime) throw new ApiError(404, 0, 'The playground has no such app')
  return { runtime, program: readProgram(runtime, String(request.params['program'])), componentFolder: runtime.installs.parts().component }
}

const indexHtml = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="styles/light.css" media="(prefers-color-scheme: light)">
<link rel="stylesheet" href="styles/dark.css" media="(prefers-color-scheme: dark)">
<link rel="stylesheet" href="/codeless/run.css">
</head><body><main id="app"></main>
<script src="/codeless/run-start.js"></script>
<script data-main="./main.js" src="/library/require.js"></script>
</body></html>
`

const readComponent = (folder: string | null): StoredComponent | null => (folder ? (JSON.parse(readFileSync(join(folder, 'component.json'), 'utf8')) as StoredComponent) : null)

/** The logic of one component as UI Builder publishes it, with the eyes of the run page on it. */
const bundleOf = ({ program }: Running, uid: string): string => {
  const methods = program.logic.filter((document) => document.uid === uid && document.code !== '').map(({ code }) => code)
  return `define([], () => codelessRun.watch('${uid}', {\n${methods.join(',\n')}\n}))\n`
}

const functionCode = ({ runtime }: Running, id: string): string => {
  const folders = [runtime.installs.parts().uiFunctions, runtime.ownFunctions.folder('ui')]
  const path = folders.flatMap((folder) => (folder ? [join(folder, id, 'code.js')] : [])).find(existsSync)
  if (!/^[0-9a-f]{32}$/.test(id) || !path) throw new ApiError(404, 0, `The app has no function ${id}`)
  return `define([], () => {\n${readFileSync(path, 'utf8')}\n})\n`
}

const componentFolderOf = ({ componentFolder, runtime }: Running): string => {
  if (!componentFolder) throw new ApiError(404, 0, `The app ${runtime.app.title} has no component`)
  return componentFolder
}

type Send = (running: Running, request: Request, response: Response) => void | Promise<void>

const uiFunctions = (runtime: AppRuntime): { id: string; name: string }[] => functionsOf(runtime).filter(({ place }) => place === 'ui')

const sendStyles: Send = async ({ componentFolder }, request, response) => {
  const theme = String(request.params['theme'])
  if (!isPreviewTheme(theme)) throw new ApiError(404, 0, `The playground has no theme ${theme}`)
  response.type('css').send(await appStyles(componentFolder, theme))
}

const sendIndex: Send = async ({ runtime, program }, _request, response) => {
  await provideSamples(runtime)
  response.type('html').send(indexHtml(program.title))
}

const publishedFiles: Readonly<Record<string, Send>> = {
  '/': sendIndex,
  '/app.json': ({ runtime, program, componentFolder }, _request, response) => void response.json(appJson(runtime, program, readComponent(componentFolder), uiFunctions(runtime))),
  '/settings.json': ({ runtime: { app } }, request, response) => void response.json({ serverURL: `${request.protocol}://${request.get('host') ?? ''}`, appId: app.id, apiKey: app.jsKey, components: {} }),
  '/i18ns.json': (_running, _request, response) => void response.json({}),
  '/main.js': async (_running, _request, response) => void response.type('js').send(await bundle('../codeless/run-page/main.ts')),
  '/styles/:theme.css': sendStyles,
  '/functions/:id/code.js': (running, request, response) => void response.type('js').send(functionCode(running, String(request.params['id']))),
  '/pages/home/components/:uid/bundle.js': (running, request, response) => void response.type('js').send(bundleOf(running, String(request.params['uid']).replace(/\W/g, ''))),
  '/components/custom/:id/parts/:part.js': (running, request, response) => response.sendFile(`${String(request.params['part'])}.js`, { root: join(componentFolderOf(running), 'parts') }),
  '/components/custom/:id/dist/index.js': async (running, _request, response) => void response.type('js').send(await componentModule(componentFolderOf(running))),
}

/** The page of a program in the real runtime of UI Builder: `/codeless/run/<app>/<program>/`. */
export const runPageRoutes = (gateway: Gateway): Router => {
  const routes = Router()
  const page = Router({ mergeParams: true })
  const handle = (send: Send): RequestHandler => (request, response) => send(runningOf(gateway, request), request, response)
  for (const [path, send] of Object.entries(publishedFiles)) page.get(path, handle(send))
  routes.get('/codeless/run.css', (_request, response) => response.sendFile(join(__dirname, 'run.css')))
  routes.get('/codeless/run-start.js', (_request, response) => void response.type('js').send("window.uiBuilderSDKPath = '/library/sdk'\n"))
  routes.use('/codeless/run/:app/:program', page)
  return routes
}
