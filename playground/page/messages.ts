import type { Theme } from './variant'

/** One event of the component, as its logic in the previewed page saw it. */
export interface LoggedEvent {
  /** Name of the component on the page. */
  readonly component: string
  readonly event: string
  readonly arguments: unknown
  /** Milliseconds since 1970. */
  readonly atMs: number
  /** Page data at the moment in which the handler ran. */
  readonly pageData: unknown
}

/** What the previewed page tells the page around it. */
export type FromPreview =
  | { readonly type: 'pageData'; readonly pageData: unknown }
  | { readonly type: 'event'; readonly logged: LoggedEvent }
  | { readonly type: 'height'; readonly pixels: number }
  | { readonly type: 'refused'; readonly why: string }

/** What the page around it asks of the previewed page. */
export type ToPreview =
  | { readonly type: 'file'; readonly file: File }
  | { readonly type: 'theme'; readonly theme: Theme }
