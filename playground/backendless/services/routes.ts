import { randomUUID } from 'node:crypto'
import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Pool } from '../../coderunner/pool'
import type { Call, InvocationContext } from '../../coderunner/protocol'
import { apiCallOf, type KeyRole } from '../api-call'
import { ApiError } from '../api-error'
import type { AppRuntime, Gateway } from '../app-runtime'
import { callerOf, rightsOf } from '../callers'
import { checkMethod } from '../permissions/method-rights'
import { answer, describeOutcome } from './answer'
import { findMethod, type FoundMethod } from './find-method'
import { mapBody, mapQuery } from './map-arguments'

const bodyLimit = '10mb'
const asyncTypes = ['async', 'async-low-priority']

/** A service that names no limit gets what the pack's own services ask for. */
export const defaultTimeoutSeconds = 120

const deviceTypes: Readonly<Record<KeyRole, string>> = { JSUser: 'JS', RestUser: 'REST', ServerCodeUser: 'BL' }

const timeoutOf = (gateway: Gateway, { method }: FoundMethod): number =>
  Math.min(method.timeoutSeconds ?? defaultTimeoutSeconds, gateway.timeoutCeilingSeconds ?? Infinity)

const queryOf = (request: Request): Record<string, string> =>
  Object.fromEntries(new URL(request.originalUrl, 'http://localhost').searchParams)

const headersOf = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))

interface Target extends FoundMethod {
  readonly service: string
  readonly pool: Pool
}

const findTarget = ({ model, pool }: AppRuntime, request: Request): Target => {
  const [, name = ''] = request.path.split('/')
  const path = request.path.slice(name.length + 1)
  const service = model.services.find((candidate) => candidate.name === name)
  if (!service || !pool) throw new ApiError(404, 0, `[${name}] service does not exist`)
  const found = findMethod(service, request.method, path)
  if (!found) throw new ApiError(404, 0, `[${path.slice(1)}] method does not exist in [${name}] service for ${request.method}`)
  return { ...found, service: name, pool }
}

const contextOf = async (runtime: AppRuntime, request: Request, response: Response, target: Target): Promise<InvocationContext> => {
  const configuration = await runtime.configurationOf(target.service)
  return {
    appId: runtime.app.id,
    ...callerOf(response),
    userLocale: null,
    deviceType: deviceTypes[apiCallOf(response).keyRole],
    httpPath: `/${request.path.split('/').slice(2).join('/')}`,
    httpHeaders: headersOf(request),
    httpPathParams: target.pathParams,
    httpQueryParams: queryOf(request),
    configurationItems: Object.entries(configuration).map(([name, value]) => ({ name, value })),
  }
}

const argumentsOf = (gateway: Gateway, request: Request, { method, service }: Target): readonly unknown[] => {
  const text = typeof request.body === 'string' ? request.body : ''
  const saysJson = request.is(['json', '+json']) !== false
  const { args, ignored } = request.method === 'GET' ? mapQuery(method, queryOf(request)) : mapBody(method, { text, saysJson })
  if (ignored.length > 0) gateway.log(`${service}.${method.name}: ignored keys ${ignored.map((name) => JSON.stringify(name.slice(0, 60))).join(', ')}`)
  return args
}

const invoke =
  (gateway: Gateway): RequestHandler =>
  async (request, response) => {
    const { runtime } = apiCallOf(response)
    const target = findTarget(runtime, request)
    checkMethod(runtime.state.rules, target.service, target.method.name, rightsOf(response))
    const args = argumentsOf(gateway, request, target)
    const call: Call = {
      id: randomUUID(),
      app: { appId: runtime.app.id, codeRunnerKey: runtime.app.codeRunnerKey, serverUrl: gateway.origin() },
      service: target.service,
      method: target.method.name,
      args,
      timeoutSeconds: timeoutOf(gateway, target),
      context: await contextOf(runtime, request, response, target),
      isLowPriority: request.get('bl-execution-type') === 'async-low-priority',
    }
    const running = target.pool.run(call)
    if (!asyncTypes.includes(request.get('bl-execution-type') ?? '')) return answer(response, await running)
    void running.then((outcome) => gateway.log(`${call.service}.${call.method} (asynchronous): ${describeOutcome(outcome)}`))
    return void response.json(null)
  }

/** Cloud Code services: by route and by method name, at once or in the background. */
export const servicesRoutes = (gateway: Gateway): Router => {
  const services = Router()
  services.use(express.text({ type: () => true, limit: bodyLimit }), invoke(gateway))
  return services
}
