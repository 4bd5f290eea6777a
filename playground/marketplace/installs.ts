import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ManifestProduct, ProductKey } from './manifest'
import { noParts, partsOfPack, type AppParts } from './parts'

/** A product in an app, as its manifest described it when it was installed. */
export interface InstalledProduct {
  readonly key: ProductKey
  /** Name of its folder inside `products/`. */
  readonly folder: string
  readonly version: string
  readonly installedAtMs: number
  readonly product: ManifestProduct
}

/** How installed products change. One small file says what is installed, and replacing that file is the moment of an installation. */
export interface InstallChanges {
  /** Folder for what is not installed yet. */
  readonly newStage: () => string
  /** Moves a staged product to where it stays. It is not installed before `commit`. */
  readonly settle: (stage: string, product: ManifestProduct) => InstalledProduct
  /** From now on exactly these products are installed. */
  readonly commit: (products: readonly InstalledProduct[]) => void
  /** Removes folders that no installed product owns: of an installation that failed or was cut off, and of what was replaced. */
  readonly tidy: () => void
}

/** What an app has from the Marketplace. */
export interface Installs {
  readonly list: () => readonly InstalledProduct[]
  /** Where the parts of the installed products lie, or of others that are unpacked already. */
  readonly parts: (products?: readonly InstalledProduct[]) => AppParts
  /** null = nothing can be installed or removed. */
  readonly changes: InstallChanges | null
}

const readState = (path: string): readonly InstalledProduct[] => {
  if (!existsSync(path)) return []
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { products: InstalledProduct[] }).products
  } catch (error) {
    throw new Error(`The list of installed products in ${path} is not valid. Mend or delete that file, then start again.`, { cause: error })
  }
}

const partsIn = (root: string, products: readonly InstalledProduct[]): AppParts => {
  const found = partsOfPack.flatMap(({ part, product }) => {
    const installed = products.find(({ key }) => key === product)
    return installed ? [[part, join(root, installed.folder, part)] as const] : []
  })
  return { ...noParts, ...Object.fromEntries(found) }
}

/** Opens what is installed in an app's folder, and clears away what a cut installation left there. */
export const openInstalls = (appDir: string): Installs => {
  const root = join(appDir, 'marketplace')
  const [state, products, stages] = [join(root, 'installed.json'), join(root, 'products'), join(root, 'staging')]
  let installed = readState(state)
  const tidy = (): void => {
    rmSync(stages, { recursive: true, force: true })
    const kept = installed.map(({ folder }) => folder)
    const found = existsSync(products) ? readdirSync(products) : []
    for (const folder of found.filter((name) => !kept.includes(name))) rmSync(join(products, folder), { recursive: true, force: true })
  }
  tidy()
  return {
    list: () => installed,
    parts: (wanted = installed) => partsIn(products, wanted),
    changes: {
      newStage: () => {
        const stage = join(stages, randomUUID())
        mkdirSync(stage, { recursive: true })
        return stage
      },
      settle: (stage, product) => {
        const folder = `${product.key}-${product.version}-${randomUUID().slice(0, 8)}`
        mkdirSync(products, { recursive: true })
        renameSync(stage, join(products, folder))
        return { key: product.key, folder, version: product.version, installedAtMs: Date.now(), product }
      },
      commit: (next) => {
        mkdirSync(root, { recursive: true })
        const temporary = join(root, `.installed-${randomUUID()}`)
        writeFileSync(temporary, `${JSON.stringify({ products: next }, null, 2)}\n`)
        renameSync(temporary, state)
        installed = next
      },
      tidy,
    },
  }
}

/** An app whose parts are folders of the repository and not unpacked products: the Demo app has the pack from the start. */
export const fixedInstalls = (parts: AppParts, products: () => readonly ManifestProduct[]): Installs => ({
  list: () => products().map((product) => ({ key: product.key, folder: '', version: product.version, installedAtMs: 0, product })),
  parts: () => parts,
  changes: null,
})
