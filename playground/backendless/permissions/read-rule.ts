import { ApiError } from '../api-error'
import type { Effect, Rule } from './rules'

const effects: readonly string[] = ['GRANT', 'DENY'] satisfies Effect[]

const nameOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

const principalOf = (user: unknown, role: unknown): string => {
  const [userName, roleName] = [nameOf(user), nameOf(role)]
  if ((userName === null) === (roleName === null)) throw new ApiError(400, 0, 'Name either a user (its objectId) or a role; * means all')
  return userName === null ? `role:${roleName}` : `user:${userName}`
}

/** Reads `{permission, user | role}` as the SDK sends it, for one of the given operations. */
export const readRule = (effect: unknown, body: unknown, operations: readonly string[]): Pick<Rule, 'operation' | 'principal' | 'effect'> => {
  const { permission, user, role } = (body ?? {}) as Record<string, unknown>
  if (!effects.includes(String(effect))) throw new ApiError(400, 0, `A permission is set with ${effects.join(' or ')}`)
  if (!operations.includes(String(permission))) throw new ApiError(400, 0, `The permission must be one of ${operations.join(', ')}`)
  return { operation: String(permission), principal: principalOf(user, role), effect: effect as Effect }
}
