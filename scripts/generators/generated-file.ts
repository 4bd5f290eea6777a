/** A checked-in file that a script writes and `npm run check` compares byte for byte. */
export interface GeneratedFile {
  /** Path from the repository root. */
  readonly path: string
  readonly content: string
}

/** First line of every generated file, in the comment style of its language. */
export const generatedNotice = (generator: string): string => `Written by scripts/generators/${generator}.ts (npm run generate). Do not edit: change contract/ instead.`
