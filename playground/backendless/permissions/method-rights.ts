import { ApiError } from '../api-error'
import type { Rights } from './rights'
import type { RuleStore } from './rule-store'
import { decideAlong } from './rules'

/** The one thing that can be allowed on a service or on a method of it. */
export const methodOperations = ['EXECUTE'] as const

/** Everybody may call every method until the owner denies it for a user or a role. */
export const checkMethod = (rules: RuleStore, service: string, method: string, rights: Rights): void => {
  const effect = rights.isServer ? null : decideAlong(rules.of('method', 'EXECUTE'), [`${service}.${method}`, service], rights)
  if (effect === 'DENY') throw new ApiError(403, 0, `User has no permission to call [${method}] method of [${service}] service`)
}
