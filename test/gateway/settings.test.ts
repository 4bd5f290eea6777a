import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoApp } from '../../playground/backendless/apps'
import { postJson, rawRequest, type Json } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

const secret = 'sk-very-secret-4711'
const options = { serviceDirs: [fixtureService('probe')], upstream: { baseUrl: 'http://127.0.0.1:1/v1' } }

let dataDir: string
let playground: TestPlayground
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'playground-settings-'))
  playground = await startTestPlayground({ ...options, dataDir })
})
afterAll(async () => {
  await playground.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const console = (): string => `${playground.url}/${playground.appId}/console/cloud-code/services`
const settingsFile = (): string => join(dataDir, demoApp.id, 'settings.json')
const save = async (values: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Json }> => {
  const response = await fetch(`${console()}/Probe/configuration`, { method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(values) })
  return { status: response.status, body: await response.json() }
}
interface Summary {
  readonly name: string
  readonly methods: readonly object[]
  readonly configuration: readonly { readonly name: string; readonly value: string | null }[]
}
const field = (body: Json, name: string): object | undefined => (body as Summary).configuration.find((item) => item.name === name)
const configOfCall = async (): Promise<Json> => (await postJson(`${playground.url}/api/services/Probe/state`, {})).body.config
const formPost = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${playground.url}/cloud-code/Probe`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })

describe('the configuration of a service', () => {
  it('lists its fields with hints and defaults', async () => {
    const [probe] = (await (await fetch(console())).json()) as [Summary]
    expect(probe.name).toBe('Probe')
    expect(probe.methods[0]).toMatchObject({ name: 'echoAll', httpMethod: 'POST', path: '/echo' })
    expect(probe.configuration.map(({ name }) => name)).toEqual(['apiKey', 'audioFolder', 'apiBaseUrl', 'allowedHosts', 'quality', 'loud'])
    expect(field(probe, 'apiKey')).toMatchObject({ secret: true, isSet: false, value: null })
    expect(field(probe, 'audioFolder')).toMatchObject({ displayName: 'Folder', hint: 'A folder.', defaultValue: 'audio', value: null })
  })

  it('saves values; of a secret it tells only that there is one', async () => {
    const { status, body } = await save({ apiKey: secret, audioFolder: 'speech' })
    expect(status).toBe(200)
    expect(field(body, 'apiKey')).toMatchObject({ isSet: true, value: null })
    expect(field(body, 'audioFolder')).toMatchObject({ isSet: true, value: 'speech' })
    expect(await configOfCall()).toMatchObject({ apiKey: secret, audioFolder: 'speech' })
  })

  it('keeps an empty secret, clears an empty text, and removes with null', async () => {
    await save({ apiKey: '', audioFolder: '' })
    expect(await configOfCall()).toMatchObject({ apiKey: secret, audioFolder: '' })
    await save({ audioFolder: null })
    expect(await configOfCall()).toMatchObject({ apiKey: secret, audioFolder: 'audio' })
  })

  it.each([
    ['an unknown name', { colour: 'red' }, 'There is no configuration value "colour"'],
    ['a name of the prototype', JSON.parse('{"__proto__":"x"}') as object, 'There is no configuration value "__proto__"'],
    ['another choice', { quality: 'best' }, 'Quality must be one of low, high'],
    ['a number', { audioFolder: 5 }, 'Folder must be a text'],
    ['a word for a switch', { loud: 'perhaps' }, 'Loud must be true or false'],
    ['a very long text', { audioFolder: 'x'.repeat(10_001) }, 'Folder is longer than 10000 characters'],
  ])('refuses %s and saves nothing', async (_case, values, message) => {
    const before = readFileSync(settingsFile(), 'utf8')
    expect(await save(values)).toMatchObject({ status: 400, body: { code: 0, message } })
    expect(readFileSync(settingsFile(), 'utf8')).toBe(before)
  })

  it('is kept in a file that only its owner can read', () => {
    expect(statSync(settingsFile()).mode & 0o777).toBe(0o600)
  })

  it('survives a restart', async () => {
    await save({ audioFolder: 'kept' })
    await playground.stop()
    playground = await startTestPlayground({ ...options, dataDir })
    expect(await configOfCall()).toMatchObject({ apiKey: secret, audioFolder: 'kept' })
  })

  it('never shows the key again', async () => {
    const seen = await Promise.all([console(), `${playground.url}/cloud-code`, `${playground.url}/cloud-code?saved=Probe`].map(async (url) => (await fetch(url)).text()))
    seen.push(JSON.stringify(await save({ audioFolder: 'x' })), await (await formPost('quality=nonsense')).text(), playground.log.join('\n'))
    for (const text of seen) expect(text).not.toContain(secret)
    for (const path of ['settings.json', '../settings.json']) expect((await rawRequest(playground.url, 'GET', `/api/files/${path}`)).text).not.toContain(secret)
  })
})

describe('the form for people', () => {
  it('names every field, describes it, and marks the saved secret', async () => {
    const page = await (await fetch(`${playground.url}/cloud-code`)).text()
    for (const name of ['apiKey', 'audioFolder', 'apiBaseUrl', 'allowedHosts', 'quality', 'loud']) {
      expect(page).toContain(`<label for="Probe-${name}">`)
      expect(page).toMatch(new RegExp(`id="Probe-${name}" name="${name}" aria-describedby="Probe-${name}-hint"`))
    }
    expect(page).toContain('type="password" id="Probe-apiKey"')
    expect(page).toContain('Saved. Leave empty to keep it')
    expect(page.match(/A value is saved/g)).toHaveLength(1)
  })

  it('saves what it sends, and says so', async () => {
    const response = await formPost('apiKey=&audioFolder=from+form&apiBaseUrl=&allowedHosts=&quality=high&loud=true')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/cloud-code?saved=Probe'])
    expect(await (await fetch(`${playground.url}/cloud-code?saved=Probe`)).text()).toContain('The configuration of Probe is saved.')
    expect(await configOfCall()).toMatchObject({ apiKey: secret, audioFolder: 'from form', quality: 'high', loud: true })
  })

  it('shows why something was not saved', async () => {
    const response = await formPost('quality=%3Cscript%3E')
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toContain('Nothing was saved. Quality must be one of low, high.')
  })

  it('writes saved values as text, not as markup', async () => {
    await formPost(`audioFolder=${encodeURIComponent('"><img src=x>')}`)
    const page = await (await fetch(`${playground.url}/cloud-code`)).text()
    expect(page).not.toContain('<img')
    expect(page).toContain('&#34;&#62;&#60;img src=x&#62;')
  })

  it('removes the secret when its box is ticked', async () => {
    await formPost('apiKey=&remove:apiKey=yes')
    expect(readFileSync(settingsFile(), 'utf8')).not.toContain(secret)
  })
})

describe('web pages of other origins', () => {
  const strangers = [{ origin: 'https://evil.example' }, { origin: 'null' }]

  it.each(strangers)('cannot read or change the configuration (%o)', async (headers) => {
    expect((await save({ apiBaseUrl: 'https://evil.example/v1' }, headers)).status).toBe(403)
    expect((await formPost('apiBaseUrl=https%3A%2F%2Fevil.example', headers)).status).toBe(403)
    expect((await fetch(console(), { headers })).status).toBe(403)
    expect(readFileSync(settingsFile(), 'utf8')).not.toContain('evil')
  })

  it('cannot do so under a name that was pointed at this machine', async () => {
    for (const path of ['/cloud-code', `/${playground.appId}/console/cloud-code/services`]) {
      const answer = await rawRequest(playground.url, 'GET', path, { headers: { host: 'evil.example' } })
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([403, undefined])
    }
  })

  it('are not the own pages of the playground', async () => {
    expect((await save({ audioFolder: 'own' }, { origin: playground.url })).status).toBe(200)
  })
})
