import { encodePath } from './file-path'
import type { FileStore, StoredEntry } from './file-store'

export interface ListingQuery {
  /** `*` and `?` as wildcards. */
  readonly pattern: string
  readonly sub: boolean
  readonly pageSize: number
  readonly offset: number
}

const maxDepth = 32

const toRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'u')

const collect = async (store: FileStore, names: readonly string[], depth: number): Promise<StoredEntry[]> => {
  const children = await store.children(names)
  if (depth === 0) return children
  const deeper = await Promise.all(children.filter(({ isFolder }) => isFolder).map((folder) => collect(store, folder.names, depth - 1)))
  return [...children, ...deeper.flat()]
}

/** The entries of a folder that match, in order of their path. */
export const listEntries = async (store: FileStore, names: readonly string[], query: ListingQuery): Promise<StoredEntry[]> => {
  const entries = await collect(store, names, query.sub ? maxDepth : 0)
  const matcher = toRegExp(query.pattern)
  return entries.filter(({ names: path }) => matcher.test(path.at(-1) ?? ''))
}

/** One page of a listing in the shape that the SDK's users know. */
export const toListing = (entries: readonly StoredEntry[], { offset, pageSize }: ListingQuery, filesUrl: string): object[] =>
  entries.slice(offset, offset + pageSize).map(({ names, isFolder, sizeBytes, createdMs, updatedMs }) => ({
    name: names.at(-1),
    createdOn: createdMs,
    updatedOn: updatedMs,
    publicUrl: `${filesUrl}/${encodePath(names)}`,
    url: names.join('/'),
    ...(isFolder ? {} : { size: sizeBytes }),
  }))
