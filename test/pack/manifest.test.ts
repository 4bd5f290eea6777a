import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeModel } from '../../playground/coderunner/describe-model'
import type { ModelDescription } from '../../playground/coderunner/protocol'

const root = join(__dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Named {
  readonly name: string
}

interface ManifestFunction extends Named {
  readonly inputs: Named[]
  readonly calls: { service: string; method: string; route: string }[]
  readonly ui: { id: string; sha256: Record<string, string> }
  readonly cloud?: { id: string; sha256: Record<string, string> }
}

interface ManifestService extends Named {
  readonly methods: (Named & { httpMethod: string; route: string; executionTimeoutSeconds: number; parameters: (Named & { required?: boolean })[] })[]
  readonly configuration: (Named & { displayName: string; type: string })[]
}

interface ManifestProduct {
  readonly key: string
  readonly type: string
  readonly sourceFolder: string
  readonly install: { readonly order: number }
  readonly services: ManifestService[]
  readonly functions: ManifestFunction[]
  readonly id: string
  readonly settings: Named[]
  readonly boundProperties: Named[]
  readonly events: Named[]
  readonly actions: { readonly id: string }[]
  readonly calls: ManifestFunction['calls']
}

interface ComponentJson {
  readonly id: string
  readonly properties: Named[]
  readonly eventHandlers: Named[]
  readonly actions: { readonly id: string }[]
}

const manifest = JSON.parse(read('marketplace.json')) as { version: string; license: string; changelog: string; thirdPartyNotices: string; products: ManifestProduct[] }
/** Only the keys of its own kind are there. */
const product = (key: string): ManifestProduct => manifest.products.find((candidate) => candidate.key === key) as ManifestProduct
const names = (list: readonly Named[]): string[] => list.map(({ name }) => name)

let built: ModelDescription

beforeAll(async () => {
  built = await describeModel(join(root, 'service', 'dist'))
})

it('has the version and the licence of the package', () => {
  const { version, license } = JSON.parse(read('package.json')) as { version: string; license: string }
  expect(manifest).toMatchObject({ version, license })
  expect(existsSync(join(root, manifest.changelog)) && existsSync(join(root, manifest.thirdPartyNotices))).toBe(true)
})

it('names three products, each with its folder, in the order of their installation', () => {
  expect(manifest.products.map(({ key, type, install }) => [install.order, key, type])).toEqual([
    [1, 'services', 'Cloud Code Deployment Model'], [2, 'functions', 'UI Functions'], [3, 'component', 'UI Component'],
  ])
  manifest.products.forEach(({ sourceFolder }) => expect(existsSync(join(root, sourceFolder))).toBe(true))
})

it('tells of the services what CodeRunner reads from the built folder', () => {
  const services = product('services').services
  expect(names(services)).toEqual(names(built.services))
  services.forEach(({ methods, configuration }, index) => {
    const real = built.services[index]
    expect(methods.map(({ name, httpMethod, route, executionTimeoutSeconds, parameters }) => ({ name, httpMethod, path: route, timeoutSeconds: executionTimeoutSeconds, parameters: parameters.map((parameter) => [parameter.name, parameter.required === true]) })))
      .toEqual(real?.methods.map(({ name, httpMethod, path, timeoutSeconds, parameters }) => ({ name, httpMethod, path, timeoutSeconds, parameters: parameters.map((parameter) => [parameter.name, parameter.required]) })))
    expect(configuration.map(({ name, displayName, type }) => [name, displayName, type])).toEqual(real?.configuration.map(({ name, displayName, type }) => [name, displayName, type]))
  })
})

it('tells of the functions what their definitions and files hold', () => {
  for (const { name, inputs, ui, cloud } of product('functions').functions) {
    const twins = [ui, cloud].filter((twin) => twin !== undefined)
    const paths = twins.flatMap(({ sha256 }) => Object.entries(sha256))
    expect(paths).toHaveLength(3 * twins.length)
    for (const [path, hash] of paths) {
      expect(createHash('sha256').update(read(path)).digest('hex')).toBe(hash)
      if (!path.endsWith('definition.json')) continue
      const definition = JSON.parse(read(path)) as { name: string; id: string; inputs: Named[] }
      expect([definition.name, names(definition.inputs)]).toEqual([name, names(inputs)])
      expect(twins.map(({ id }) => id)).toContain(definition.id)
    }
  }
})

it('lets functions and component call only what the pack delivers', () => {
  const delivered = product('services').services.flatMap(({ name: service, methods }) => methods.map(({ name: method, route }) => `${service}.${method} ${route}`))
  const called = [...product('functions').functions, product('component')].flatMap(({ calls }) => calls.map(({ service, method, route }) => `${service}.${method} ${route}`))
  expect(called.length).toBeGreaterThan(2)
  expect(called.filter((call) => !delivered.includes(call))).toEqual([])
})

it('tells of the component what component.json declares', () => {
  const { id, settings, boundProperties, events, actions } = product('component')
  const declared = JSON.parse(read('ui-component/component.json')) as ComponentJson
  expect(id).toBe(declared.id)
  expect([...names(settings), ...names(boundProperties)].sort()).toEqual(names(declared.properties).sort())
  expect(names(events)).toEqual(names(declared.eventHandlers))
  expect(actions.map((action) => action.id)).toEqual(declared.actions.map((action) => action.id))
})
