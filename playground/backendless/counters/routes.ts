import { Router, type Request, type Response } from 'express'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import type { Counters } from './counters'

const countersOf = (response: Response): Counters => apiCallOf(response).runtime.state.counters

const numberIn = (request: Request, name: string): number => {
  const number = Number(request.query[name] ?? NaN)
  if (!Number.isSafeInteger(number)) throw new ApiError(400, 0, `${name} must be a whole number`)
  return number
}

/** What is added by the two middle words of an address; the order of the words tells whether the old or the new value is answered. */
const steps: Readonly<Record<string, (request: Request) => number>> = {
  increment: () => 1,
  decrement: () => -1,
  incrementby: (request) => numberIn(request, 'value'),
}

/** Atomic counters. As on the platform, whoever has a key of the app can change and reset them. */
export const countersRoutes = (): Router => {
  const routes = Router()
  for (const [word, stepOf] of Object.entries(steps)) {
    routes.put(`/:name/${word}/get`, (request, response) => void response.json(countersOf(response).add(request.params['name'] ?? '', stepOf(request))))
    routes.put(`/:name/get/${word}`, (request, response) => {
      const step = stepOf(request)
      response.json(countersOf(response).add(request.params['name'] ?? '', step) - step)
    })
  }
  routes.put('/:name/get/compareandset', (request, response) => {
    const [expected, next] = [numberIn(request, 'expected'), numberIn(request, 'updatedvalue')]
    response.json(countersOf(response).compareAndSet(request.params.name, expected, next))
  })
  routes.put('/:name/reset', (request, response) => {
    countersOf(response).reset(request.params.name)
    response.end()
  })
  routes.get('/:pattern/list', (request, response) => void response.json(countersOf(response).list(request.params.pattern)))
  routes.get('/:name', (request, response) => void response.json(countersOf(response).get(request.params.name)))
  return routes
}
