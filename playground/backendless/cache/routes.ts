import express, { Router, type Request, type Response } from 'express'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import type { Cache } from './cache'

/** The platform's limits: the longest life, which is also the default, and the size of a value. */
export const maxLifeSeconds = 7200
export const maxValueBytes = 10_240

const cacheOf = (response: Response): Cache => apiCallOf(response).runtime.state.cache

const soon = (request: Request): number => {
  const seconds = Number(request.query['timeout'] ?? maxLifeSeconds)
  if (!Number.isFinite(seconds) || seconds <= 0) throw new ApiError(400, 0, 'timeout must be a number of seconds above 0')
  return Date.now() + Math.min(seconds, maxLifeSeconds) * 1000
}

const at = (request: Request): number => {
  const time = Number(request.query['timestamp'] ?? NaN)
  if (!Number.isFinite(time) || time <= Date.now()) throw new ApiError(400, 0, 'timestamp must be a time in the future, in milliseconds')
  return Math.min(time, Date.now() + maxLifeSeconds * 1000)
}

const jsonText = (body: unknown): string => {
  const text = typeof body === 'string' ? body : ''
  if (Buffer.byteLength(text) > maxValueBytes) throw new ApiError(400, 0, `A value of the cache has at most ${maxValueBytes} bytes`)
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    throw new ApiError(400, 0, 'A value of the cache is JSON')
  }
}

const expire =
  (when: (request: Request) => number) =>
  (request: Request<{ name: string }>, response: Response): void => {
    const time = when(request as Request)
    if (!cacheOf(response).expireAt(request.params.name, time)) throw new ApiError(404, 0, `The cache holds nothing under ${request.params.name}`)
    response.end()
  }

/** The cache. As on the platform, whoever has a key of the app can read and change it. */
export const cacheRoutes = (): Router => {
  const routes = Router()
  routes.put('/:name/expireIn', expire(soon))
  routes.put('/:name/expireAt', expire(at))
  routes.put('/:name', express.text({ type: () => true, limit: '64kb' }), (request, response) => {
    cacheOf(response).put(request.params.name, jsonText(request.body), soon(request))
    response.end()
  })
  routes.get('/:name/check', (request, response) => void response.json(cacheOf(response).get(request.params.name) !== null))
  routes.get('/:name', (request, response) => void response.type('json').send(cacheOf(response).get(request.params.name) ?? 'null'))
  routes.delete('/:name', (request, response) => {
    cacheOf(response).remove(request.params.name)
    response.end()
  })
  return routes
}
