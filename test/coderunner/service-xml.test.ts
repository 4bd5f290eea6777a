import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationItems, jobMethods, jobTimerSeconds, operations, startOperations, type Parameter } from '../../contract'
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

  test.each(operations.map((operation) => [operation.service, operation] as const))('names the methods, routes and parameters of %s in the order of the contract', (name, operation) => {
    const service = model.services.find((candidate) => candidate.name === name)
    expect(service?.description).toBe(operation.serviceDescription)
    const start = startOperations.find((candidate) => candidate.service === name)!
    const published = [operation, start, ...jobMethods]
    expect(service?.methods.map((method) => [method.name, method.httpMethod, method.path, method.timeoutSeconds])).toEqual(published.map(({ method, route }) => [method, 'POST', route, 120]))
    const attributes = [...(service?.xml.matchAll(/<arg name="(\w+)" type="(\w+)"[^>]* required="(\w+)" description="([^"]*)"/g) ?? [])].map(([, arg, type, required, description]) => [arg, type?.toLowerCase(), required, description])
    const unescaped = attributes.map(([arg, type, required, description]) => [arg, type, required, description?.replace(/^(Required|Optional)\. /, '')])
    expect(unescaped).toEqual(published.flatMap(({ parameters }) => parameters as readonly Parameter[]).map((parameter) => [parameter.name, parameter.type, String(parameter.required === true), parameter.description]))
  })

  test('has a timer for jobs that stand still', () => {
    expect(model.timers).toEqual([{ name: 'audioJobs', everySeconds: jobTimerSeconds }])
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
