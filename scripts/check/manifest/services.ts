import { configurationItems, type ConfigurationItem } from '../../../contract'
import type { Manifest, ManifestMethod, ManifestService } from './shape'
import { productOf } from './shape'
import type { World } from './world'

const serviceFile = 'service/src/service.generated.js'

interface PublishedMethod {
  readonly name: string
  readonly httpMethod: string
  readonly route: string
  readonly executionTimeoutSeconds: number
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[]
}

/** The comment above a method is its public description: CodeRunner reads nothing else. */
const method = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*async (\w+)\(([^)]*)\)/g

const readMethod = (comment: string, name: string, names: string): PublishedMethod => {
  const [, httpMethod = '', route = ''] = /@route (\w+) (\S+)/.exec(comment) ?? []
  const required = [...comment.matchAll(/@param \{\w+\} (\[?)(\w+)/g)].filter(([, bracket]) => bracket === '').map(([, , parameter]) => parameter)
  return {
    name, httpMethod, route, executionTimeoutSeconds: Number(/@executionTimeoutInSeconds (\d+)/.exec(comment)?.[1]),
    parameters: names.split(',').map((parameter) => parameter.trim()).filter(Boolean).map((parameter) => ({ name: parameter, required: required.includes(parameter) })),
  }
}

/** Services and methods as the file that CodeRunner loads publishes them. */
const published = (code: string): ReadonlyMap<string, readonly PublishedMethod[]> =>
  new Map(code.split(/^class /m).slice(1).map((part) => [/^\w+/.exec(part)?.[0] ?? '', [...part.matchAll(method)].map(([, comment = '', name = '', names = '']) => readMethod(comment, name, names))]))

const inOrder = (names: readonly { readonly name: string }[]): string => names.map(({ name }) => name).join(', ')

const methodProblems = (service: string, { name, httpMethod, route, path, executionTimeoutSeconds, parameters }: ManifestMethod, real: PublishedMethod | undefined): string[] => {
  const where = `marketplace.json: ${service}.${name}`
  if (!real) return [`${where} does not exist in ${serviceFile}`]
  const required = (list: readonly { readonly name: string; readonly required?: boolean }[]): string => inOrder(list.filter((parameter) => parameter.required === true))
  return [
    ...(real.httpMethod === httpMethod && real.route === route ? [] : [`${where} has the route ${httpMethod} ${route}, ${serviceFile} has ${real.httpMethod} ${real.route}`]),
    ...(path === `/services/${service}${route}` ? [] : [`${where} has the path ${path}, which does not follow from its service and route`]),
    ...(real.executionTimeoutSeconds === executionTimeoutSeconds ? [] : [`${where} has ${executionTimeoutSeconds} s, ${serviceFile} has ${real.executionTimeoutSeconds} s`]),
    ...(inOrder(real.parameters) === inOrder(parameters) ? [] : [`${where} has the parameters ${inOrder(parameters)}; ${serviceFile} has ${inOrder(real.parameters)}`]),
    ...(required(real.parameters) === required(parameters) ? [] : [`${where} requires ${required(parameters)}; ${serviceFile} requires ${required(real.parameters)}`]),
  ]
}

const factsOf = ({ name, displayName, type, required, secret = false }: Pick<ConfigurationItem, 'name' | 'displayName' | 'required' | 'secret'> & { readonly type: string }): string => JSON.stringify({ name, displayName, type, required, secret })

const configurationProblems = ({ name, configuration }: ManifestService): string[] => {
  const declared = (configurationItems as readonly ConfigurationItem[]).map(factsOf)
  const written = configuration.map(factsOf)
  return [
    ...written.filter((facts) => !declared.includes(facts)).map((facts) => `marketplace.json: ${name} has a configuration item that contract/settings.ts does not declare so: ${facts}`),
    ...declared.filter((facts) => !written.includes(facts)).map((facts) => `marketplace.json: ${name} lacks a configuration item of contract/settings.ts: ${facts}`),
  ]
}

/** Where the services of the manifest are not those of the file that CodeRunner loads. */
export const serviceProblems = (manifest: Manifest, world: World): string[] => {
  const real = published(world.read(serviceFile) ?? '')
  const services = productOf(manifest, 'services')?.services ?? []
  const unnamed = [...real.keys()].filter((name) => !services.some((service) => service.name === name))
  return [
    ...unnamed.map((name) => `marketplace.json does not name the service ${name} of ${serviceFile}`),
    ...services.flatMap((service) => {
      const methods = real.get(service.name)
      if (!methods) return [`marketplace.json: the service ${service.name} does not exist in ${serviceFile}`]
      const hidden = methods.filter(({ name }) => !service.methods.some((candidate) => candidate.name === name)).map(({ name }) => `marketplace.json does not name ${service.name}.${name} of ${serviceFile}`)
      return [...hidden, ...service.methods.flatMap((entry) => methodProblems(service.name, entry, methods.find(({ name }) => name === entry.name))), ...configurationProblems(service)]
    }),
  ]
}
