import express, { Router } from 'express'
import { ApiError } from '../api-error'
import type { Gateway } from '../app-runtime'
import { consoleApp } from '../console-app'
import { tableOperations } from '../data/table-rights'
import { fileOperations } from './file-rights'
import { methodOperations } from './method-rights'
import { readRule } from './read-rule'
import type { RuleKind } from './rules'

const operations: Readonly<Record<RuleKind, readonly string[]>> = { file: fileOperations, method: methodOperations, table: tableOperations }

const kindOf = (written: unknown): RuleKind => {
  const kind = (Object.keys(operations) as RuleKind[]).find((one) => one === written)
  if (!kind) throw new ApiError(404, 0, `Permissions are about ${Object.keys(operations).join(', ')}`)
  return kind
}

const targetOf = (written: unknown): string => {
  if (typeof written !== 'string') throw new ApiError(400, 0, 'Name the target: the path of a file, Service or Service.method, or a table')
  return written.replace(/^\/+|\/+$/g, '')
}

/** What the owner of an app says about rights: `PUT /<app id>/console/security/file|method|table/GRANT|DENY` with `{target, permission, user | role}`. */
export const securityConsole = (gateway: Gateway): Router => {
  const routes = Router()
  const stateOf = consoleApp(gateway)
  routes.get('/', (_request, response) => void response.json(stateOf(response).rules.all()))
  routes.put('/:kind/:effect', express.json({ limit: '64kb' }), (request, response) => {
    const kind = kindOf(request.params.kind)
    const { target, ...body } = (request.body ?? {}) as Record<string, unknown>
    const rule = { kind, target: targetOf(target), ...readRule(request.params.effect, body, operations[kind]) }
    stateOf(response).rules.set(rule)
    response.json(rule)
  })
  routes.delete('/:kind', (request, response) => {
    const target = targetOf(request.query['target'])
    stateOf(response).rules.forget(kindOf(request.params.kind), (one) => one === target)
    response.json(null)
  })
  return routes
}
