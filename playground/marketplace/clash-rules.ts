import type { ManifestProduct } from './manifest'

/** What an app has of its own and a product must not replace. */
export interface OwnThings {
  readonly functions: readonly { readonly id: string; readonly name: string }[]
}

/** Where a product would take an id or a name that the app already uses for something of its own. */
export const clashProblems = ({ functions = [] }: ManifestProduct, own: OwnThings): string[] =>
  functions.flatMap(({ name, ui, cloud }) =>
    own.functions.flatMap((mine) => {
      if (mine.id === ui?.id || mine.id === cloud?.id) return [`the app's own function "${mine.name}" has the id ${mine.id} of "${name}"`]
      return mine.name === name ? [`the app has a function of its own named "${name}": calls by name would reach the wrong one. Rename it first`] : []
    }),
  )
