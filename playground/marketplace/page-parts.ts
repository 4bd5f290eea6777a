import { escapeHtml } from '../settings/html'
import type { ProductState } from './product-state'

/** What the last action did. */
export interface Notice {
  readonly kind: 'saved' | 'refused'
  readonly text: string
}

/** Style sheets of the Marketplace. */
export const styles = ['/marketplace.css'] as const

/** Stands where a screen reader announces it. */
export const noticeHtml = (notice: Notice | null): string => `<div role="status">${notice ? `<p class="notice ${notice.kind}">${escapeHtml(notice.text)}</p>` : ''}</div>`

/** In words, whether an app has a product. */
export const stateWords = ({ product, installed, hasUpdate }: ProductState): string => {
  if (!installed) return `version ${product.version}`
  return hasUpdate ? `version ${installed.version} installed, ${product.version} is available` : `version ${installed.version} installed`
}

/** A list of texts; nothing when there are none. */
export const listHtml = (items: readonly string[]): string => (items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`)
