import { join } from 'node:path'
import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import { ownPagesOnly } from '../backendless/own-page'
import { bundle } from '../page/bundle'
import { addressFor, appNamed } from '../shell/places'
import { installPage, uninstallPage } from './action-pages'
import type { Catalogue } from './catalogue'
import { readForms, type FilledService } from './form'
import type { Configurations, Installer } from './installer'
import type { ManifestService } from './manifest'
import { listPage } from './list-page'
import type { Notice } from './page-parts'
import { productPage } from './product-page'
import { productStates, stateOf, type ProductState } from './product-state'
import { Refusal } from './refusal'
import { serverChecks } from './setup-check/server-checks'

/** What the Marketplace works with. */
export interface Marketplace {
  readonly catalogue: Catalogue
  readonly installerOf: (runtime: AppRuntime) => Installer
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"

const sendHtml = (response: Response, html: string, status = 200): void => {
  response.setHeader('Content-Security-Policy', policy)
  response.status(status).type('html').send(html)
}

const runtimeOf = (gateway: Gateway, appId: string): AppRuntime => {
  const found = gateway.runtimes.find(({ app }) => app.id === appId)
  if (!found) throw new ApiError(404, 0, 'The playground has no such app')
  return found
}

const shownRuntime = (gateway: Gateway, request: Request): AppRuntime => runtimeOf(gateway, appNamed(request.query['app']).id)

const knownState = ({ catalogue }: Marketplace, runtime: AppRuntime, key: unknown): ProductState => {
  const state = stateOf(catalogue.manifest(), runtime, String(key))
  if (!state) throw new ApiError(404, 0, `The Marketplace has no product "${String(key)}"`)
  return state
}

/** The services that an installation brings, each with what is saved already. */
const servicesToFill = (runtime: AppRuntime, { product, missing }: ProductState): FilledService[] =>
  [...missing, product].flatMap(({ services = [] }) => services).map((service: ManifestService) => ({ service, saved: runtime.settings.read(service.name) }))

const doneTexts = [
  { done: 'installed', text: 'is installed' },
  { done: 'updated', text: 'is up to date' },
  { done: 'removed', text: 'is uninstalled' },
] as const

const noticeOf = (request: Request, title: string): Notice | null => {
  const found = doneTexts.find(({ done }) => done === request.query['done'])
  return found ? { kind: 'saved', text: `${title} ${found.text}.` } : null
}

const refused = (error: unknown): Notice => {
  if (!(error instanceof Refusal)) throw error
  return { kind: 'refused', text: error.message }
}

/** The pages to read. */
const readingRoutes = (gateway: Gateway, marketplace: Marketplace): Router => {
  const routes = Router()
  routes.get('/marketplace', (request, response) => {
    const runtime = shownRuntime(gateway, request)
    const manifest = marketplace.catalogue.manifest()
    sendHtml(response, listPage(runtime.app, manifest, productStates(manifest, runtime), { canChange: runtime.installs.changes !== null, notice: noticeOf(request, 'The product') }))
  })
  routes.get('/marketplace/setup-check.js', async (_request, response) => void response.type('js').send(await bundle('../marketplace/setup-check/main.ts')))
  routes.get('/marketplace/component/thumbnail.png', (_request, response) => response.sendFile(join(__dirname, '..', '..', 'ui-component', 'thumbnail.png')))
  routes.get('/marketplace/:key', (request, response) => {
    const runtime = shownRuntime(gateway, request)
    const state = knownState(marketplace, runtime, request.params.key)
    sendHtml(response, productPage(runtime.app, marketplace.catalogue.manifest(), state, { canChange: runtime.installs.changes !== null, notice: noticeOf(request, state.product.title) }))
  })
  return routes
}

const install = async (gateway: Gateway, marketplace: Marketplace, request: Request, response: Response): Promise<void> => {
  const runtime = shownRuntime(gateway, request)
  const state = knownState(marketplace, runtime, request.params['key'])
  const services = servicesToFill(runtime, state)
  try {
    await marketplace.installerOf(runtime).install(state.product.key, readForms(services.map(({ service }) => service), (request.body ?? {}) as Record<string, unknown>))
  } catch (error) {
    return sendHtml(response, installPage(runtime.app, state, services, refused(error)), 409)
  }
  return response.redirect(303, addressFor(runtime.app, `/marketplace/${state.product.key}`, { done: state.installed ? 'updated' : 'installed' }))
}

const uninstall = async (gateway: Gateway, marketplace: Marketplace, request: Request, response: Response): Promise<void> => {
  const runtime = shownRuntime(gateway, request)
  const state = knownState(marketplace, runtime, request.params['key'])
  try {
    await marketplace.installerOf(runtime).uninstall(state.product.key)
  } catch (error) {
    return sendHtml(response, uninstallPage(runtime.app, state, refused(error)), 409)
  }
  return response.redirect(303, addressFor(runtime.app, `/marketplace/${state.product.key}`, { done: 'removed' }))
}

/** The pages that change something. */
const changingRoutes = (gateway: Gateway, marketplace: Marketplace): Router => {
  const routes = Router()
  const form = express.urlencoded({ extended: false, limit: '256kb' })
  routes.get('/marketplace/:key/install', (request, response) => {
    const runtime = shownRuntime(gateway, request)
    const state = knownState(marketplace, runtime, request.params.key)
    sendHtml(response, installPage(runtime.app, state, servicesToFill(runtime, state), null))
  })
  routes.get('/marketplace/:key/uninstall', (request, response) => {
    const runtime = shownRuntime(gateway, request)
    sendHtml(response, uninstallPage(runtime.app, knownState(marketplace, runtime, request.params.key), null))
  })
  routes.post('/marketplace/:key/install', form, (request, response) => install(gateway, marketplace, request, response))
  routes.post('/marketplace/:key/uninstall', form, (request, response) => uninstall(gateway, marketplace, request, response))
  return routes
}

const summary = ({ product, installed, hasUpdate }: ProductState): object => ({
  key: product.key, type: product.type, title: product.title, version: product.version, installed: installed && { version: installed.version, installedAtMs: installed.installedAtMs }, hasUpdate,
})

/** The same for programs. */
const jsonRoutes = (gateway: Gateway, marketplace: Marketplace): Router => {
  const routes = Router()
  const runtimeIn = (request: Request): AppRuntime => runtimeOf(gateway, String(request.params['appId']))
  const list = (runtime: AppRuntime): object[] => productStates(marketplace.catalogue.manifest(), runtime).map(summary)
  const at = '/:appId/console/marketplace'
  routes.get(`${at}/products`, (request, response) => void response.json(list(runtimeIn(request))))
  routes.get(`${at}/setup-check`, async (request, response) => void response.json(await serverChecks(runtimeIn(request), new Date().toISOString().slice(0, 10))))
  routes.post(`${at}/install/:key`, express.json({ limit: '256kb' }), async (request, response) => {
    const { configuration = {} } = (request.body ?? {}) as { configuration?: Configurations }
    await marketplace.installerOf(runtimeIn(request)).install(request.params['key'] ?? '', configuration)
    response.json(list(runtimeIn(request)))
  })
  routes.post(`${at}/uninstall/:key`, async (request, response) => {
    await marketplace.installerOf(runtimeIn(request)).uninstall(request.params['key'] ?? '')
    response.json(list(runtimeIn(request)))
  })
  return routes
}

const refusalAnswer: ErrorRequestHandler = (error: unknown, _request, _response, next) => next(error instanceof Refusal ? new ApiError(409, 0, error.message) : error)

/** The Marketplace for people (`/marketplace`) and for programs (`/<app id>/console/marketplace/...`). */
export const marketplaceRoutes = (gateway: Gateway, marketplace: Marketplace): Router => {
  const routes = Router()
  routes.get('/marketplace.css', (_request, response) => response.sendFile(join(__dirname, 'marketplace.css')))
  routes.use(['/marketplace', '/:appId/console/marketplace'], ownPagesOnly(gateway))
  routes.use(readingRoutes(gateway, marketplace), changingRoutes(gateway, marketplace), jsonRoutes(gateway, marketplace))
  routes.use(refusalAnswer)
  return routes
}
