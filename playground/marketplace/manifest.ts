import { readFileSync } from 'node:fs'

/** What of marketplace.json the playground's Marketplace reads. */

export type ProductKey = 'services' | 'functions' | 'component'

export interface ManifestParameter {
  readonly name: string
  readonly type: string
  readonly required?: boolean
}

export interface ManifestMethod {
  readonly name: string
  readonly description: string
  readonly httpMethod: string
  readonly route: string
  readonly parameters: readonly ManifestParameter[]
}

export interface ManifestService {
  readonly name: string
  readonly description: string
  readonly methods: readonly ManifestMethod[]
  readonly configuration: readonly { readonly name: string; readonly displayName: string; readonly type: string; readonly required?: boolean; readonly defaultValue?: string; readonly hint?: string; readonly example?: string; readonly secret?: boolean }[]
}

/** One of the twins of a function: its id, and the hashes of its files. */
export interface ManifestTwin {
  readonly id: string
  readonly sha256: Readonly<Record<string, string>>
}

export interface ManifestFunction {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly inputs: readonly ManifestParameter[]
  readonly hasReturn: boolean
  /** A function may live in one place only. */
  readonly ui?: ManifestTwin
  readonly cloud?: ManifestTwin
}

interface Named {
  readonly name: string
}

/** A product of the pack; which of the last parts it has depends on its type. */
export interface ManifestProduct {
  readonly key: ProductKey
  readonly type: string
  readonly title: string
  readonly summary: string
  readonly version: string
  readonly install: { readonly place: string; readonly order: number; readonly dependsOn: readonly ProductKey[] }
  readonly permissions: readonly string[]
  readonly note?: string
  readonly services?: readonly ManifestService[]
  readonly functions?: readonly ManifestFunction[]
  /** Of the component. */
  readonly id?: string
  readonly settings?: readonly Named[]
  readonly boundProperties?: readonly Named[]
  readonly events?: readonly (Named & { readonly label?: string; readonly context: readonly { readonly id: string }[] })[]
  readonly actions?: readonly { readonly id: string; readonly label?: string }[]
}

export interface Manifest {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly license: string
  readonly shortDescription: string
  readonly description: string
  readonly notice: string
  readonly category: string
  readonly price: { readonly amount: number; readonly note: string }
  readonly products: readonly ManifestProduct[]
}

const keys: readonly ProductKey[] = ['services', 'functions', 'component']

const versionPattern = /^\d+\.\d+\.\d+$/

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

const productProblems = (product: Partial<ManifestProduct>, all: readonly Partial<ManifestProduct>[]): string[] => {
  const name = product.title ?? product.key ?? 'A product'
  const unknownNeeds = listOf(product.install?.dependsOn).filter((key) => !all.some((other) => other.key === key))
  return [
    ...(product.key && keys.includes(product.key) ? [] : [`${name} has the unknown key "${String(product.key)}"`]),
    ...(versionPattern.test(product.version ?? '') ? [] : [`${name} has no version such as 1.2.3`]),
    ...unknownNeeds.map((key) => `${name} needs the product "${String(key)}", which the manifest does not have`),
  ]
}

/** What makes a manifest unusable, in words; empty when nothing does. */
export const manifestProblems = (manifest: unknown): string[] => {
  const { name, products } = (manifest ?? {}) as Partial<Manifest>
  if (typeof name !== 'string' || !Array.isArray(products) || products.length === 0) return ['it holds no name or no products']
  return products.flatMap((product: Partial<ManifestProduct>) => productProblems(product, products as Partial<ManifestProduct>[]))
}

/** Reads the manifest of a pack. It is read anew each time, so that a new build shows without a restart. */
export const readManifest = (path: string): Manifest => {
  let manifest: unknown
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`The manifest ${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  const problems = manifestProblems(manifest)
  if (problems.length > 0) throw new Error(`The manifest ${path} cannot be used: ${problems.join('; ')}`)
  return manifest as Manifest
}
