import type { AppRuntime } from '../backendless/app-runtime'
import { findProduct, withNeeded } from './catalogue'
import type { InstalledProduct } from './installs'
import type { Manifest, ManifestProduct, ProductKey } from './manifest'
import { compareVersions } from './upgrade-rules'

/** A product as one app sees it. */
export interface ProductState {
  readonly product: ManifestProduct
  readonly installed: InstalledProduct | null
  /** The Marketplace has a newer version than the app. */
  readonly hasUpdate: boolean
  /** What would be installed before it, because it needs it and the app does not have it. */
  readonly missing: readonly ManifestProduct[]
  /** Installed products that need this one. */
  readonly neededBy: readonly ManifestProduct[]
}

const needs = ({ install }: ManifestProduct, key: ProductKey): boolean => install.dependsOn.includes(key)

/** How a product of the Marketplace stands in an app. */
export const productState = (manifest: Manifest, runtime: AppRuntime, product: ManifestProduct): ProductState => {
  const all = runtime.installs.list()
  const installed = all.find(({ key }) => key === product.key) ?? null
  return {
    product,
    installed,
    hasUpdate: installed !== null && compareVersions(product.version, installed.version) > 0,
    missing: withNeeded(manifest, product, all.map(({ key }) => key)).filter(({ key }) => key !== product.key),
    neededBy: all.filter((other) => needs(other.product, product.key)).map((other) => other.product),
  }
}

/** All products of the Marketplace, in the order of installation. */
export const productStates = (manifest: Manifest, runtime: AppRuntime): ProductState[] =>
  [...manifest.products].sort((a, b) => a.install.order - b.install.order).map((product) => productState(manifest, runtime, product))

/** One product by its key; null = there is none. */
export const stateOf = (manifest: Manifest, runtime: AppRuntime, key: string): ProductState | null => {
  const product = findProduct(manifest, key)
  return product && productState(manifest, runtime, product)
}
