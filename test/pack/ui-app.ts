import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import express from 'express'

/**
 * The smallest app that the real UI-SDK runs: one page with one component, as the platform would publish it from an unpacked zip, and UI functions.
 * It is not the playground's page: what a zip holds must be enough.
 */

export interface UiAppOptions {
  /** Where the app's Backendless calls go. */
  readonly serverUrl: string
  readonly appId: string
  readonly apiKey: string
  /** Unpacked component zip. */
  readonly componentFolder?: string
  /** Folder of `<function id>/` folders, and the names under which they are called. */
  readonly functionsFolder?: string
  readonly functionNames?: Readonly<Record<string, string>>
}

export interface UiApp {
  readonly url: string
  stop(): Promise<void>
}

interface ComponentJson {
  readonly id: string
  readonly properties: readonly { readonly name: string; readonly handlerId?: string; readonly dataBinding?: boolean }[]
}

const sdkFolder = join(dirname(require.resolve('backendless-ui-sdk/package.json')), 'dist')
const requireJs = join(dirname(require.resolve('requirejs/package.json')), 'require.js')

/** The platform compiles `src/index.js` itself; `react` is the global of the app. */
const compiled = async (componentFolder: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(componentFolder, 'src', 'index.js')], bundle: true, write: false, format: 'iife', globalName: 'compiled', target: 'es2020', logLevel: 'silent',
    plugins: [{ name: 'global-react', setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^react$/ }, () => ({ path: 'react', namespace: 'global' }))
      onLoad({ filter: /.*/, namespace: 'global' }, () => ({ contents: 'module.exports = window.React' }))
    } }],
  })
  return `define(['exports'], function (exports) { const define = undefined\n${outputFiles[0]?.text ?? ''}\nexports.default = compiled.default })`
}

const boundTo = ({ properties }: ComponentJson): string =>
  properties.filter(({ dataBinding, handlerId }) => dataBinding && handlerId).map(({ name, handlerId }) => `data-binding_${handlerId?.toLowerCase()}="bound.${name}"`).join(' ')

/** The component with everything bound, and a text of the page that shows the bound transcript. */
const pageHtml = (component: ComponentJson | null): string =>
  component === null
    ? ''
    : `<div data-module-type="custom" data-module-id="${component.id}" data-display="true" data-uid="u1" ${boundTo(component)}></div>
       <span data-module-type="system" data-module-id="text" data-display="true" data-uid="t1" data-classes="shown" data-binding_oncontentassignment="bound.transcript"></span>`

const appJson = ({ appId, apiKey, functionNames = {} }: UiAppOptions, component: ComponentJson | null): object => ({
  mainPage: 'home', container: 'default', appId, apiKey, build: { path: 'x', date: 1 },
  customFunctionsMap: functionNames, customComponents: component ? { [component.id]: { ...component, id: undefined } } : {},
  pages: {
    home: {
      label: 'Home', attrs: {}, style: {}, dataBinding: {}, pods: {}, usedComponentTypes: ['text', 'block'], html: pageHtml(component),
      components: { page: { type: 'page', handlers: {} }, ...(component ? { u1: { type: component.id, handlers: {} } } : {}) },
    },
  },
  layouts: {}, reusableComponents: {},
})

const indexHtml = `<!doctype html><html><body><div id="app"></div><script>window.uiBuilderSDKPath = './library/sdk'</script><script data-main="./main.js" src="./require.js"></script></body></html>`
const mainJs = `require.config({ waitSeconds: 60, paths: { sdk: window.uiBuilderSDKPath + '/sdk' } })\nrequire(['sdk'], () => BackendlessUI.startApp())`

/** Serves the app on a free port of this machine. */
export const startUiApp = async (options: UiAppOptions): Promise<UiApp> => {
  const { componentFolder, functionsFolder, serverUrl, appId, apiKey } = options
  const component = componentFolder ? (JSON.parse(readFileSync(join(componentFolder, 'component.json'), 'utf8')) as ComponentJson) : null
  const script = componentFolder ? await compiled(componentFolder) : ''
  const app = express()
  app.get('/', (_, response) => void response.type('html').send(indexHtml))
  app.get('/main.js', (_, response) => void response.type('js').send(mainJs))
  app.get('/require.js', (_, response) => response.sendFile(requireJs))
  app.get('/app.json', (_, response) => void response.json(appJson(options, component)))
  app.get('/settings.json', (_, response) => void response.json({ serverURL: serverUrl, appId, apiKey, components: {} }))
  app.get('/favicon.ico', (_, response) => void response.status(204).end())
  app.get('/i18ns.json', (_, response) => void response.json({}))
  app.use('/library/sdk', express.static(sdkFolder))
  if (component && componentFolder) {
    const address = `/components/custom/${component.id}`
    app.get(`${address}/dist/index.js`, (_, response) => void response.type('js').send(script))
    app.use(`${address}/parts`, express.static(join(componentFolder, 'parts')))
  }
  if (functionsFolder) app.use('/functions', express.static(functionsFolder))
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop }
}
