import type { Browser } from './browser'
import type { Language, LanguageTag } from './language'

/** The languages of a page: each is fetched once, whoever asks. */
export interface LanguageParts {
  /** Null = English, because it was wanted or because the language could not be had; undefined = not here yet. */
  get(tag: LanguageTag): Language | null | undefined
  /** Never rejects: who cannot have a language has English. */
  load(tag: LanguageTag): Promise<void>
}

const isLanguage = (part: unknown): part is Language => typeof part === 'object' && part !== null && 'texts' in part && 'errors' in part

/** The languages as parts of the component's own folder. */
export const createLanguageParts = (browser: Pick<Browser, 'part' | 'report'>): LanguageParts => {
  const found = new Map<LanguageTag, Language | null>([['en', null]])
  const loading = new Map<LanguageTag, Promise<void>>()
  const fetchPart = async (tag: LanguageTag): Promise<void> => {
    try {
      const part = await browser.part(`language-${tag}`)
      found.set(tag, isLanguage(part) ? part : null)
    } catch (error) {
      browser.report(error)
      found.set(tag, null)
    }
  }
  return {
    get: (tag) => found.get(tag),
    load: (tag) => {
      const begun = loading.get(tag) ?? fetchPart(tag)
      loading.set(tag, begun)
      return begun
    },
  }
}
