import type { LanguageTag } from '../language'
import { de } from './de'
import type { LanguageSource } from './language-source'

/** Every language but English, which is built in. Nothing of the component imports this: they are built as lazy parts. */
export const languageSources: Readonly<Partial<Record<LanguageTag, LanguageSource>>> = { de }
