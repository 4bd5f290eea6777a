import type { Database } from '../data/database'
import type { Rule, RuleKind } from './rules'

/** The rules of an app. They are asked at every call, so they are kept in memory. */
export interface RuleStore {
  of(kind: RuleKind, operation: string): Rule[]
  all(): readonly Rule[]
  set(rule: Rule): void
  /** Forgets every rule about the given targets. */
  forget(kind: RuleKind, isMeant: (target: string) => boolean): void
}

/** Opens the rules of an app. */
export const openRuleStore = (database: Database): RuleStore => {
  let loaded: Rule[] | null = null
  const rules = (): Rule[] => (loaded ??= database.all<Rule>('select kind, target, operation, principal, effect from rules'))
  return {
    of: (kind, operation) => rules().filter((rule) => rule.kind === kind && rule.operation === operation),
    all: () => rules(),
    set: (rule) => {
      const { kind, target, operation, principal, effect } = rule
      database.run('insert or replace into rules (kind, target, operation, principal, effect) values (?, ?, ?, ?, ?)', [kind, target, operation, principal, effect])
      loaded = null
    },
    forget: (kind, isMeant) => {
      const meant = rules().filter((rule) => rule.kind === kind && isMeant(rule.target))
      for (const { target } of meant) database.run('delete from rules where kind = ? and target = ?', [kind, target])
      if (meant.length > 0) loaded = null
    },
  }
}
