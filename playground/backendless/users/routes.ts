import express, { Router, type Response } from 'express'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import { callerOf, rightsOf } from '../callers'
import { dataErrors } from '../data/data-errors'
import type { Row } from '../data/records'
import type { Users } from './users'

const usersOf = (response: Response): Users => apiCallOf(response).runtime.state.users

const bodyOf = (body: unknown): Row => (body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Row) : {})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const onlyCloudCode = (response: Response, code: number, message = 'Operation allowed only for BL logic.'): void => {
  if (apiCallOf(response).keyRole !== 'ServerCodeUser') throw new ApiError(403, code, message)
}

const needUser = (response: Response, idOrIdentity: unknown): string => {
  const userId = typeof idOrIdentity === 'string' ? usersOf(response).idOf(idOrIdentity) : null
  if (userId === null) throw dataErrors.noRecord(String(idOrIdentity))
  return userId
}

const answerLogin = (response: Response, user: Row): void => {
  response.json({ ...user, 'user-token': usersOf(response).sessions.start(String(user['objectId'])) })
}

const login = async (response: Response, { login: identity, password, objectId }: Row): Promise<void> => {
  if (objectId !== undefined) {
    onlyCloudCode(response, 2014, 'Login by object id is allowed only for Code Runner API key')
    return answerLogin(response, usersOf(response).find(needUser(response, objectId)) ?? {})
  }
  return answerLogin(response, await usersOf(response).login(textOf(identity), textOf(password)))
}

const entryRoutes = (): Router => {
  const routes = Router()
  routes.post('/register', async (request, response) => void response.json(await usersOf(response).register(bodyOf(request.body))))
  routes.post('/register/guest', (_request, response) => answerLogin(response, usersOf(response).registerGuest()))
  routes.post('/login', (request, response) => login(response, bodyOf(request.body)))
  routes.get('/logout', (_request, response) => {
    const { userId } = callerOf(response)
    if (userId === null) throw new ApiError(400, 3023, 'Unable to logout. User is not logged in')
    usersOf(response).sessions.end(userId)
    response.end()
  })
  routes.get('/isvalidusertoken/:token', (request, response) => void response.json(usersOf(response).sessions.userOf(request.params.token) !== null))
  return routes
}

const roleRoutes = (): Router => {
  const routes = Router()
  routes.get('/userroles', (_request, response) => void response.json(callerOf(response).userRoles))
  routes.get('/userroles/:user', (request, response) => {
    onlyCloudCode(response, 3054)
    response.json(usersOf(response).rolesOf(needUser(response, request.params.user)))
  })
  for (const [path, has] of [['/assignRole', true], ['/unassignRole', false]] as const) {
    routes.post(path, (request, response) => {
      onlyCloudCode(response, 3054)
      const { user, roleName } = bodyOf(request.body)
      usersOf(response).setRole(needUser(response, user), textOf(roleName), has)
      response.end()
    })
  }
  return routes
}

/** The people of an app: register, log in and out, roles, and changes of the own user. */
export const usersRoutes = (): Router => {
  const routes = Router()
  routes.use(express.json({ limit: '256kb' }), entryRoutes(), roleRoutes())
  // The SDK spells it like this.
  routes.post('/verifypassowrd', async (request, response) => {
    onlyCloudCode(response, 3122)
    const { userId } = callerOf(response)
    response.json({ valid: userId !== null && (await usersOf(response).verify(userId, textOf(bodyOf(request.body)['password']))) })
  })
  routes.put('/:user', async (request, response) => {
    const userId = needUser(response, request.params.user)
    const { isServer, userId: callerId } = rightsOf(response)
    if (!isServer && callerId !== userId) throw dataErrors.mayNotUpdate()
    response.json(await usersOf(response).update(userId, bodyOf(request.body)))
  })
  return routes
}
