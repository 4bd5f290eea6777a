import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The files of the repository, as the checks read them; paths begin at its root. */
export interface World {
  /** Null when there is no such file or folder. */
  read(path: string): string | null
  exists(path: string): boolean
  /** Every file below a folder. */
  filesBelow(folder: string): readonly string[]
}

/** The repository on disk. */
export const diskWorld = (root: string): World => ({
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
  exists: (path) => existsSync(join(root, path)),
  filesBelow: (folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/')).sort()
      : [],
})
