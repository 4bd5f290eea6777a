import type { ManifestFunction, ManifestMethod, ManifestParameter, ManifestProduct, ManifestService } from './manifest'

/**
 * What an upgrade may not do, because saved logic and saved pages go on using what was released: names, ids and positions stay.
 * Pure: compares what is installed with what would replace it.
 */

interface Named {
  readonly name: string
}

const named = <T extends Named>(list: readonly T[] | undefined, name: string): T | undefined => list?.find((item) => item.name === name)

/** Positions count: blocks send their inputs in order. New parameters may only follow, and may not be required. */
const parameterProblems = (owner: string, before: readonly ManifestParameter[], after: readonly ManifestParameter[]): string[] => [
  ...before.flatMap(({ name, type }, index) => {
    const now = after[index]
    const place = after.findIndex((parameter) => parameter.name === name)
    if (now?.name === name) return now.type === type ? [] : [`${owner}: the parameter ${name} would change from ${type} to ${now.type}`]
    if (place >= 0) return [`${owner}: the parameter ${name} would move from place ${index + 1} to place ${place + 1}`]
    return [`${owner}: the parameter ${name} would be renamed or removed`]
  }),
  ...after.slice(before.length).filter(({ required }) => required).map(({ name }) => `${owner}: the new parameter ${name} would be required, which saved logic does not give`),
]

const goneProblems = (what: string, before: readonly string[], after: readonly string[]): string[] =>
  before.filter((name) => !after.includes(name)).map((name) => `${what} ${name} would be renamed or removed`)

const methodProblems = (service: string, before: ManifestMethod, methods: readonly ManifestMethod[]): string[] => {
  const after = named(methods, before.name)
  const owner = `${service}.${before.name}`
  if (!after) return [`the method ${owner} would be renamed or removed`]
  const moved = after.route !== before.route || after.httpMethod !== before.httpMethod
  return [...(moved ? [`${owner} would move from ${before.httpMethod} ${before.route} to ${after.httpMethod} ${after.route}`] : []), ...parameterProblems(owner, before.parameters, after.parameters)]
}

const serviceProblems = (before: ManifestService, services: readonly ManifestService[]): string[] => {
  const after = named(services, before.name)
  if (!after) return [`the service ${before.name} would be renamed or removed`]
  const names = (service: ManifestService): string[] => service.configuration.map(({ name }) => name)
  return [
    ...before.methods.flatMap((method) => methodProblems(before.name, method, after.methods)),
    ...goneProblems(`${before.name}: the configuration value`, names(before), names(after)),
  ]
}

const functionProblems = (before: ManifestFunction, functions: readonly ManifestFunction[]): string[] => {
  const after = named(functions, before.name)
  if (!after) return [`the function "${before.name}" would be renamed or removed`]
  const ids = (['ui', 'cloud'] as const).filter((place) => before[place] !== undefined && before[place].id !== after[place]?.id)
  return [...ids.map((place) => `the function "${before.name}" would get another id or go (${place})`), ...parameterProblems(`"${before.name}"`, before.inputs, after.inputs)]
}

const propertyNames = ({ settings = [], boundProperties = [] }: ManifestProduct): string[] => [...settings, ...boundProperties].map(({ name }) => name)
const contextNames = ({ events = [] }: ManifestProduct): string[] => events.flatMap(({ name, context }) => context.map(({ id }) => `${name}.${id}`))

const componentProblems = (before: ManifestProduct, after: ManifestProduct): string[] => [
  ...(before.id === after.id ? [] : ['the component would get another id']),
  ...goneProblems('the property', propertyNames(before), propertyNames(after)),
  ...goneProblems('the event', (before.events ?? []).map(({ name }) => name), (after.events ?? []).map(({ name }) => name)),
  ...goneProblems('the event value', contextNames(before), contextNames(after)),
  ...goneProblems('the action', (before.actions ?? []).map(({ id }) => id), (after.actions ?? []).map(({ id }) => id)),
]

/** Negative when the first version is older. */
export const compareVersions = (a: string, b: string): number => {
  const [first, second] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]]
  const differing = first.findIndex((number, index) => number !== second[index])
  return differing < 0 ? 0 : (first[differing] ?? 0) - (second[differing] ?? 0)
}

/** Everything that forbids to replace one release of a product by another, in words. */
export const upgradeProblems = (before: ManifestProduct, after: ManifestProduct): string[] => {
  if (compareVersions(after.version, before.version) < 0) return [`version ${after.version} is older than the installed ${before.version}`]
  return [
    ...(before.services ?? []).flatMap((service) => serviceProblems(service, after.services ?? [])),
    ...(before.functions ?? []).flatMap((definition) => functionProblems(definition, after.functions ?? [])),
    ...componentProblems(before, after),
  ]
}
