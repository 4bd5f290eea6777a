import express, { Router, type Request } from 'express'
import { ApiError } from '../backendless/api-error'
import type { AppRuntime, Gateway } from '../backendless/app-runtime'
import { functionProblem, functionsIn, type FunctionContent, type FunctionPlace, type StoredFunction } from './own-functions'

interface ListedFunction extends StoredFunction {
  /** Whether the developer of the app made it there; otherwise a product brought it. */
  readonly isOwn: boolean
}

/** Every function that logic of an app can call: those of installed products and its own. */
export const functionsOf = ({ installs, ownFunctions }: AppRuntime): ListedFunction[] => {
  const { uiFunctions, cloudFunctions } = installs.parts()
  const installed = [...functionsIn(uiFunctions, 'ui'), ...functionsIn(cloudFunctions, 'cloud')]
  return [...installed.map((one) => ({ ...one, isOwn: false })), ...ownFunctions.list().map((one) => ({ ...one, isOwn: true }))]
}

const placeOf = (request: Request): FunctionPlace => (request.params['place'] === 'cloud' ? 'cloud' : 'ui')

const clash = (runtime: AppRuntime, { id, name, place }: FunctionContent): string | null => {
  const others = functionsOf(runtime).filter((one) => one.place === place)
  if (others.some((one) => one.id === id && !one.isOwn)) return `The id ${id} belongs to a function of an installed product`
  return others.some((one) => one.name === name && one.id !== id) ? `The app already has a function named "${name}": calls by name would reach the wrong one` : null
}

const saveFunction = async (runtime: AppRuntime, content: FunctionContent): Promise<void> => {
  const problem = functionProblem(content)
  if (problem) throw new ApiError(400, 0, problem)
  const taken = clash(runtime, content)
  if (taken) throw new ApiError(409, 0, taken)
  runtime.ownFunctions.save(content)
  if (content.place === 'cloud') await runtime.code.deploy(runtime.sourceOf(runtime.installs.parts()))
}

/** The functions of an app for programs and for the Codeless page: `/<app id>/console/codeless/functions/...`. */
export const functionRoutes = (runtimeOf: (gateway: Gateway, request: Request) => AppRuntime, gateway: Gateway): Router => {
  const routes = Router()
  const address = '/:appId/console/codeless/functions'
  routes.get(address, (request, response) => void response.json(functionsOf(runtimeOf(gateway, request))))
  routes.put(`${address}/:place/:id`, express.json({ limit: '1mb' }), async (request, response) => {
    const runtime = runtimeOf(gateway, request)
    await saveFunction(runtime, { ...(request.body as FunctionContent), place: placeOf(request), id: String(request.params['id']) })
    response.json(functionsOf(runtime))
  })
  routes.delete(`${address}/:place/:id`, (request, response) => {
    const runtime = runtimeOf(gateway, request)
    runtime.ownFunctions.remove(placeOf(request), String(request.params['id']))
    response.json(functionsOf(runtime))
  })
  return routes
}
