import type { CodeRunnerMethod, CodeRunnerModel, CodeRunnerService } from './engine'
import type { DeclaredConfigurationItem, ModelDescription, ServiceDescription, ServiceMethod, TimerDescription } from './protocol'

const verbsByPrefix: readonly { prefix: RegExp; httpMethod: string }[] = [
  { prefix: /^get(?=[A-Z])/, httpMethod: 'GET' },
  { prefix: /^add(?=[A-Z])/, httpMethod: 'POST' },
  { prefix: /^set(?=[A-Z])/, httpMethod: 'PUT' },
  { prefix: /^delete(?=[A-Z])/, httpMethod: 'DELETE' },
]

/** A method without `@route` gets its address from its name: getOrder = GET /order. */
const routeFromName = (name: string): { httpMethod: string; path: string } => {
  const rule = verbsByPrefix.find(({ prefix }) => prefix.test(name))
  if (!rule) return { httpMethod: 'POST', path: `/${name}` }
  const rest = name.replace(rule.prefix, '')
  return { httpMethod: rule.httpMethod, path: `/${rest.charAt(0).toLowerCase()}${rest.slice(1)}` }
}

const routeOf = (name: string, tag: string | undefined): { httpMethod: string; path: string } => {
  if (!tag) return routeFromName(name)
  const [first = '', second] = tag.trim().split(/\s+/)
  return second === undefined ? { httpMethod: 'GET', path: first } : { httpMethod: first.toUpperCase(), path: second }
}

const secondsOf = (tag: string | undefined): number | null => {
  const seconds = Number(tag ?? NaN)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

const describeMethod = (name: string, method: CodeRunnerMethod): ServiceMethod => ({
  name,
  description: method.description ?? '',
  ...routeOf(name, method.tags['route']),
  timeoutSeconds: secondsOf(method.tags['executiontimeoutinseconds']),
  parameters: method.params.map((param) => ({ name: param.name, type: param.type?.name ?? 'void', required: !param.optional, description: param.description ?? '' })),
})

const describeService = (service: CodeRunnerService, model: CodeRunnerModel): ServiceDescription => {
  const methods = Object.entries(model.definitions.types[service.name]?.methods ?? {})
  return {
    name: service.name,
    version: service.version,
    description: service.description,
    methods: methods.filter(([, method]) => method.access !== 'private').map(([name, method]) => describeMethod(name, method)),
    configuration: service.config as unknown as DeclaredConfigurationItem[],
    xml: service.xml(),
  }
}

/** Only timers that repeat after so many seconds; no other kind is used here. */
const describeTimer = ({ name, timerJson }: { readonly name: string; readonly timerJson: string }): TimerDescription[] => {
  const { frequency } = JSON.parse(timerJson) as { readonly frequency?: { readonly repeat?: { readonly every?: unknown } } }
  const everySeconds = Number(frequency?.repeat?.every)
  return everySeconds > 0 ? [{ name, everySeconds }] : []
}

/** What loaded models publish. */
export const describeModels = (models: readonly CodeRunnerModel[]): ModelDescription => ({
  services: models.flatMap((model) => model.services.values().map((service) => describeService(service, model))),
  timers: models.flatMap((model) => model.timers.values().flatMap(describeTimer)),
  errors: models.flatMap((model) => model.errors.map(({ message, erredFile, serverCodeFile, position }) => `${erredFile ?? serverCodeFile}${position ? `:${position}` : ''}: ${message}`)),
})
