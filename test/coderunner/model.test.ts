import { describeModel } from '../../playground/coderunner/describe-model'
import type { ServiceDescription } from '../../playground/coderunner/protocol'
import { fixtureService } from '../support/playground'

describe('the model of a code folder', () => {
  let probe: ServiceDescription
  beforeAll(async () => {
    const { services, errors } = await describeModel(fixtureService('probe'))
    expect(errors).toEqual([])
    probe = services[0] as ServiceDescription
  })

  it('names the service and its methods in order, without the private one', () => {
    expect(probe).toMatchObject({ name: 'Probe', version: '1.0.0', description: 'A service for tests.' })
    expect(probe.methods.map(({ name }) => name)).toEqual(['echoAll', 'takeWhole', 'sentence', 'getThing', 'values', 'fail', 'respond', 'state', 'hang', 'save', 'say'])
  })

  it('gives route, time limit and parameters of a method', () => {
    expect(probe.methods[0]).toEqual({
      name: 'echoAll', description: 'Answers its arguments by name.', httpMethod: 'POST', path: '/echo', timeoutSeconds: 20,
      parameters: [
        { name: 'first', type: 'String', required: true, description: 'The first one.' },
        { name: 'second', type: 'Number', required: false, description: 'The second one.' },
        { name: 'third', type: 'Boolean', required: false, description: '' },
      ],
    })
  })

  it('keeps the whole declaration of a configuration item', () => {
    expect(probe.configuration[0]).toMatchObject({ name: 'apiKey', type: 'STRING', required: true, secret: true, hint: 'A secret.', example: 'sk-1' })
    expect(probe.configuration.find(({ name }) => name === 'quality')).toMatchObject({ type: 'CHOICE', options: ['low', 'high'] })
  })

  it('carries the descriptor that a deployment would send', () => {
    expect(probe.xml).toContain('<service name="Probe"')
    expect(probe.xml).toMatch(/<method name="echoAll"[^>]*executionTimeoutInSeconds="20"[^>]*path="\/echo"/)
    expect(probe.xml).not.toContain('hidden')
  })

  it('fails for a folder that does not exist', async () => {
    await expect(describeModel('/nowhere/at/all')).rejects.toThrow('CodeRunner could not load')
  })
})
