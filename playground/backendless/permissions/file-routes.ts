import express, { Router } from 'express'
import { apiCallOf } from '../api-call'
import { parseFilePath } from '../files/file-path'
import { rightsOf } from '../callers'
import { fileOperations } from './file-rights'
import { readRule } from './read-rule'

/** `PUT /files/permissions/GRANT|DENY/<path>`: the whole path may be one encoded segment, as the SDK sends it. */
export const filePermissionRoutes = (): Router => {
  const routes = Router()
  routes.put('/:effect/{*path}', express.json({ limit: '64kb' }), (request, response) => {
    const { rules, fileRights } = apiCallOf(response).runtime.state
    const names = parseFilePath(request.path.split('/').slice(2).join('/').replaceAll(/%2f/gi, '/'))
    fileRights.check('PERMISSION', names, rightsOf(response))
    rules.set({ kind: 'file', target: names.join('/'), ...readRule(request.params['effect'], request.body, fileOperations) })
    response.json(null)
  })
  return routes
}
