import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../package.json'
import { products } from '../../contract'
import marketplace from '../../marketplace.json'
import { ownLicence, thirdPartyLicences } from './licences'
import { entriesOf, type Entry } from './zip'

/** The folder for whoever reviews the pack: texts, sample, pictures, readable source, and a list of everything with its hash. */

const root = join(__dirname, '..', '..')

/** A written zip of the pack. */
export interface PackedZip {
  readonly file: string
  readonly bytes: Buffer
}

const below = (folder: string, entries: readonly Entry[]): Entry[] => entries.map(({ path, content }) => ({ path: `${folder}/${path}`, content }))

/** The component as it was written; what it imports from the contract lies beside it as in the repository. */
const sourceEntries = (): Entry[] => [
  ...below('source/ui-component/src', entriesOf(join(root, 'ui-component', 'src'))),
  ...below('source/ui-component/styles', entriesOf(join(root, 'ui-component', 'styles'))),
  ...below('source/contract', entriesOf(join(root, 'contract'))),
  ...['component.json', 'preview.html', 'README.md'].map((name) => ({ path: `source/ui-component/${name}`, content: readFileSync(join(root, 'ui-component', name)) })),
]

const imageEntries = (): Entry[] => {
  const files = [...new Set(marketplace.products.flatMap(({ images }) => images.map(({ file }) => file)))]
  return files.filter((file) => existsSync(join(root, file))).map((file) => ({ path: `images/${file.split('/').at(-1) ?? file}`, content: readFileSync(join(root, file)) }))
}

const factsOf = (content: Buffer | string): { bytes: number; sha256: string } => {
  const bytes = Buffer.from(content)
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1)

const manifestEntry = (zips: readonly PackedZip[], entries: readonly Entry[]): Entry => {
  const manifest = {
    name: marketplace.name, version, notice: marketplace.notice, publisher: marketplace.publisher,
    products: marketplace.products.map(({ key, type, title, version: productVersion }) => ({ key, type, title, version: productVersion, serves: products[key as keyof typeof products].summary })),
    zips: zips.map(({ file, bytes }) => ({ file, ...factsOf(bytes) })),
    files: [...entries].sort(byPath).map(({ path, content }) => ({ path, ...factsOf(content) })),
  }
  return { path: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` }
}

/** Every file of the review kit, for these zips. */
export const reviewKit = (zips: readonly PackedZip[]): Entry[] => {
  const entries = [
    ...entriesOf(join(root, 'docs', 'review-kit')), ...sourceEntries(), ...imageEntries(), ownLicence(), thirdPartyLicences(),
    { path: 'marketplace.json', content: readFileSync(join(root, 'marketplace.json')) },
  ]
  return [...entries, manifestEntry(zips, entries)]
}
