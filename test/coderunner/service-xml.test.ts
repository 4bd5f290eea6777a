import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationItems, operations } from '../../contract'
import { describeModel } from '../../playground/coderunner/describe-model'
import type { ModelDescription } from '../../playground/coderunner/protocol'
import { serviceFiles } from '../../scripts/generators/service'

const root = join(__dirname, '..', '..')
const reviewedCopy = (service: string): string => join(root, 'test', 'fixtures', 'service-xml', `${service}.xml`)
let model: ModelDescription

beforeAll(async () => {
  model = await describeModel(join(root, 'service', 'dist'))
})

describe('what CodeRunner reads from service/dist', () => {
  test('is both services, without an error', () => {
    expect(model.errors).toEqual([])
    expect(model.services.map(({ name }) => name)).toEqual(operations.map(({ service }) => service))
  })

  test.each(operations.map((operation) => [operation.service, operation] as const))('names the method, route and parameters of %s in the order of the contract', (name, operation) => {
    const service = model.services.find((candidate) => candidate.name === name)
    expect(service?.description).toBe(operation.serviceDescription)
    expect(service?.methods).toHaveLength(1)
    expect(service?.methods[0]).toMatchObject({ name: operation.method, httpMethod: 'POST', path: operation.route, timeoutSeconds: 120 })
    const attributes = [...(service?.xml.matchAll(/<arg name="(\w+)" type="(\w+)"[^>]* required="(\w+)" description="([^"]*)"/g) ?? [])].map(([, arg, type, required, description]) => [arg, type?.toLowerCase(), required, description])
    const unescaped = attributes.map(([arg, type, required, description]) => [arg, type, required, description?.replace(/^(Required|Optional)\. /, '')])
    expect(unescaped).toEqual(operation.parameters.map((parameter) => [parameter.name, parameter.type, String('required' in parameter && parameter.required), parameter.description]))
  })

  test('offers the configuration form of the contract', () => {
    model.services.forEach(({ configuration }) => expect(configuration.map(({ name, displayName, type }) => [name, displayName, type])).toEqual(configurationItems.map(({ name, displayName, type }) => [name, displayName, type])))
  })

  test.each(operations.map(({ service }) => [service]))('is the copy of %s that was read in review', (name) => {
    const xml = model.services.find((candidate) => candidate.name === name)?.xml ?? ''
    const path = reviewedCopy(name)
    if (!existsSync(path) || readFileSync(path, 'utf8').trim() !== xml.trim()) {
      throw new Error(`The XML of ${name} has changed. Read the difference, then write it with: npm run generate -- --service-xml`)
    }
  })
})

describe('the generator of the service class', () => {
  test('refuses a public method with exactly one parameter', () => {
    const [operation] = operations
    expect(() => serviceFiles([{ ...operation, parameters: operation.parameters.slice(0, 1) }])).toThrow(/exactly one parameter/)
  })

  test('refuses text that would break a comment', () => {
    const [operation] = operations
    expect(() => serviceFiles([{ ...operation, description: 'a\nb' }])).toThrow(/line break/)
    expect(() => serviceFiles([{ ...operation, description: 'a */ b' }])).toThrow(/end of a comment/)
  })
})
