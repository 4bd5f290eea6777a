import { ApiError } from '../api-error'
import type { Database } from '../data/database'
import type { Rights } from './rights'
import type { RuleStore } from './rule-store'
import { decideAlong } from './rules'

/** What can be allowed on a file or folder; PERMISSION is the right to change the rights. */
export const fileOperations = ['READ', 'WRITE', 'DELETE', 'PERMISSION'] as const
export type FileOperation = (typeof fileOperations)[number]

/** Who may do what with the files of an app. What is said about a folder holds for everything below it, until something nearer says otherwise. */
export interface FileRights {
  may(operation: FileOperation, names: readonly string[], rights: Rights): boolean
  /** Throws the platform's error when the operation is not allowed. */
  check(operation: FileOperation, names: readonly string[], rights: Rights): void
  /** As `check`, for everything below as well. */
  checkTree(operation: FileOperation, names: readonly string[], rights: Rights): void
  /** Remembers who wrote a file: only the owner and the server may decide about it. */
  written(names: readonly string[], rights: Rights): void
  /** Rights end with the file or folder that they are about. */
  removed(names: readonly string[]): void
}

const pathOf = (names: readonly string[]): string => names.join('/')

/** The path itself, then its folders up to the root. */
const upwards = (names: readonly string[]): string[] => [...names, ''].map((_, index) => pathOf(names.slice(0, names.length - index)))

const isIn = (path: string, folder: string): boolean => folder === '' || path === folder || path.startsWith(`${folder}/`)

const denied = (): ApiError => new ApiError(403, 4000, 'User has no permissions to specified resource')

/** Opens the rights on files of an app. */
export const openFileRights = (database: Database, rules: RuleStore): FileRights => {
  const ownerOf = (path: string): string | null => database.get<{ userId: string }>('select userId from fileOwners where path = ?', [path])?.userId ?? null
  const byDefault = (operation: FileOperation, names: readonly string[], { userId }: Rights): boolean =>
    operation !== 'PERMISSION' || (userId !== null && ownerOf(pathOf(names)) === userId)
  const may: FileRights['may'] = (operation, names, rights) => {
    if (rights.isServer) return true
    const effect = decideAlong(rules.of('file', operation), upwards(names), rights)
    return effect === null ? byDefault(operation, names, rights) : effect === 'GRANT'
  }
  const check: FileRights['check'] = (operation, names, rights) => {
    if (!may(operation, names, rights)) throw denied()
  }
  return {
    may,
    check,
    checkTree: (operation, names, rights) => {
      check(operation, names, rights)
      const below = rules.of('file', operation).map(({ target }) => target).filter((target) => isIn(target, pathOf(names)))
      for (const target of below) check(operation, target.split('/'), rights)
    },
    written: (names, { userId }) => {
      if (userId === null) database.run('delete from fileOwners where path = ?', [pathOf(names)])
      else database.run('insert or replace into fileOwners (path, userId) values (?, ?)', [pathOf(names), userId])
    },
    removed: (names) => {
      const path = pathOf(names)
      rules.forget('file', (target) => target !== '' && isIn(target, path))
      database.run("delete from fileOwners where path = ? or substr(path, 1, length(?) + 1) = ? || '/'", [path, path, path])
    },
  }
}
