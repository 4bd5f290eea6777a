import { systemRoles, type Rights } from './rights'

/** What a rule is about. */
export type RuleKind = 'file' | 'method' | 'table'
export type Effect = 'GRANT' | 'DENY'

/** One decision of the app's owner about one operation on one thing. */
export interface Rule {
  readonly kind: RuleKind
  /** Path of a file or folder, `Service` or `Service.method`, name of a table. Empty = the root folder. */
  readonly target: string
  readonly operation: string
  /** `user:<id>`, `role:<name>`, `user:*` or `role:*`. */
  readonly principal: string
  readonly effect: Effect
}

/** The nearer a rule names somebody, the more it counts; null = it is about somebody else. */
const nearness = (principal: string, { userId, roles }: Rights): number | null => {
  const [type, ...rest] = principal.split(':')
  const name = rest.join(':')
  if (name === '*') return 3
  if (type === 'user') return name === userId ? 0 : null
  if (!roles.includes(name)) return null
  return systemRoles.some((role) => role === name) ? 2 : 1
}

/** What the rules about one target say: the nearest wins, and between equals the denial. Null = nothing. */
export const decide = (rules: readonly Rule[], rights: Rights): Effect | null => {
  const near = rules.flatMap((rule) => {
    const distance = nearness(rule.principal, rights)
    return distance === null ? [] : [{ distance, effect: rule.effect }]
  })
  const nearest = near.filter(({ distance }) => distance === Math.min(...near.map((one) => one.distance)))
  if (nearest.length === 0) return null
  return nearest.some(({ effect }) => effect === 'DENY') ? 'DENY' : 'GRANT'
}

/** Asks one target after the other, the nearest first, until one has something to say. */
export const decideAlong = (rules: readonly Rule[], targets: readonly string[], rights: Rights): Effect | null => {
  for (const target of targets) {
    const effect = decide(rules.filter((rule) => rule.target === target), rights)
    if (effect) return effect
  }
  return null
}
