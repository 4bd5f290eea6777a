import { createHash } from 'node:crypto'
import { functionFiles } from '../../codeless-blocks/src'
import {
  answerFields, cloudCodeModelName, componentActions, componentEvents, componentId, componentProperties, configurationItems, executionTimeoutSeconds, functionIds, functions, jobMethods, jobTimerSeconds, operations, products, startOperations, startedFields, jobFields, removedFields, tables,
  type FunctionDefinition, type FunctionPlace, type Operation, type Product, type ResultField,
} from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'
import { installFacts, packFacts } from './manifest-facts'
import { imagesOf } from './manifest-images'

const methodAddress = ({ service, method, route }: Operation): object => ({ service, method, httpMethod: 'POST', route })

const jobAnswers = { AudioJob: jobFields, AudioJobRemoved: removedFields } as const

const methodFacts = (service: string, { method, description, route, parameters }: Pick<Operation, 'method' | 'description' | 'route' | 'parameters'>, answer: readonly ResultField[]): object =>
  ({ name: method, description, httpMethod: 'POST', route, path: `/services/${service}${route}`, executionTimeoutSeconds, parameters, answer })

const serviceFacts = (operation: Operation): object => ({
  name: operation.service,
  breakingChanges: [],
  description: operation.serviceDescription,
  methods: [
    methodFacts(operation.service, operation, answerFields),
    ...startOperations.filter(({ service }) => service === operation.service).map((start) => methodFacts(operation.service, start, startedFields)),
    ...jobMethods.map((method) => methodFacts(operation.service, method, method.answer === null ? [] : jobAnswers[method.answer])),
  ],
  configuration: configurationItems,
})

const servicesContent = (): object => ({
  model: { name: cloudCodeModelName, language: 'JS' },
  services: operations.map(serviceFacts),
  tables,
  timers: [{ name: 'audioJobs', everySeconds: jobTimerSeconds }],
})

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** Ids in paths tell which files belong to a function. */
const placeFacts = async (place: FunctionPlace, { key, places }: FunctionDefinition): Promise<object> => {
  if (!places.includes(place)) return {}
  const id = functionIds[key][place]
  const files = (await functionFiles(place)).filter(({ path }) => path.includes(id)).map(({ path, content }) => [`codeless-blocks/functions/${place}/${path}`, sha256(content)] as const)
  return { [place]: { id, sha256: Object.fromEntries(files) } }
}

const functionFacts = async (definition: FunctionDefinition): Promise<object> => {
  const { name, label, description, inputs, hasReturn, result, calls, uses } = definition
  const usedNames = uses.map((key) => functions.find((other) => other.key === key)?.name)
  return { name, breakingChanges: [], label, description, inputs, hasReturn, result, calls: calls.map(methodAddress), uses: usedNames, ...(await placeFacts('ui', definition)), ...(await placeFacts('cloud', definition)) }
}

const componentContent = (): object => ({
  id: componentId,
  name: products.component.title,
  breakingChanges: [],
  settings: componentProperties.filter(({ direction }) => direction === 'setting'),
  boundProperties: componentProperties.filter(({ direction }) => direction === 'output'),
  events: componentEvents,
  actions: componentActions,
  calls: operations.map(methodAddress),
})

const contents: Readonly<Record<Product['key'], () => object | Promise<object>>> = {
  services: servicesContent,
  functions: async () => ({ functions: await Promise.all(functions.map(functionFacts)) }),
  component: componentContent,
}

const productFacts = async ({ key, title, summary }: Product): Promise<object> => {
  const { type, sourceFolder, place, order, dependsOn, listing, changelog, permissions, upgradeNotes, note } = installFacts[key]
  const texts = { listing, changelog, images: imagesOf(key), permissions, upgradeNotes, ...(note && { note }) }
  return { key, type, title, summary, version: packFacts.version, sourceFolder, install: { place, order, dependsOn }, ...texts, ...(await contents[key]()) }
}

/** `marketplace.json`: the pack, its three products and what each holds. */
export const manifestFiles = async (): Promise<GeneratedFile[]> => {
  const manifest = { $schema: './marketplace.schema.json', $comment: generatedNotice('manifest'), ...packFacts, products: await Promise.all(Object.values(products).map(productFacts)) }
  return [{ path: 'marketplace.json', content: `${JSON.stringify(manifest, null, 2)}\n` }]
}
