/** What the checks and the packer read of marketplace.json; marketplace.schema.json says all that it must hold. */

export interface Call {
  readonly service: string
  readonly method: string
  readonly httpMethod: string
  readonly route: string
}

export interface Named {
  readonly name: string
}

export interface ManifestMethod extends Named {
  readonly httpMethod: string
  readonly route: string
  readonly path: string
  readonly executionTimeoutSeconds: number
  readonly parameters: readonly (Named & { readonly required?: boolean })[]
}

export interface ConfigurationFacts extends Named {
  readonly displayName: string
  readonly type: string
  readonly required: boolean
  readonly secret?: boolean
}

export interface ManifestService extends Named {
  readonly methods: readonly ManifestMethod[]
  readonly configuration: readonly ConfigurationFacts[]
}

/** One of the twins of a function. */
export interface FunctionTwin {
  readonly id: string
  readonly sha256: Readonly<Record<string, string>>
}

export interface ManifestFunction extends Named {
  readonly hasReturn: boolean
  readonly inputs: readonly (Named & { readonly label: string })[]
  readonly calls: readonly Call[]
  readonly uses: readonly string[]
  readonly ui?: FunctionTwin
  readonly cloud?: FunctionTwin
}

export interface ManifestEvent extends Named {
  readonly context: readonly { readonly id: string }[]
}

interface ProductBase {
  readonly key: string
  readonly title: string
  readonly version: string
  readonly sourceFolder: string
  readonly install: { readonly place: string; readonly order: number; readonly dependsOn: readonly string[] }
  readonly listing: string
  readonly changelog: string
  readonly images: readonly { readonly file: string; readonly use: string; readonly alt: string }[]
  readonly permissions: readonly string[]
  readonly upgradeNotes: readonly string[]
}

export interface ServicesProduct extends ProductBase {
  readonly key: 'services'
  readonly model: { readonly name: string }
  readonly services: readonly ManifestService[]
}

export interface FunctionsProduct extends ProductBase {
  readonly key: 'functions'
  readonly functions: readonly ManifestFunction[]
}

export interface ComponentProduct extends ProductBase {
  readonly key: 'component'
  readonly id: string
  readonly name: string
  readonly settings: readonly Named[]
  readonly boundProperties: readonly Named[]
  readonly events: readonly ManifestEvent[]
  readonly actions: readonly { readonly id: string }[]
  readonly calls: readonly Call[]
}

export type ManifestProduct = ServicesProduct | FunctionsProduct | ComponentProduct

export interface Manifest {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly license: string
  readonly changelog: string
  readonly thirdPartyNotices: string
  readonly docs: Readonly<Record<string, string>>
  readonly products: readonly ManifestProduct[]
}

/** The product of a kind; the schema has proven that it is there. */
export const productOf = <K extends ManifestProduct['key']>(manifest: Manifest, key: K): Extract<ManifestProduct, { key: K }> | undefined =>
  manifest.products.find((product): product is Extract<ManifestProduct, { key: K }> => product.key === key)
