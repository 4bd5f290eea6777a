import type { LoggedEvent } from '../messages'

/** What UI Builder gives to every piece of logic on a page, as far as it is used here. */
export interface PageContext {
  readonly pageData: Record<string, unknown>
  getComponentByUid(uid: string): Record<string, unknown> & { readonly el?: HTMLElement | null }
}

interface Offered {
  current: PageContext | null
  readonly events: LoggedEvent[]
  /** What the logic of an event answers; a test puts it here. */
  readonly hooks: Record<string, (args: unknown) => unknown>
}

/**
 * The context of the page and the events so far. They are offered as `window.playground`, because the runtime gives its context
 * to logic only: tests act through it as the logic of an app does (page data, actions, hiding a block).
 */
export const pageContext: Offered = { current: null, events: [], hooks: {} };

(window as unknown as { playground: typeof pageContext }).playground = pageContext
