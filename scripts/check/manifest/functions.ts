import { createHash } from 'node:crypto'
import type { FunctionTwin, Manifest, ManifestFunction } from './shape'
import { productOf } from './shape'
import type { World } from './world'

const folder = 'codeless-blocks/functions'

type Place = 'ui' | 'cloud'
const places: readonly Place[] = ['ui', 'cloud']

interface Definition {
  readonly id?: string
  readonly name?: string
  readonly hasReturn?: boolean
  readonly inputs?: readonly { readonly name: string; readonly label: string }[]
}

const list = (names: readonly string[]): string => names.join(', ') || 'none'

const fileProblems = (name: string, { sha256 }: FunctionTwin, world: World): string[] =>
  Object.entries(sha256).flatMap(([path, hash]) => {
    const content = world.read(path)
    if (content === null) return [`marketplace.json: ${name} names the file ${path}, which does not exist`]
    const real = createHash('sha256').update(content).digest('hex')
    return real === hash ? [] : [`marketplace.json: the hash of ${path} is ${hash}, the file has ${real}`]
  })

const parsed = (content: string | null): Definition | null => {
  try {
    return content === null ? null : (JSON.parse(content) as Definition)
  } catch {
    return null
  }
}

const definitionProblems = ({ name, hasReturn, inputs }: ManifestFunction, { id }: FunctionTwin, path: string, content: string): string[] => {
  const definition = parsed(content)
  if (!definition) return [`${path} is not JSON`]
  const written = (definition.inputs ?? []).map((input) => `${input.name} "${input.label}"`)
  const wanted = inputs.map((input) => `${input.name} "${input.label}"`)
  return [
    ...(definition.id === id ? [] : [`marketplace.json: ${name} has the id ${id}, ${path} has ${String(definition.id)}`]),
    ...(definition.name === name ? [] : [`marketplace.json: the function ${name} is called ${String(definition.name)} in ${path}`]),
    ...(definition.hasReturn === hasReturn ? [] : [`marketplace.json: ${name} and ${path} disagree whether something is given back`]),
    ...(list(written) === list(wanted) ? [] : [`marketplace.json: ${name} has the inputs ${list(wanted)}; ${path} has ${list(written)}`]),
  ]
}

const xmlProblems = ({ name, inputs }: ManifestFunction, path: string, xml: string): string[] => {
  const written = [...xml.matchAll(/<arg name="([^"]*)">/g)].map(([, input = '']) => input)
  const wanted = inputs.map((input) => input.name)
  return list(written) === list(wanted) ? [] : [`marketplace.json: ${name} has the inputs ${list(wanted)}; the block in ${path} has ${list(written)}`]
}

/** Every name in single quotes that code calls or posts to. */
const callProblems = (definition: ManifestFunction, path: string, code: string, all: readonly ManifestFunction[]): string[] => {
  const services = [...code.matchAll(/'(\/services\/[^']*)'/g)].map(([, address = '']) => address)
  const declared = definition.calls.map(({ service, route }) => `/services/${service}${route}`)
  const others = [...code.matchAll(/Functions\.call\('([^']*)'/g)].map(([, other = '']) => other)
  return [
    ...services.filter((address) => !declared.includes(address)).map((address) => `${path} calls ${address}, which marketplace.json does not declare for ${definition.name}`),
    ...others.filter((other) => !definition.uses.includes(other)).map((other) => `${path} calls the function ${other}, which marketplace.json does not declare for ${definition.name}`),
    ...definition.uses.filter((other) => !all.some(({ name }) => name === other)).map((other) => `marketplace.json: ${definition.name} uses the function ${other}, which the pack does not hold`),
  ]
}

const twinProblems = (definition: ManifestFunction, twin: FunctionTwin, world: World, all: readonly ManifestFunction[]): string[] =>
  Object.keys(twin.sha256).flatMap((path) => {
    const content = world.read(path)
    if (content === null) return []
    if (!path.includes(twin.id)) return [`marketplace.json: ${definition.name} has the id ${twin.id}, but names ${path}`]
    if (path.endsWith('definition.json')) return definitionProblems(definition, twin, path, content)
    return path.endsWith('.xml') ? xmlProblems(definition, path, content) : callProblems(definition, path, content, all)
  })

/** Where the functions of the manifest are not those in the files, and files that no function owns. */
export const functionProblems = (manifest: Manifest, world: World): string[] => {
  const functions = productOf(manifest, 'functions')?.functions ?? []
  const twins = functions.flatMap((definition) => places.flatMap((place) => (definition[place] ? [{ definition, twin: definition[place] }] : [])))
  const owned = new Set(twins.flatMap(({ twin }) => Object.keys(twin.sha256)))
  return [
    ...twins.flatMap(({ definition, twin }) => [...fileProblems(definition.name, twin, world), ...twinProblems(definition, twin, world, functions)]),
    ...world.filesBelow(folder).filter((path) => !owned.has(path)).map((path) => `${path} belongs to no function of marketplace.json`),
  ]
}
