import { createHash } from 'node:crypto'
import { functionFiles, type Place } from '../../codeless-blocks/src'
import {
  answerFields, cloudCodeModelName, componentActions, componentEvents, componentId, componentProperties, configurationItems, executionTimeoutSeconds, functionIds, functions, minutesTable, operations, products,
  type FunctionDefinition, type Operation, type Product,
} from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'
import { installFacts, packFacts } from './manifest-facts'

const methodAddress = ({ service, method, route }: Operation): object => ({ service, method, httpMethod: 'POST', route })

const serviceFacts = (operation: Operation): object => ({
  name: operation.service,
  description: operation.serviceDescription,
  methods: [{
    name: operation.method, description: operation.description, httpMethod: 'POST', route: operation.route, path: `/services/${operation.service}${operation.route}`,
    executionTimeoutSeconds, parameters: operation.parameters, answer: answerFields,
  }],
  configuration: configurationItems,
})

const servicesContent = (): object => ({
  model: { name: cloudCodeModelName, language: 'JS' },
  services: operations.map(serviceFacts),
  tables: [minutesTable],
})

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** Ids in paths tell which files belong to a function. */
const filesOf = (place: Place, id: string): object =>
  Object.fromEntries(functionFiles[place].filter(({ path }) => path.includes(id)).map(({ path, content }) => [`codeless-blocks/functions/${place}/${path}`, sha256(content)]))

const functionFacts = ({ key, name, label, description, inputs, hasReturn, calls }: FunctionDefinition): object => ({
  name, label, description, inputs, hasReturn, calls: [methodAddress(calls)],
  ui: { id: functionIds[key].ui, sha256: filesOf('ui', functionIds[key].ui) },
  cloud: { id: functionIds[key].cloud, sha256: filesOf('cloud', functionIds[key].cloud) },
})

const componentContent = (): object => ({
  id: componentId,
  name: products.component.title,
  settings: componentProperties.filter(({ direction }) => direction === 'setting'),
  boundProperties: componentProperties.filter(({ direction }) => direction === 'output'),
  events: componentEvents,
  actions: componentActions,
  calls: operations.map(methodAddress),
})

const contents: Readonly<Record<Product['key'], () => object>> = {
  services: servicesContent,
  functions: () => ({ functions: functions.map(functionFacts) }),
  component: componentContent,
}

const productFacts = ({ key, title, summary }: Product): object => {
  const { type, sourceFolder, place, order, dependsOn, permissions, note } = installFacts[key]
  return { key, type, title, summary, version: packFacts.version, sourceFolder, install: { place, order, dependsOn }, permissions, ...(note && { note }), ...contents[key]() }
}

/** `marketplace.json`: the pack, its three products and what each holds. */
export const manifestFiles = (): GeneratedFile[] => {
  const manifest = { $comment: generatedNotice('manifest'), ...packFacts, products: Object.values(products).map(productFacts) }
  return [{ path: 'marketplace.json', content: `${JSON.stringify(manifest, null, 2)}\n` }]
}
