/** What the editor knows of the app whose logic it edits; the server tells it. */

export type Place = 'ui' | 'cloud'

export interface FunctionFacts {
  readonly place: Place
  readonly id: string
  readonly name: string
  readonly inputs: readonly { readonly name: string; readonly label: string }[]
  readonly hasReturn: boolean
  readonly isOwn: boolean
  /** The block as the pack describes it; null = only name and inputs are known. */
  readonly json: Readonly<Record<string, unknown>> | null
  /** Shadows of a block from the toolbox, by input. */
  readonly shadows: Readonly<Record<string, { readonly type: string; readonly fields?: Readonly<Record<string, string | number | boolean>> }>>
}

export interface ServiceFacts {
  /** Differs from app to app, which is why logic with service blocks is not portable as it is. */
  readonly id: string
  readonly name: string
  readonly methods: readonly {
    readonly name: string
    readonly description: string
    readonly httpMethod: string
    readonly path: string
    readonly parameters: readonly { readonly name: string; readonly type: string; readonly required: boolean; readonly description: string }[]
  }[]
}

export interface ComponentFacts {
  readonly id: string
  readonly name: string
  readonly events: readonly { readonly name: string; readonly label: string; readonly context: readonly { readonly id: string; readonly label: string }[] }[]
  readonly actions: readonly { readonly id: string; readonly label: string; readonly description: string; readonly hasReturn: boolean; readonly inputs: readonly { readonly id: string; readonly label: string }[] }[]
}

export interface AppFacts {
  readonly functions: readonly FunctionFacts[]
  readonly services: readonly ServiceFacts[]
  /** The installed custom component; null = none. */
  readonly component: ComponentFacts | null
  /** Lists of values inside function blocks, in Blockly's JSON. */
  readonly options: readonly Readonly<Record<string, unknown>>[]
}

/** Something on a page that logic can belong to, or talk about. */
export interface PageItem {
  readonly uid: string
  /** `button`, `input`, `page` or the id of a custom component. */
  readonly type: string
  readonly name: string
}

/** The event whose logic is in the editor. */
export interface EventFacts {
  readonly place: Place
  readonly item: PageItem
  readonly event: string
  readonly label: string
  readonly context: readonly { readonly id: string; readonly label: string }[]
  /** Everything on the page; empty in Cloud Code. */
  readonly items: readonly PageItem[]
}
