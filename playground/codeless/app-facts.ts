import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AppRuntime } from '../backendless/app-runtime'
import type { AppFacts, ComponentFacts, FunctionFacts, Place } from './blockly/facts'
import { functionsOf } from './function-routes'

/** The pack's own description of its blocks, in Blockly's JSON. */
const definitionsPath = resolve(__dirname, '..', '..', 'codeless-blocks', 'blocks.generated.json')

type Json = Readonly<Record<string, unknown>>

interface Definitions {
  readonly functions: Readonly<Record<Place, readonly { readonly id: string; readonly inputs: readonly string[]; readonly definition: Json }[]>>
  readonly options: readonly Json[]
  readonly toolbox: Readonly<Record<Place, { readonly contents: readonly { readonly type: string; readonly inputs?: Readonly<Record<string, { readonly shadow: FunctionFacts['shadows'][string] }>> }[] }>>
}

const noDefinitions: Definitions = { functions: { ui: [], cloud: [] }, options: [], toolbox: { ui: { contents: [] }, cloud: { contents: [] } } }

const readDefinitions = (): Definitions => (existsSync(definitionsPath) ? (JSON.parse(readFileSync(definitionsPath, 'utf8')) as Definitions) : noDefinitions)

type Listed = ReturnType<typeof functionsOf>[number]

/** An installed version may be older than the description: then only its name and inputs are used. */
const functionFacts = (listed: Listed, { functions, toolbox }: Definitions): FunctionFacts => {
  const described = functions[listed.place].find(({ id, inputs }) => id === listed.id && inputs.join() === listed.inputs.map(({ name }) => name).join())
  const entry = toolbox[listed.place].contents.find(({ type }) => type.endsWith(listed.id))
  const shadows = described ? Object.fromEntries(Object.entries(entry?.inputs ?? {}).map(([name, { shadow }]) => [name, shadow])) : {}
  const { place, id, name, inputs, hasReturn, isOwn } = listed
  return { place, id, name, inputs, hasReturn, isOwn, json: described?.definition ?? null, shadows }
}

/** On the platform a service gets an id of its own in every app; here it follows from both names. */
const serviceId = (appId: string, name: string): string => {
  const digits = createHash('sha256').update(`${appId}/${name}`).digest('hex').toUpperCase()
  return [8, 4, 4, 4, 12].reduce<{ parts: string[]; at: number }>(({ parts, at }, length) => ({ parts: [...parts, digits.slice(at, at + length)], at: at + length }), { parts: [], at: 0 }).parts.join('-')
}

interface StoredComponent {
  readonly id: string
  readonly name: string
  readonly eventHandlers?: readonly { readonly name: string; readonly label: string; readonly contextBlocks?: ComponentFacts['events'][number]['context'] }[]
  readonly actions?: readonly { readonly id: string; readonly label: string; readonly description?: string; readonly hasReturn?: boolean; readonly inputs?: ComponentFacts['actions'][number]['inputs'] }[]
}

const componentFacts = (folder: string | null): ComponentFacts | null => {
  if (!folder || !existsSync(join(folder, 'component.json'))) return null
  const { id, name, eventHandlers = [], actions = [] } = JSON.parse(readFileSync(join(folder, 'component.json'), 'utf8')) as StoredComponent
  return {
    id, name,
    events: eventHandlers.map((event) => ({ name: event.name, label: event.label, context: event.contextBlocks ?? [] })),
    actions: actions.map((action) => ({ id: action.id, label: action.label, description: action.description ?? action.label, hasReturn: action.hasReturn ?? false, inputs: action.inputs ?? [] })),
  }
}

/** In the order in which the pack lists them; the app's own functions come last. */
const inOrder = (facts: readonly FunctionFacts[], { functions }: Definitions): FunctionFacts[] => {
  const placeOf = ({ place, id }: FunctionFacts): number => {
    const found = functions[place].findIndex((described) => described.id === id)
    return found < 0 ? functions[place].length : found
  }
  return [...facts].sort((a, b) => placeOf(a) - placeOf(b))
}

/** What the editor needs to know of an app: its functions, its services as CodeRunner reads them, its component. */
export const appFacts = (runtime: AppRuntime): AppFacts => {
  const definitions = readDefinitions()
  return {
    functions: inOrder(functionsOf(runtime).map((listed) => functionFacts(listed, definitions)), definitions),
    services: runtime.model.services.map(({ name, methods }) => ({ id: serviceId(runtime.app.id, name), name, methods })),
    component: componentFacts(runtime.installs.parts().component),
    options: definitions.options,
  }
}
