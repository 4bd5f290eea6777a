import type { Manifest } from './shape'
import { productOf } from './shape'
import type { World } from './world'

const file = 'ui-component/component.json'

interface Declared {
  readonly id?: string
  readonly name?: string
  readonly properties?: readonly { readonly name: string }[]
  readonly eventHandlers?: readonly { readonly name: string; readonly contextBlocks?: readonly { readonly id: string }[] }[]
  readonly actions?: readonly { readonly id: string }[]
}

const differences = (what: string, written: readonly string[], real: readonly string[]): string[] => [
  ...written.filter((name) => !real.includes(name)).map((name) => `marketplace.json: the component has the ${what} ${name}, ${file} does not`),
  ...real.filter((name) => !written.includes(name)).map((name) => `marketplace.json lacks the ${what} ${name} of ${file}`),
]

const eventText = (name: string, context: readonly { readonly id: string }[] = []): string => `${name}(${context.map(({ id }) => id).join(', ')})`

/** Where the component of the manifest is not that of component.json. */
export const componentProblems = (manifest: Manifest, world: World): string[] => {
  const component = productOf(manifest, 'component')
  const content = world.read(file)
  if (!component) return []
  if (content === null) return [`${file} does not exist`]
  const real = JSON.parse(content) as Declared
  const properties = [...component.settings, ...component.boundProperties].map(({ name }) => name)
  return [
    ...(real.id === component.id ? [] : [`marketplace.json: the component has the id ${component.id}, ${file} has ${String(real.id)}`]),
    ...(real.name === component.name ? [] : [`marketplace.json: the component is called ${component.name}, in ${file} ${String(real.name)}`]),
    ...differences('property', properties, (real.properties ?? []).map(({ name }) => name)),
    ...differences('event', component.events.map(({ name, context }) => eventText(name, context)), (real.eventHandlers ?? []).map(({ name, contextBlocks }) => eventText(name, contextBlocks))),
    ...differences('action', component.actions.map(({ id }) => id), (real.actions ?? []).map(({ id }) => id)),
  ]
}
