import type { Request, RequestHandler } from 'express'
import { ApiError } from './api-error'
import type { Gateway } from './app-runtime'

/**
 * Whether a request comes from the playground's own pages or from a program, and not from a foreign web page in the same browser.
 * A foreign page could otherwise change settings, send the owner's key elsewhere or read the local network through us.
 * The Host is compared too: a name that was rebound to this machine would pass as "same origin".
 */
export const isOwnPage = (request: Request, origin: string): boolean => {
  const port = new URL(origin).port
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)
  const from = request.get('origin')
  return hosts.includes(request.get('host') ?? '') && (from === undefined || hosts.some((host) => from === `http://${host}`))
}

/** Lets only the playground's own pages and programs pass. */
export const ownPagesOnly =
  (gateway: Gateway): RequestHandler =>
  (request, _response, next) => {
    if (!isOwnPage(request, gateway.origin())) throw new ApiError(403, 0, 'The configuration can only be reached from the pages of the playground itself')
    next()
  }
