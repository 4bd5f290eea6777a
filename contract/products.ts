/** What the pack installs as. A title is what an app developer searches for in the Marketplace, so errors name it too. */

export interface Product {
  readonly key: 'services' | 'functions' | 'component'
  readonly title: string
  /** One sentence for a list of products. */
  readonly summary: string
}

export const products = {
  services: { key: 'services', title: 'Audio to Text Services', summary: 'Cloud Code services that turn the audio behind an address into text, in its own language or in English.' },
  functions: { key: 'functions', title: 'Audio to Text Functions', summary: 'Codeless blocks for UI Builder and Cloud Code that call the services and answer the transcript.' },
  component: { key: 'component', title: 'Audio Transcriber', summary: 'UI Builder component: speak or choose a file, and the text is in page data.' },
} as const satisfies Record<Product['key'], Product>

/** Says where a missing service comes from. */
export const serviceProductTitle = products.services.title

/** Name of the Cloud Code model that the services are deployed as: a deployment replaces everything under this name. */
export const cloudCodeModelName = 'audio-to-text'
