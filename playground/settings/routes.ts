import { join } from 'node:path'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import type { PlaygroundApp } from '../backendless/apps'
import { ownPagesOnly } from '../backendless/own-page'
import type { ServiceDescription } from '../coderunner/protocol'
import { addressFor, appNamed } from '../shell/places'
import { cloudCodePage, type Notice, type ServiceCard } from './cloud-code-page'
import { mergeValues, toForm, type SaveResult } from './configuration-form'
import { describeUpstream, type Upstream } from './upstream'

/** Which engine a service would use now. */
export type UpstreamOf = (runtime: AppRuntime, service: string) => Promise<Upstream>

const runtimeOf = (gateway: Gateway, appId: unknown): AppRuntime => {
  const found = gateway.runtimes.find(({ app }) => app.id === appId)
  if (!found) throw new ApiError(404, 0, 'The playground has no such app')
  return found
}

const serviceOf = ({ model }: AppRuntime, name: unknown): ServiceDescription => {
  const found = model.services.find((service) => service.name === name)
  if (!found) throw new ApiError(404, 0, `[${String(name)}] service does not exist`)
  return found
}

const save = (runtime: AppRuntime, service: ServiceDescription, changes: Readonly<Record<string, unknown>>): SaveResult => {
  const result = mergeValues(service.configuration, runtime.settings.read(service.name), changes)
  if (result.ok) runtime.settings.write(service.name, result.values)
  return result
}

/** What the console shows of a service; of a secret only whether it is set. */
const summary = async (runtime: AppRuntime, service: ServiceDescription, upstreamOf: UpstreamOf): Promise<object> => {
  const upstream = await upstreamOf(runtime, service.name)
  const { name, version, description, methods } = service
  return { name, version, description, methods, engine: { source: upstream.source, label: describeUpstream(upstream) }, configuration: toForm(service.configuration, runtime.settings.read(name)) }
}

/** Where REST calls of an app go: an app without a domain of its own has its id and key in the address. */
const restAddress = ({ hasDomain, id, jsKey }: PlaygroundApp): string => (hasDomain ? '/api' : `/${id}/${jsKey}`)

const cardOf = async (runtime: AppRuntime, service: ServiceDescription, upstreamOf: UpstreamOf): Promise<ServiceCard> => ({
  name: service.name,
  description: service.description,
  methods: service.methods.map(({ name, httpMethod, path }) => ({ name, httpMethod, url: `${restAddress(runtime.app)}/services/${service.name}${path}` })),
  engine: describeUpstream(await upstreamOf(runtime, service.name)),
  fields: toForm(service.configuration, runtime.settings.read(service.name)),
})

const sendPage = async (response: Response, runtime: AppRuntime, upstreamOf: UpstreamOf, notice: Notice | null): Promise<void> => {
  const cards = await Promise.all(runtime.model.services.map((service) => cardOf(runtime, service, upstreamOf)))
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'")
  response.status(notice?.kind === 'refused' ? 400 : 200).type('html').send(cloudCodePage(runtime.app, cards, notice))
}

/** A browser sends every field: empty ones are meant, except for a secret, which a box beside it removes. */
const toChanges = (body: unknown): Record<string, unknown> => {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>)
  const removed = fields.filter(([name]) => name.startsWith('remove:')).map(([name]) => [name.slice('remove:'.length), null] as const)
  return Object.fromEntries([...fields.filter(([name]) => !name.startsWith('remove:')), ...removed])
}

const jsonRoutes = (gateway: Gateway, upstreamOf: UpstreamOf): Router => {
  const routes = Router()
  routes.get('/services', async (_request, response) => {
    const runtime = runtimeOf(gateway, response.locals['appId'])
    response.json(await Promise.all(runtime.model.services.map((service) => summary(runtime, service, upstreamOf))))
  })
  routes.put('/services/:service/configuration', express.json({ limit: '256kb' }), async (request, response) => {
    const runtime = runtimeOf(gateway, response.locals['appId'])
    const service = serviceOf(runtime, request.params.service)
    if (request.body === null || typeof request.body !== 'object' || Array.isArray(request.body)) throw new ApiError(400, 0, 'Send a JSON object of names and values')
    const result = save(runtime, service, request.body as Record<string, unknown>)
    if (!result.ok) throw new ApiError(400, 0, result.message)
    response.json(await summary(runtime, service, upstreamOf))
  })
  return routes
}

/** The services of an app for people, each with its form. */
const peopleRoutes = (gateway: Gateway, upstreamOf: UpstreamOf): Router => {
  const routes = Router()
  const shown = (request: Request): AppRuntime => runtimeOf(gateway, appNamed(request.query['app']).id)
  routes.get('/cloud-code', (request, response) => {
    const runtime = shown(request)
    const saved = runtime.model.services.find(({ name }) => name === request.query['saved'])
    return sendPage(response, runtime, upstreamOf, saved ? { kind: 'saved', text: `The configuration of ${saved.name} is saved.` } : null)
  })
  routes.post('/cloud-code/:service', express.urlencoded({ extended: false, limit: '256kb' }), async (request, response) => {
    const runtime = shown(request)
    const service = serviceOf(runtime, request.params['service'])
    const result = save(runtime, service, toChanges(request.body))
    if (!result.ok) return sendPage(response, runtime, upstreamOf, { kind: 'refused', text: `Nothing was saved. ${result.message}.` })
    return response.redirect(303, addressFor(runtime.app, '/cloud-code', { saved: service.name }))
  })
  routes.get('/cloud-code.css', (_request, response) => response.sendFile(join(__dirname, 'cloud-code.css')))
  return routes
}

/** Cloud Code in the words of the console: `/<app id>/console/cloud-code/...` for programs, `/cloud-code` for people. */
export const settingsRoutes = (gateway: Gateway, upstreamOf: UpstreamOf): Router => {
  const routes = Router()
  routes.use('/cloud-code', ownPagesOnly(gateway))
  routes.use(peopleRoutes(gateway, upstreamOf))
  const remember: RequestHandler = (request, response, next) => {
    response.locals['appId'] = request.params['appId']
    next()
  }
  routes.use('/:appId/console/cloud-code', ownPagesOnly(gateway), remember, jsonRoutes(gateway, upstreamOf))
  return routes
}
