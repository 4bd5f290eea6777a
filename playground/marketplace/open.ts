import { join, resolve } from 'node:path'
import type { AppRuntime } from '../backendless/app-runtime'
import type { Catalogue } from './catalogue'
import { openInstaller, type Installer } from './installer'
import { readManifest, type ManifestProduct } from './manifest'
import { packedZips } from './pack-zips'
import type { Marketplace } from './routes'

const repository = resolve(__dirname, '..', '..')

/** A release of the pack that lies in a folder: its manifest and its zips. Tests give older and broken ones. */
export interface Release {
  readonly manifest: string
  readonly zips: string
}

/** The Marketplace with the pack as it is built now, or with another release. */
export const openCatalogue = (release?: Release): Catalogue => ({
  manifest: () => readManifest(release?.manifest ?? join(repository, 'marketplace.json')),
  zips: release ? () => Promise.resolve(release.zips) : packedZips(),
})

/** The products that the Demo app has from the start; none when the manifest cannot be read. */
export const productsOf = (catalogue: Catalogue) => (): readonly ManifestProduct[] => {
  try {
    return catalogue.manifest().products
  } catch {
    return []
  }
}

/** Joins the apps to the catalogue; each app has one installer. */
export const openMarketplace = (catalogue: Catalogue): Marketplace => {
  const installers = new Map<AppRuntime, Installer>()
  return {
    catalogue,
    installerOf: (runtime) => {
      const known = installers.get(runtime) ?? openInstaller(runtime, catalogue)
      installers.set(runtime, known)
      return known
    },
  }
}
