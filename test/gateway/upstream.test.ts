import type { DeclaredConfigurationItem } from '../../playground/coderunner/protocol'
import { callConfiguration } from '../../playground/settings/call-configuration'
import { chooseUpstream, describeUpstream, environmentUpstream } from '../../playground/settings/upstream'
import { postJson } from '../support/http'
import { fixtureService, startTestPlayground } from '../support/playground'

const demo = (): Promise<string> => Promise.resolve('http://127.0.0.1:9/v1')
const noDemo = (): Promise<string> => Promise.reject(new Error('The demo engine was started for nothing'))
const both = { apiKey: 'sk-env', baseUrl: 'http://server.example/v1' }

describe('the engine of a call', () => {
  it('is what was saved, whatever the environment says', async () => {
    expect(await chooseUpstream({ apiKey: 'sk-saved' }, both, noDemo)).toEqual({ source: 'saved', apiKey: 'sk-saved', apiBaseUrl: '' })
  })

  it('never gets the key of the environment for a saved address', async () => {
    expect(await chooseUpstream({ apiBaseUrl: 'http://other.example/v1' }, both, noDemo)).toEqual({ source: 'saved', apiKey: '', apiBaseUrl: 'http://other.example/v1' })
  })

  it.each([
    ['key and address', both, { source: 'environment', apiKey: 'sk-env', apiBaseUrl: 'http://server.example/v1' }],
    ['a key alone', { apiKey: 'sk-env' }, { source: 'environment', apiKey: 'sk-env', apiBaseUrl: '' }],
    ['an address alone', { baseUrl: 'http://server.example/v1' }, { source: 'environment', apiKey: 'none', apiBaseUrl: 'http://server.example/v1' }],
  ])('is taken from the environment: %s', async (_case, environment, expected) => {
    expect(await chooseUpstream({ apiKey: '', audioFolder: 'x' }, environment, noDemo)).toEqual(expected)
  })

  it('is the demo engine otherwise', async () => {
    expect(await chooseUpstream({}, environmentUpstream({ OPENAI_API_KEY: '  ' }), demo)).toEqual({ source: 'demo', apiKey: 'demo', apiBaseUrl: 'http://127.0.0.1:9/v1' })
  })

  it('is described without its key', () => {
    expect(describeUpstream({ source: 'environment', apiKey: 'sk-env', apiBaseUrl: 'http://server.example/v1' })).toBe('server.example (from the environment)')
    expect(describeUpstream({ source: 'saved', apiKey: 'sk-saved', apiBaseUrl: '' })).toBe('OpenAI (from the saved configuration)')
    expect(describeUpstream({ source: 'demo', apiKey: 'demo', apiBaseUrl: 'http://127.0.0.1:9/v1' })).toContain('Demo engine')
  })
})

describe('the configuration that a call gets', () => {
  const items: DeclaredConfigurationItem[] = ['apiKey', 'apiBaseUrl', 'allowedHosts', 'audioFolder'].map((name) => ({ name, type: 'STRING' }))
  const upstream = { source: 'demo', apiKey: 'demo', apiBaseUrl: 'http://127.0.0.1:9/v1' } as const
  const hosts = ['127.0.0.1:4173', 'localhost:4173']

  it('allows the playground itself beside every public host', () => {
    expect(callConfiguration(items, { audioFolder: 'x' }, upstream, hosts)).toEqual({ apiKey: 'demo', apiBaseUrl: 'http://127.0.0.1:9/v1', audioFolder: 'x', allowedHosts: '*, 127.0.0.1:4173, localhost:4173' })
  })

  it('does not open a list that the owner closed', () => {
    expect(callConfiguration(items, { allowedHosts: 'files.example.com' }, upstream, hosts)['allowedHosts']).toBe('files.example.com, 127.0.0.1:4173, localhost:4173')
  })

  it('has nothing that the service did not declare', () => {
    expect(callConfiguration([{ name: 'apiKey', type: 'STRING' }], { other: 'x' }, upstream, hosts)).toEqual({ apiKey: 'demo' })
  })
})

describe('a playground', () => {
  it('passes the environment on by configuration only', async () => {
    const playground = await startTestPlayground({ serviceDirs: [fixtureService('probe')], env: { OPENAI_API_KEY: 'sk-env', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } })
    const { body } = await postJson(`${playground.url}/api/services/Probe/state`, {})
    await playground.stop()
    expect(body.config).toMatchObject({ apiKey: 'sk-env', apiBaseUrl: 'http://127.0.0.1:1/v1' })
    expect(body.openAiNames).toEqual([])
  })

  it('starts the demo engine when there is nothing else', async () => {
    const playground = await startTestPlayground({ serviceDirs: [fixtureService('probe')] })
    const { body } = await postJson(`${playground.url}/api/services/Probe/state`, {})
    await playground.stop()
    expect(body.config.apiKey).toBe('demo')
    expect(body.config.apiBaseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
  })
})
