import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import type { Release } from '../../playground/marketplace/open'
import { pack } from '../pack/packing'
import type { Json } from '../support/http'

const repository = join(__dirname, '..', '..')

/** What makes a release differ from the pack as it is built now. */
export interface ReleaseChanges {
  readonly version?: string
  readonly manifest?: (manifest: Json) => void
  /** Changes the zip whose name begins like this. */
  readonly zip?: { readonly begins: string; readonly change: (zip: JSZip) => void }
  /** Only half of this zip has arrived. */
  readonly cut?: string
  /** This zip is not there at all. */
  readonly without?: string
}

/** Releases of the pack in a scratch folder. */
export interface Releases {
  make(changes?: ReleaseChanges): Promise<Release>
  remove(): void
}

const changedZip = async (bytes: Buffer, change: (zip: JSZip) => void): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(bytes)
  change(zip)
  return zip.generateAsync({ type: 'nodebuffer' })
}

/** Packs what is built, once; every release is made of these zips. */
export const packReleases = async (): Promise<Releases> => {
  const root = mkdtempSync(join(tmpdir(), 'releases-'))
  const packed = join(root, 'packed')
  await pack(packed, '--no-build')
  const built = JSON.parse(readFileSync(join(repository, 'marketplace.json'), 'utf8')) as { version: string }
  let count = 0
  return {
    make: async ({ version = built.version, manifest: change, zip, cut, without } = {}) => {
      const folder = join(root, `release-${count++}`)
      mkdirSync(folder)
      for (const name of readdirSync(packed).filter((file) => file.endsWith('.zip') && !(without && file.startsWith(without)))) {
        const bytes = readFileSync(join(packed, name))
        const content = zip && name.startsWith(zip.begins) ? await changedZip(bytes, zip.change) : bytes
        writeFileSync(join(folder, name.replace(built.version, version)), cut && name.startsWith(cut) ? content.subarray(0, content.length / 2) : content)
      }
      const manifest: Json = JSON.parse(readFileSync(join(repository, 'marketplace.json'), 'utf8'))
      manifest.version = version
      for (const product of manifest.products) product.version = version
      change?.(manifest)
      const path = join(folder, 'marketplace.json')
      writeFileSync(path, JSON.stringify(manifest))
      return { manifest: path, zips: folder }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** The product of a manifest with a key. */
export const productIn = (manifest: Json, key: string): Json => (manifest.products as Json[]).find((product) => product.key === key)
