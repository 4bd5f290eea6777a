import type { Manifest, Named } from './shape'
import { productOf } from './shape'

/** What saved logic, pages and calls of installed apps refer to: a release may add to it and may change nothing. */
export interface Released {
  readonly version: string
  /** Method → its route and its parameters in order. */
  readonly methods: Readonly<Record<string, { readonly route: string; readonly parameters: readonly string[] }>>
  readonly configuration: readonly string[]
  readonly functions: readonly { readonly name: string; readonly ui: string | null; readonly cloud: string | null; readonly inputs: readonly string[] }[]
  readonly component: { readonly id: string; readonly properties: readonly string[]; readonly events: Readonly<Record<string, readonly string[]>>; readonly actions: readonly string[] }
}

const names = (list: readonly Named[]): readonly string[] => list.map(({ name }) => name)

/** The promises that a manifest makes. */
export const releasedFacts = (manifest: Manifest): Released => {
  const services = productOf(manifest, 'services')?.services ?? []
  const component = productOf(manifest, 'component')
  const methods = services.flatMap(({ name: service, methods: all }) => all.map(({ name, httpMethod, route, parameters }) => [`${service}.${name}`, { route: `${httpMethod} ${route}`, parameters: names(parameters) }] as const))
  return {
    version: manifest.version,
    methods: Object.fromEntries(methods),
    configuration: [...new Set(services.flatMap(({ configuration }) => names(configuration)))],
    functions: (productOf(manifest, 'functions')?.functions ?? []).map(({ name, ui, cloud, inputs }) => ({ name, ui: ui?.id ?? null, cloud: cloud?.id ?? null, inputs: names(inputs) })),
    component: {
      id: component?.id ?? '', properties: [...names(component?.settings ?? []), ...names(component?.boundProperties ?? [])],
      events: Object.fromEntries((component?.events ?? []).map(({ name, context }) => [name, context.map(({ id }) => id)])), actions: (component?.actions ?? []).map(({ id }) => id),
    },
  }
}

/** Positions: what was released keeps its place, new ones stand behind it. */
const positionProblems = (what: string, before: readonly string[], now: readonly string[], word: string): string[] =>
  before.flatMap((name, index) => (now[index] === name ? [] : [`${what}: ${word} ${index + 1} was released as ${name} and is now ${now[index] ?? 'missing'}. A released ${word} keeps its name and its place; a new one goes last.`]))

const missingProblems = (what: string, before: readonly string[], now: readonly string[]): string[] =>
  before.filter((name) => !now.includes(name)).map((name) => `${what} ${name} was released and is missing now. It must stay under this name.`)

const methodProblems = (before: Released, now: Released): string[] =>
  Object.entries(before.methods).flatMap(([name, { route, parameters }]) => {
    const found = now.methods[name]
    if (!found) return [`The method ${name} was released and is missing now. It must stay under this name.`]
    return [...(found.route === route ? [] : [`${name} was released with the route ${route} and now has ${found.route}. A released route stays.`]), ...positionProblems(name, parameters, found.parameters, 'parameter')]
  })

const functionProblems = (before: Released, now: Released): string[] =>
  before.functions.flatMap(({ name, ui, cloud, inputs }) => {
    const found = now.functions.find((candidate) => candidate.name === name)
    if (!found) return [`The function ${name} was released and is missing now. It must stay under this name.`]
    const ids = ([['UI Builder', ui, found.ui], ['Cloud Code', cloud, found.cloud]] as const).filter(([, old, id]) => old !== null && old !== id)
    return [...ids.map(([place, old, id]) => `${name} was released for ${place} with the id ${old} and now has ${id ?? 'none'}. A released id stays.`), ...positionProblems(name, inputs, found.inputs, 'input')]
  })

const componentProblems = ({ component: before }: Released, { component: now }: Released): string[] => [
  ...(before.id === now.id ? [] : [`The component was released with the id ${before.id} and now has ${now.id}. A released id stays.`]),
  ...missingProblems('The property', before.properties, now.properties),
  ...missingProblems('The event', Object.keys(before.events), Object.keys(now.events)),
  ...Object.entries(before.events).flatMap(([event, context]) => missingProblems(`In the event ${event} the value`, context, now.events[event] ?? context)),
  ...missingProblems('The action', before.actions, now.actions),
]

/** What a release would break in apps that have the last one installed. */
export const brokenPromises = (before: Released, now: Released): string[] => [
  ...methodProblems(before, now), ...missingProblems('The configuration item', before.configuration, now.configuration), ...functionProblems(before, now), ...componentProblems(before, now),
]
