import type { Phrase } from '../language'
import type { TextId } from '../texts'

/** A language as it is written here: every text, and the sentence of one of those errors that share it in English. */
export interface LanguageSource {
  readonly texts: Readonly<Record<TextId, Phrase>>
  readonly errors: Readonly<Record<number, string>>
}
