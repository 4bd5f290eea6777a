import type { RequestHandler } from 'express'

/** Headers of answers that a page may read: the ones that carry what a string answer has no room for. */
export const exposedHeaders = ['X-Transcript-Warnings', 'X-Transcript-Usage', 'X-Saved-Source'] as const

const allowedHeaders = ['user-token', 'bl-execution-type', 'content-type'] as const
const allowedMethods = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const
const preflightSeconds = 600

/** All origins, as every app allows until its owner lists some under Domain Control. */
export const cors: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Expose-Headers', exposedHeaders.join(', '))
  if (request.method !== 'OPTIONS') return next()
  response.setHeader('Access-Control-Allow-Methods', allowedMethods.join(', '))
  response.setHeader('Access-Control-Allow-Headers', allowedHeaders.join(', '))
  response.setHeader('Access-Control-Max-Age', String(preflightSeconds))
  response.status(204).end()
}
