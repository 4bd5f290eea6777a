import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionIds } from '../../contract'
import { newApp } from '../../playground/backendless/apps'
import type { Release } from '../../playground/marketplace/open'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { wordsIn } from '../support/spoken'
import { fixtureText, readFixture, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'
import { packReleases, productIn, type ReleaseChanges, type Releases } from './marketplace-releases'

let releases: Releases
let openAi: OpenAiProcess
let dataDir: string
let playground: TestPlayground | null = null

const start = async (release: Release): Promise<TestPlayground> => {
  await playground?.stop()
  playground = await startTestPlayground({ dataDir, release, upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  return playground
}

const open = async (changes?: ReleaseChanges): Promise<TestPlayground> => start(await releases.make(changes))

const consoleUrl = (path: string): string => `${playground!.url}/${newApp.id}/console/${path}`
const install = (key: string, configuration: Json = {}): Promise<{ status: number; body: Json }> => postJson(consoleUrl(`marketplace/install/${key}`), { configuration })
const uninstall = (key: string): Promise<{ status: number; body: Json }> => postJson(consoleUrl(`marketplace/uninstall/${key}`), {})
const get = async <T>(path: string): Promise<T> => (await fetch(consoleUrl(path))).json() as Promise<T>

interface Listed {
  readonly key: string
  readonly installed: { readonly version: string } | null
  readonly hasUpdate: boolean
}

interface ListedService {
  readonly name: string
  readonly configuration: readonly { readonly name: string; readonly value: string | null; readonly isSet: boolean }[]
}

const products = (): Promise<Listed[]> => get('marketplace/products')
const services = (): Promise<ListedService[]> => get('cloud-code/services')
const listedFunctions = (): Promise<{ name: string; place: string; id: string }[]> => get('codeless/functions')
const installedVersions = async (): Promise<Record<string, string | null>> => Object.fromEntries((await products()).map(({ key, installed }) => [key, installed?.version ?? null]))
const functionNames = async (): Promise<string[]> => (await listedFunctions()).map(({ name, place }) => `${place} ${name}`)
const transcribe = (audioFileUrl: string): Promise<{ status: number; body: Json }> => postJson(`${playground!.url}/${newApp.id}/${newApp.jsKey}/services/OpenAIAudioTranscription/transcribe`, { audioFileUrl })
const foldersLeft = (): string[] => {
  const folder = join(dataDir, newApp.id, 'marketplace')
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).filter((path) => path.split('/').length <= 2).sort() : []
}

const nothing = { services: null, functions: null, component: null }

beforeAll(async () => {
  const [packed, started] = await Promise.all([packReleases(), startOpenAi({ engine: 'stand-in' })])
  releases = packed
  openAi = started
})

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'marketplace-'))
})

afterEach(async () => {
  await playground?.stop()
  playground = null
  rmSync(dataDir, { recursive: true, force: true })
})

afterAll(async () => {
  await openAi?.stop()
  releases?.remove()
})

describe('installing', () => {
  it('brings what the product needs, and the services answer', async () => {
    await open()
    expect(await services()).toEqual([])
    expect((await install('component', { OpenAIAudioTranscription: { audioFolder: 'rec' } })).status).toBe(200)
    expect(await installedVersions()).toMatchObject({ services: expect.any(String), component: expect.any(String), functions: null })
    const found = await services()
    expect(found.map(({ name }) => name)).toEqual(['OpenAIAudioTranscription', 'OpenAIAudioTranslation'])
    expect(found[0]?.configuration.find(({ name }) => name === 'audioFolder')?.value).toBe('rec')
    const { body } = await uploadFile(`${playground!.url}/${newApp.id}/${newApp.jsKey}/files/audio/speech.mp3`, 'speech.mp3', new Uint8Array(readFixture('speech.mp3')))
    expect(wordsIn((await transcribe(body.fileURL)).body.text)).toEqual(wordsIn(fixtureText('speech.mp3')))
  })

  it('survives a restart', async () => {
    const release = await releases.make()
    await start(release)
    await install('functions', { OpenAIAudioTranscription: { audioModel: 'whisper-1' } })
    const before = [await installedVersions(), await functionNames()]
    await start(release)
    expect([await installedVersions(), await functionNames()]).toEqual(before)
    expect((await services()).length).toBe(2)
  })

  it('can be done in any order, once', async () => {
    await open()
    await install('functions')
    await install('component')
    const first = await products()
    expect(first.every(({ installed }) => installed !== null)).toBe(true)
    await install('component')
    expect((await products()).map(({ key }) => key)).toEqual(first.map(({ key }) => key))
  })

  it('refuses a value that the configuration form does not take, and installs nothing', async () => {
    await open()
    const { status, body } = await install('services', { OpenAIAudioTranscription: { signedInOnly: 'perhaps' } })
    expect([status, body.message]).toEqual([409, 'Nothing was installed. OpenAIAudioTranscription: Signed-in users only must be true or false'])
    expect(await installedVersions()).toEqual(nothing)
  })

  it('is not offered in the Demo app, which has the pack', async () => {
    await open()
    const demo = await postJson(`${playground!.url}/${playground!.appId}/console/marketplace/install/services`, {})
    expect([demo.status, demo.body.message]).toEqual([409, 'The app Demo always has the pack: install and remove it in the other app'])
  })

  it('cannot be asked for by a page of another origin', async () => {
    await open()
    const { status } = await postJson(consoleUrl('marketplace/install/services'), {}, { origin: 'https://evil.example' })
    expect(status).toBe(403)
    expect(await installedVersions()).toEqual(nothing)
  })
})

describe('a broken release', () => {
  const refuses = async (changes: ReleaseChanges, key: string, message: string | RegExp): Promise<void> => {
    await open(changes)
    const { status, body } = await install(key)
    expect(status).toBe(409)
    if (typeof message === 'string') expect(body.message).toBe(message)
    else expect(body.message).toMatch(message)
    expect(await installedVersions()).toEqual(nothing)
    expect(await services()).toEqual([])
    expect(foldersLeft()).toEqual(['products'])
  }

  const componentZip = 'audio-transcriber-component'

  it('that names a file which is not there is refused', () =>
    refuses({ zip: { begins: componentZip, change: (zip) => zip.remove('src/index.js') } }, 'component', 'Audio Transcriber cannot be installed: the manifest names the file src/index.js, which the package does not hold'))

  it('with another file than its manifest describes is refused', async () => {
    const path = `${functionIds.transcribe.ui}/code.js`
    await refuses({ zip: { begins: 'audio-to-text-ui-functions', change: (zip) => zip.file(path, 'alert(1)') } }, 'functions', `Audio to Text Functions cannot be installed: the file ${path} is not the one that the manifest describes`)
  })

  it('whose package is missing is refused', () => refuses({ without: componentZip }, 'component', /^Audio Transcriber cannot be installed: its package audio-transcriber-component-.*\.zip is missing$/))

  it('of which only half has arrived is refused', () => refuses({ cut: componentZip }, 'component', /its package .* is not a whole zip file$/))

  it('that would write outside its folder is refused', () =>
    refuses({ zip: { begins: componentZip, change: (zip) => zip.file('../../evil.js', 'x') } }, 'component', /holds the path .*evil\.js, which leads out of it$/))

  it('whose services do not start is refused, with what went wrong', () =>
    refuses({ zip: { begins: 'audio-to-text-services', change: (zip) => zip.file('service.js', 'throw new Error("broken on purpose")') } }, 'services', /^The services do not start, so nothing was changed: .*broken on purpose/s))

  it('shows its fault on the page too', async () => {
    await open({ without: componentZip })
    const response = await fetch(`${playground!.url}/marketplace/component/install?app=new-app`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' })
    expect(response.status).toBe(409)
    expect(await response.text()).toMatch(/<p class="notice refused">Audio Transcriber cannot be installed/)
  })
})

describe('a function of the app itself', () => {
  const own = (id: string, name: string): Promise<Response> =>
    fetch(consoleUrl(`codeless/functions/ui/${id}`), { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, inputs: [], hasReturn: true, xml: '<xml/>', code: '' }) })

  it('with an id of the pack forbids the installation', async () => {
    await open()
    expect((await own(functionIds.captions.ui, 'My captions')).status).toBe(200)
    const { status, body } = await install('functions')
    expect([status, body.message]).toEqual([409, `Audio to Text Functions cannot be installed: the app's own function "My captions" has the id ${functionIds.captions.ui} of "Audio: make captions (SRT/VTT)"`])
    expect(await installedVersions()).toEqual(nothing)
  })

  it('with a name of the pack forbids the installation', async () => {
    await open()
    await own('0'.repeat(32), 'Audio: cost')
    const { status, body } = await install('functions')
    expect([status, body.message]).toEqual([409, 'Audio to Text Functions cannot be installed: the app has a function of its own named "Audio: cost": calls by name would reach the wrong one. Rename it first'])
  })

  it('cannot take an id or a name of an installed function', async () => {
    await open()
    await install('functions')
    expect([(await own(functionIds.cost.ui, 'Mine')).status, (await own('1'.repeat(32), 'Audio: cost')).status, (await own('1'.repeat(32), 'Mine')).status]).toEqual([409, 409, 200])
  })
})

describe('an update', () => {
  const older = '0.0.9'

  const updated = async (changes: ReleaseChanges): Promise<{ status: number; body: Json }> => {
    await open({ version: older })
    await install('functions', { OpenAIAudioTranscription: { apiKey: 'sk-kept', audioFolder: 'rec' } })
    await install('component')
    await open(changes)
    return install('services')
  }

  const parameters = (manifest: Json): { name: string; type: string }[] => productIn(manifest, 'services').services[0].methods[0].parameters as { name: string; type: string }[]

  it('keeps ids, configuration and own logic', async () => {
    await open({ version: older })
    await install('functions', { OpenAIAudioTranscription: { apiKey: 'sk-kept', audioFolder: 'rec' } })
    const before = await listedFunctions()
    await open()
    expect((await products()).map(({ hasUpdate, installed }) => [installed?.version ?? null, hasUpdate])).toEqual([[older, true], [older, true], [null, false]])
    for (const key of ['services', 'functions']) expect((await install(key)).status).toBe(200)
    expect(await listedFunctions()).toEqual(before)
    const [service] = await services()
    const shown = Object.fromEntries((service?.configuration ?? []).map(({ name, value, isSet }) => [name, value ?? isSet]))
    expect(shown).toMatchObject({ apiKey: true, audioFolder: 'rec' })
    expect(readFileSync(join(dataDir, newApp.id, 'settings.json'), 'utf8')).toContain('sk-kept')
  })

  it('that renames a released parameter is refused', async () => {
    const { status, body } = await updated({ version: '1.0.0', manifest: (manifest) => void (parameters(manifest)[2]!.name = 'hint') })
    expect([status, body.message]).toEqual([409, 'Audio to Text Services cannot be updated: OpenAIAudioTranscription.requestTranscription: the parameter prompt would be renamed or removed'])
    expect((await installedVersions()).services).toBe(older)
  })

  it('to an older version is refused', async () => {
    const { status, body } = await updated({ version: '0.0.8' })
    expect([status, body.message]).toEqual([409, 'Audio to Text Services cannot be updated: version 0.0.8 is older than the installed 0.0.9'])
  })
})

describe('uninstalling', () => {
  it('takes the product and its keys away, and leaves files, functions and own logic', async () => {
    await open()
    await install('functions', { OpenAIAudioTranscription: { apiKey: 'sk-gone' } })
    await uploadFile(`${playground!.url}/${newApp.id}/${newApp.jsKey}/files/audio/a.txt`, 'a.txt', 'kept')
    expect((await uninstall('services')).status).toBe(200)
    expect(await services()).toEqual([])
    expect((await transcribe('https://example.com/a.mp3')).status).toBe(404)
    expect(readFileSync(join(dataDir, newApp.id, 'settings.json'), 'utf8')).not.toContain('sk-gone')
    expect((await functionNames()).length).toBeGreaterThan(8)
    expect(existsSync(join(dataDir, newApp.id, 'files', 'audio', 'a.txt'))).toBe(true)
  })

  it('says so when there is nothing to uninstall', async () => {
    await open()
    const { status, body } = await uninstall('component')
    expect([status, body.message]).toEqual([409, '"component" is not installed in New app'])
  })

  it('tells on its page what will stop working', async () => {
    await open()
    await install('component')
    expect(await (await fetch(`${playground!.url}/marketplace/services/uninstall?app=new-app`)).text()).toContain('<strong>Audio Transcriber</strong> will say that the service is not installed')
  })
})
