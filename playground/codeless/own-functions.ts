import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type FunctionPlace = 'ui' | 'cloud'

/** A function as Codeless stores it: its definition, its blocks and its code. */
export interface StoredFunction {
  readonly place: FunctionPlace
  readonly id: string
  readonly name: string
  readonly inputs: readonly { readonly name: string; readonly label: string }[]
  readonly hasReturn: boolean
}

interface Kind {
  readonly folderOf: (id: string) => string
  readonly idOf: (folder: string) => string
  readonly xml: string
  readonly code: string
}

const cloudPrefix = 'codeless-function-'

const kinds: Readonly<Record<FunctionPlace, Kind>> = {
  ui: { folderOf: (id) => id, idOf: (folder) => folder, xml: 'logic.xml', code: 'code.js' },
  cloud: { folderOf: (id) => `${cloudPrefix}${id}`, idOf: (folder) => folder.slice(cloudPrefix.length), xml: 'source.xml', code: 'index.js' },
}

/** The functions in a folder, in either of the two stored forms; files that are no function are passed over. */
export const functionsIn = (folder: string | null, place: FunctionPlace): StoredFunction[] => {
  if (!folder || !existsSync(folder)) return []
  const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return found.flatMap(({ name }) => {
    const path = join(folder, name, 'definition.json')
    if (!existsSync(path)) return []
    const { id, name: title, inputs, hasReturn } = JSON.parse(readFileSync(path, 'utf8')) as Omit<StoredFunction, 'place'>
    return [{ place, id, name: title, inputs, hasReturn }]
  })
}

/** A function with everything that is saved of it. */
export interface FunctionContent extends StoredFunction {
  readonly xml: string
  readonly code: string
}

const idPattern = /^[0-9a-f]{32}$/

/** What is wrong with a function that somebody wants to save, in words; null = nothing. */
export const functionProblem = ({ place, id, name, inputs, xml, code }: Partial<FunctionContent>): string | null => {
  if (place !== 'ui' && place !== 'cloud') return 'A function belongs to "ui" or to "cloud"'
  if (!idPattern.test(id ?? '')) return 'The id of a function is 32 hexadecimal digits'
  if (typeof name !== 'string' || name.trim() === '' || name.length > 120) return 'A function needs a name of at most 120 characters'
  if (!Array.isArray(inputs) || !inputs.every((input) => /^\w+$/.test((input as { name?: unknown }).name as string))) return 'The inputs of a function need names of letters, digits and _'
  return typeof xml === 'string' && typeof code === 'string' ? null : 'A function needs its blocks (xml) and its code'
}

/** The functions that the developer of an app made there. */
export interface OwnFunctions {
  list(): StoredFunction[]
  save(content: FunctionContent): void
  remove(place: FunctionPlace, id: string): void
  /** Folder of the given kind. */
  folder(place: FunctionPlace): string
}

/** Opens an app's own functions. */
export const openOwnFunctions = (appDir: string): OwnFunctions => {
  const folder = (place: FunctionPlace): string => join(appDir, 'codeless', 'functions', place)
  return {
    folder,
    list: () => (['ui', 'cloud'] as const).flatMap((place) => functionsIn(folder(place), place)),
    save: ({ place, xml, code, ...definition }) => {
      const kind = kinds[place]
      const target = join(folder(place), kind.folderOf(definition.id))
      mkdirSync(target, { recursive: true })
      writeFileSync(join(target, 'definition.json'), `${JSON.stringify(definition, null, 2)}\n`)
      writeFileSync(join(target, kind.xml), xml)
      writeFileSync(join(target, kind.code), code)
    },
    remove: (place, id) => rmSync(join(folder(place), kinds[place].folderOf(id)), { recursive: true, force: true }),
  }
}
