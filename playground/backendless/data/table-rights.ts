import type { Rights } from '../permissions/rights'
import type { RuleStore } from '../permissions/rule-store'
import { decide } from '../permissions/rules'
import type { Reach } from './records'
import type { Table, TableAccess } from './tables'

/** What can be allowed on a table; PERMISSION is the right to change the rights. */
export const tableOperations = ['ADD', 'UPDATE', 'FIND', 'REMOVE', 'DESCRIBE', 'PERMISSION'] as const
export type TableOperation = (typeof tableOperations)[number]

type Width = 'all' | 'own' | 'none'

/** What clients may do without any rule. */
const widths: Readonly<Record<TableAccess, Readonly<Record<TableOperation, Width>>>> = {
  open: { ADD: 'all', UPDATE: 'all', FIND: 'all', REMOVE: 'all', DESCRIBE: 'all', PERMISSION: 'none' },
  ownerOnly: { ADD: 'all', UPDATE: 'own', FIND: 'own', REMOVE: 'own', DESCRIBE: 'all', PERMISSION: 'none' },
  serverOnly: { ADD: 'none', UPDATE: 'none', FIND: 'none', REMOVE: 'none', DESCRIBE: 'none', PERMISSION: 'none' },
  users: { ADD: 'none', UPDATE: 'own', FIND: 'all', REMOVE: 'own', DESCRIBE: 'all', PERMISSION: 'none' },
}

/** Which records of a table a call may reach with an operation; null = none. */
export const reachOf = (rules: RuleStore, { name, access }: Table, operation: TableOperation, rights: Rights): Reach | null => {
  if (rights.isServer) return 'all'
  const effect = decide(rules.of('table', operation).filter(({ target }) => target === name), rights)
  const width = effect === null ? widths[access][operation] : effect === 'GRANT' ? 'all' : 'none'
  if (width === 'own') return { ownerId: rights.userId }
  return width === 'all' ? 'all' : null
}

/** Whether one record is within reach. */
export const isReached = (reach: Reach, row: Readonly<Record<string, unknown>>): boolean => reach === 'all' || (reach.ownerId !== null && row['ownerId'] === reach.ownerId)
