import type { Request, RequestHandler, Response } from 'express'
import { apiCallOf } from './api-call'
import { ApiError } from './api-error'
import type { Rights } from './permissions/rights'

/** Who calls: what `this.request.context` tells a service about the person. */
export interface Caller {
  readonly userId: string | null
  readonly userToken: string | null
  readonly userRoles: readonly string[]
}

/** Whoever wants to come in may carry an old token. */
const entrances = /^\/users\/(login|register|register\/guest|isvalidusertoken\/[^/]+)\/?$/

const tokenOf = (request: Request): string | null => request.get('user-token')?.trim() || null

const findCaller = (request: Request, response: Response): Caller => {
  const { runtime: { state: { users } }, keyRole } = apiCallOf(response)
  const userToken = entrances.test(request.path) ? null : tokenOf(request)
  // Cloud Code that acts for nobody is the exception to the roles that the login decides.
  if (userToken === null) return { userId: null, userToken, userRoles: keyRole === 'ServerCodeUser' ? [keyRole] : ['NotAuthenticatedUser', keyRole] }
  const userId = users.sessions.userOf(userToken)
  if (userId === null) throw new ApiError(401, 3064, `Not existing user token - ${userToken}. Relogin user to update your user token`)
  return { userId, userToken, userRoles: [users.isGuest(userId) ? 'GuestUser' : 'AuthenticatedUser', keyRole, ...users.rolesOf(userId)] }
}

/** Finds the person behind a call; a token that the app does not know ends it. */
export const identifyCaller: RequestHandler = (request, response, next) => {
  response.locals['caller'] = findCaller(request, response)
  next()
}

/** The caller that `identifyCaller` found. */
export const callerOf = (response: Response): Caller => response.locals['caller'] as Caller

/** Cloud Code acts with its own rights only for nobody; with somebody's token it has that user's rights and no more. */
export const rightsOf = (response: Response): Rights => {
  const { userId, userRoles } = callerOf(response)
  const isServer = apiCallOf(response).keyRole === 'ServerCodeUser' && userId === null
  return { isServer, userId, roles: userRoles.filter((role) => role !== 'ServerCodeUser') }
}
