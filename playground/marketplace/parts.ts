import type { Manifest, ProductKey } from './manifest'

/** The folders that installed products put into an app. */
export const partNames = ['services', 'uiFunctions', 'cloudFunctions', 'component'] as const

export type PartName = (typeof partNames)[number]

/** Where each part lies; null = not installed. */
export type AppParts = Readonly<Record<PartName, string | null>>

/** Which zip of the pack becomes which part of which product. */
export const partsOfPack: readonly { readonly part: PartName; readonly product: ProductKey; readonly zip: (manifest: Manifest) => string }[] = [
  { part: 'services', product: 'services', zip: ({ name, version }) => `${name}-services-${version}.zip` },
  { part: 'uiFunctions', product: 'functions', zip: ({ name, version }) => `${name}-ui-functions-${version}.zip` },
  { part: 'cloudFunctions', product: 'functions', zip: ({ name, version }) => `${name}-cloud-functions-${version}.zip` },
  { part: 'component', product: 'component', zip: ({ version }) => `audio-transcriber-component-${version}.zip` },
]

/** Nothing is installed. */
export const noParts: AppParts = { services: null, uiFunctions: null, cloudFunctions: null, component: null }
