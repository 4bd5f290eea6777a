import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { operations, products } from '../../contract'
import { entriesOf } from '../../scripts/pack/zip'
import { pack, scratch, zipsIn } from './packing'

const root = join(__dirname, '..', '..')
const [first, second] = [scratch(), scratch()]
const kit = join(first.folder, 'review-kit')
const text = (path: string): string => readFileSync(join(kit, path), 'utf8')
const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')

interface Manifest {
  readonly products: readonly { readonly key: string; readonly version: string }[]
  readonly zips: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[]
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}
const manifest = (): Manifest => JSON.parse(text('manifest.json')) as Manifest

beforeAll(async () => {
  await pack(first.folder, '--no-build')
  await pack(second.folder, '--no-build')
}, 120_000)
afterAll(() => [first, second].forEach(({ remove }) => remove()))

it('has the same bytes when it is packed again', () => {
  const hashes = (folder: string): string[] => entriesOf(join(folder, 'review-kit')).map(({ path, content }) => `${path} ${sha256(content)}`).sort()
  expect(hashes(second.folder)).toEqual(hashes(first.folder))
})

it('lists every zip and every file with its true size and hash', () => {
  const { zips, files } = manifest()
  expect(zips.map(({ file }) => file).sort()).toEqual(readdirSync(first.folder).filter((name) => name.endsWith('.zip')).sort())
  zips.forEach(({ file, ...facts }) => expect(facts).toEqual({ bytes: zipsIn(first.folder)[file]?.length, sha256: sha256(zipsIn(first.folder)[file] ?? '') }))
  const found = entriesOf(kit).filter(({ path }) => path !== 'manifest.json').map(({ path, content }) => ({ path, bytes: Buffer.from(content).length, sha256: sha256(content) }))
  expect(files).toEqual(found.sort((a, b) => (a.path < b.path ? -1 : 1)))
  expect(manifest().products.map(({ key }) => key)).toEqual(Object.keys(products))
})

it('no zip is larger than 1 MB', () => {
  for (const [file, bytes] of Object.entries(zipsIn(first.folder))) expect([file, bytes.length <= 1_000_000]).toEqual([file, true])
})

it.each([
  ['README.md', ['Five minutes', 'not affiliated with OpenAI', 'Contact', operations[0].service]],
  ['data.md', ['What leaves the app', 'To which host', 'How long', 'How to delete it', 'api.openai.com']],
  ['permissions.md', ['Permissions', 'After an uninstallation']],
  ['LICENSE.txt', ['MIT']],
  ['THIRD-PARTY-LICENSES.txt', ['Apache License']],
])('%s tells what a reviewer asks for', (path, parts) => {
  for (const part of parts) expect(text(path)).toContain(part)
})

it.each(['services', 'functions', 'component'])('has listing and changelog of %s', (key) => {
  expect(text(`listings/${key}.md`)).toContain('not affiliated with OpenAI')
  expect(text(`changelogs/${key}.md`)).toContain(manifest().products.find((product) => product.key === key)?.version ?? 'a version')
})

it('brings a sample of speech below 60 kB with its text', () => {
  const sample = readFileSync(join(kit, 'sample', 'speech.mp3'))
  expect(sample.length).toBeLessThan(60_000)
  expect(sample[0] === 0xff && ((sample[1] ?? 0) & 0xe0) === 0xe0 || sample.subarray(0, 3).toString() === 'ID3').toBe(true)
  expect(text('sample/expected.txt').trim().split(' ').length).toBeGreaterThan(5)
  expect(text('sample/README.md')).toContain('synthetic')
})

it('holds the component as it was written', () => {
  const written = entriesOf(join(root, 'ui-component', 'src')).map(({ path }) => `source/ui-component/src/${path}`)
  expect(manifest().files.map(({ path }) => path)).toEqual(expect.arrayContaining([...written, 'source/ui-component/styles/index.less', 'source/contract/index.ts', 'images/thumbnail.png']))
})

it('every link of its texts leads to something in the kit', () => {
  const pages = entriesOf(kit).filter(({ path }) => path.endsWith('.md') && !path.startsWith('source/')).map(({ path }) => path)
  const paths = manifest().files.map(({ path }) => path)
  const dead = pages.flatMap((page) => [...text(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link) && !paths.some((path) => path === join(page, '..', link) || path.startsWith(`${join(page, '..', link)}/`))).map((link) => `${page}: ${link}`))
  expect(dead).toEqual([])
})

it('tells no path of the machine that packed it', () => {
  expect(entriesOf(kit).filter(({ content }) => Buffer.from(content).includes(root)).map(({ path }) => path)).toEqual([])
})
