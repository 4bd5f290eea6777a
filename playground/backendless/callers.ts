import type { Request } from 'express'
import type { ApiCall } from './api-call'
import { ApiError } from './api-error'

/** Who calls: what `this.request.context` tells a service about the person. */
export interface Caller {
  readonly userId: string | null
  readonly userToken: string | null
  readonly userRoles: readonly string[]
}

/** Nobody can log in yet, so every token is one that the app does not know. */
export const callerOf = (request: Request, call: ApiCall): Caller => {
  const token = request.get('user-token')
  if (token) throw new ApiError(401, 3064, `Not existing user token - ${token}. Relogin user to update your user token`)
  const userRoles = call.keyRole === 'ServerCodeUser' ? ['ServerCodeUser'] : ['NotAuthenticatedUser', call.keyRole]
  return { userId: null, userToken: null, userRoles }
}
