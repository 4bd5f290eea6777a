import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { cloudCodeModelName, componentId, functionIds, functions, jobMethods, operations, startOperations } from '../../contract'
import { bytesOf, everyCallFiles } from '../../scripts/builders/service-files'
import { thirdParties } from '../../scripts/pack/third-party'
import { postJson, uploadFile } from '../support/http'
import { startTestPlayground } from '../support/playground'
import { pickWords, speak, standInKeys, startOpenAi, writeWav } from '../support/stand-in'
import { filesIn, pack, scratch, unpackInto, zipNamed, zipsIn } from './packing'

const root = join(__dirname, '..', '..')
const first = scratch()
const second = scratch()
let printed = ''

beforeAll(async () => {
  printed = await pack(first.folder, '--no-build')
  await pack(second.folder)
}, 120_000)

afterAll(() => [first, second].forEach(({ remove }) => remove()))

describe('npm run pack', () => {
  it('gives the same bytes again, also after a new build', () => {
    const hashes = (folder: string): string[] => Object.entries(zipsIn(folder)).map(([file, bytes]) => `${file} ${createHash('sha256').update(bytes).digest('hex')}`)
    expect(hashes(first.folder)).toHaveLength(4)
    expect(hashes(second.folder)).toEqual(hashes(first.folder))
  })

  it('prints name, size and hash of each zip', () => {
    for (const [file, bytes] of Object.entries(zipsIn(first.folder))) {
      expect(printed).toContain(`${file}  ${(bytes.length / 1000).toFixed(1)} kB  sha256 ${createHash('sha256').update(bytes).digest('hex')}`)
    }
  })

  it('puts the licence into every zip', async () => {
    const licence = readFileSync(join(root, 'LICENSE'), 'utf8')
    for (const bytes of Object.values(zipsIn(first.folder))) expect((await filesIn(bytes))['LICENSE.txt']?.toString()).toBe(licence)
  })
})

describe('every zip', () => {
  it('tells no path of the machine that packed it', async () => {
    for (const bytes of Object.values(zipsIn(second.folder))) {
      const telling = Object.entries(await filesIn(bytes)).filter(([, content]) => content.includes(root)).map(([path]) => path)
      expect(telling).toEqual([])
    }
  })
})

describe('the services zip', () => {
  const unpacked = scratch()
  afterAll(unpacked.remove)

  it('holds what CodeRunner would deploy, and no deploy settings', async () => {
    const files = await filesIn(zipNamed(first.folder, 'audio-to-text-services'))
    const names = Object.keys(files).map((name) => name.replace(/^shared-\w{8}/, 'shared'))
    expect([...new Set(names)].sort()).toEqual(['LICENSE.txt', 'THIRD-PARTY-LICENSES.txt', 'long.cjs', 'mediabunny.cjs', 'model.json', 'openai.cjs', 'package.json', 'run.cjs', 'second-half.cjs', 'service.js', 'shared.cjs'])
    const model = JSON.parse(String(files['model.json'])) as { services: { name: string; provider: string; xml: string }[]; errors: unknown[] }
    expect(model.services.map(({ name, provider }) => [name, provider])).toEqual(operations.map(({ service }) => [service, 'service.js']))
    operations.forEach((operation, index) => {
      const methods = [operation, ...startOperations.slice(index, index + 1), ...jobMethods]
      expect(model.services[index]?.xml).toContain(`path="${operation.route}"`)
      expect([...(model.services[index]?.xml ?? '').matchAll(/<arg name="([^"]*)"/g)].map(([, name]) => name)).toEqual(methods.flatMap(({ parameters }) => parameters.map(({ name }) => name)))
    })
  })

  it('carries the licence texts of the foreign code inside', async () => {
    const text = String((await filesIn(zipNamed(first.folder, 'audio-to-text-services')))['THIRD-PARTY-LICENSES.txt'])
    thirdParties.forEach(({ name, version }) => expect(text).toContain(`${name} ${version}`))
    expect(text).toContain('Apache License')
    expect(text).toContain('BSD 3-Clause License')
  })

  it('answers in CodeRunner once it is unpacked', async () => {
    await unpackInto(zipNamed(first.folder, 'audio-to-text-services'), unpacked.folder)
    const openAi = await startOpenAi({ engine: 'stand-in' })
    const playground = await startTestPlayground({ serviceDirs: [unpacked.folder], upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
    try {
      const words = pickWords(4, 21)
      const { samples, sampleRate } = speak(words)
      const uploaded = await uploadFile(`${playground.url}/api/files/audio/words.wav`, 'words.wav', new Uint8Array(writeWav(samples, sampleRate)))
      const { body } = await postJson(`${playground.url}/api/services/OpenAIAudioTranscription/transcribe`, { audioFileUrl: uploaded.body.fileURL, responseFormat: 'JSON' })
      expect(String(body.text).toLowerCase().match(/\p{L}+/gu)).toEqual(words)
    } finally {
      await playground.stop()
      await openAi.stop()
    }
  })

  it('is small: the built folder below 700 kB, and 300 kB without what only long audio needs', () => {
    const folder = join(root, 'service', 'dist')
    expect(bytesOf(folder)).toBeLessThan(700_000)
    expect(bytesOf(folder, everyCallFiles(folder))).toBeLessThan(300_000)
  })

  it('is deployed under the name that the manifest says', () => {
    const { app } = JSON.parse(readFileSync(join(root, 'service', 'dist', 'coderunner.json'), 'utf8')) as { app: { model: string } }
    expect(app.model).toBe(cloudCodeModelName)
  })
})

describe('the function zips', () => {
  it.each(['ui', 'cloud'] as const)('hold the %s functions as they are checked in, under their ids', async (place) => {
    const { 'LICENSE.txt': licence, ...files } = await filesIn(zipNamed(first.folder, `audio-to-text-${place}-functions`))
    expect(licence).toBeDefined()
    for (const [path, content] of Object.entries(files)) expect(content).toEqual(readFileSync(join(root, 'codeless-blocks', 'functions', place, path)))
    const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0]))].sort()
    const ids = functions.filter(({ places }) => places.includes(place)).map(({ key }) => functionIds[key][place])
    expect(folders).toEqual(ids.map((id) => (place === 'ui' ? id : `codeless-function-${id}`)).sort())
  })
})

describe('the component zip', () => {
  it('has the component at its root and nothing but react to import', async () => {
    const files = await filesIn(zipNamed(first.folder, 'audio-transcriber-component'))
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['component.json', 'preview.html', 'thumbnail.png', 'README.md', 'src/index.js', 'styles/index.less']))
    expect(Object.keys(files).filter((path) => path.startsWith('dist/'))).toEqual([])
    expect((JSON.parse(String(files['component.json'])) as { id: string }).id).toBe(componentId)
    expect([...String(files['src/index.js']).matchAll(/^import .*? from ["'](.*)["'];?$/gm)].map(([, module]) => module)).toEqual(['react'])
  })
})

describe('the notices', () => {
  it.each(['service/src/run.ts', 'service/src/openai/vendor.ts', 'ui-component/src/index.tsx'])('name all foreign code inside %s', async (entry) => {
    expect(existsSync(join(root, entry))).toBe(true)
    const { metafile } = await build({ entryPoints: [join(root, entry)], absWorkingDir: root, bundle: true, write: false, metafile: true, outdir: 'out', platform: entry.startsWith('service') ? 'node' : 'browser', format: 'esm', external: ['react'], logLevel: 'silent' })
    const foreign = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/')).map((path) => path.replace(/^.*node_modules\//, ''))
    // What a package has vendored has a licence of its own, so the package's entry does not cover it.
    const coveredBy = (path: string): string[] => thirdParties.filter((known) => path.startsWith(`${known.path}/`)).map(({ path: known }) => known)
    const isCovered = (path: string): boolean => coveredBy(path).some((known) => !path.includes('/_vendor/') || known.includes('/_vendor/'))
    expect(foreign.filter((path) => !isCovered(path))).toEqual([])
  })
})
