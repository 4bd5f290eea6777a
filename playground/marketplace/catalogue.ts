import { join } from 'node:path'
import { contentProblems, type PartFiles } from './content-rules'
import type { Manifest, ManifestProduct, ProductKey } from './manifest'
import { partsOfPack, type PartName } from './parts'
import { Refusal } from './refusal'
import { readZip } from './zip'

/** Where the Marketplace gets its products from. */
export interface Catalogue {
  /** The current manifest; throws in words when it cannot be used. */
  readonly manifest: () => Manifest
  /** Folder of the zips, made first when they are missing or old. */
  readonly zips: () => Promise<string>
}

/** The product with a key; null = the pack has none. */
export const findProduct = ({ products }: Manifest, key: string): ManifestProduct | null => products.find((product) => product.key === key) ?? null

/** A product and, before it, everything that it needs and the app does not have; in the order of installation. */
export const withNeeded = (manifest: Manifest, product: ManifestProduct, installed: readonly ProductKey[]): ManifestProduct[] => {
  const wanted = new Set<ProductKey>()
  const add = ({ key, install }: ManifestProduct): void => {
    if (wanted.has(key)) return
    wanted.add(key)
    for (const needed of install.dependsOn.filter((other) => !installed.includes(other))) {
      const found = findProduct(manifest, needed)
      if (found) add(found)
    }
  }
  add(product)
  return manifest.products.filter(({ key }) => wanted.has(key)).sort((a, b) => a.install.order - b.install.order)
}

/** Reads the parts of a product from its zips; anything that is not as the manifest says is refused. */
export const readParts = async (catalogue: Catalogue, manifest: Manifest, product: ManifestProduct): Promise<Map<PartName, PartFiles>> => {
  const folder = await catalogue.zips()
  const parts = new Map<PartName, PartFiles>()
  for (const { part, zip } of partsOfPack.filter(({ product: key }) => key === product.key)) parts.set(part, await readZip(join(folder, zip(manifest)), product.title))
  const problems = [...parts].flatMap(([part, files]) => contentProblems(part, files, product))
  if (problems.length > 0) throw new Refusal(problems.map((problem) => `${product.title} cannot be installed: ${problem}`))
  return parts
}
