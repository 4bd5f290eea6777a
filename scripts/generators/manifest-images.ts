import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Product } from '../../contract'

const root = join(__dirname, '..', '..')

/** A picture of a listing. */
export interface ListingImage {
  readonly file: string
  readonly use: 'icon' | 'screenshot'
  readonly products: readonly Product['key'][]
  /** For people who cannot see it. */
  readonly alt: string
}

const all: readonly Product['key'][] = ['services', 'functions', 'component']

const images: readonly ListingImage[] = [
  { file: 'ui-component/thumbnail.png', use: 'icon', products: ['component'], alt: 'The Audio Transcriber while it records: buttons to stop, pause and discard, the moving voice, the time, and the text so far.' },
  { file: 'docs/images/playground.png', use: 'screenshot', products: all, alt: 'The Audio Transcriber on a page, with the transcript in page data beside it.' },
]

/** The pictures of a listing, as far as they have been taken. */
export const imagesOf = (product: Product['key']): readonly Omit<ListingImage, 'products'>[] =>
  images.filter(({ file, products }) => products.includes(product) && existsSync(join(root, file))).map(({ file, use, alt }) => ({ file, use, alt }))
