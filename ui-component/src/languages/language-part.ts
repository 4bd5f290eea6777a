import { errors } from '../../../contract'
import type { ErrorPhrase, Language } from '../language'
import { defaultTexts } from '../texts'
import type { LanguageSource } from './language-source'

/** Errors of functions that work on a transcript, and captions, which the component does not make. */
const neverMet: readonly number[] = [41012, 41013, 41014, 41015, 41016, 41017]

/** Every error whose sentence a person can meet in the component. */
export const metErrors = errors.filter(({ number }) => !neverMet.includes(number))

/** The sentence of an error: its own, or that of another one with the same words in English. */
const sentenceOf = ({ number, sentence }: (typeof metErrors)[number], source: LanguageSource): string | undefined =>
  source.errors[number] ?? metErrors.filter((other) => other.sentence === sentence).map((other) => source.errors[other.number]).find((found) => found !== undefined)

const phraseOf = (error: (typeof metErrors)[number], source: LanguageSource): ErrorPhrase | undefined => {
  const translated = sentenceOf(error, source)
  return translated !== undefined && error.sentence.includes('{') ? [error.sentence, translated] : translated
}

/** A language as it is fetched: what is not translated is left out and stays English. */
export const languagePart = (tag: string, source: LanguageSource): Language => ({
  tag,
  texts: Object.fromEntries(Object.keys(defaultTexts).map((id) => [id, source.texts[id as keyof typeof defaultTexts]])),
  errors: Object.fromEntries(metErrors.map((error) => [error.number, phraseOf(error, source)])),
})
