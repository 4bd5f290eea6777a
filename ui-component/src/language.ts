/** A text, or its plural forms as the language has them. */
export type Phrase = string | ({ readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>)

/** The sentence of an error; with values in it, the English one stands first, so that the values can be found. */
export type ErrorPhrase = string | readonly [english: string, translated: string]

/** A language as it is fetched: a lazy part of the component. What it lacks is English. */
export interface Language {
  readonly tag: string
  readonly texts: Readonly<Partial<Record<string, Phrase>>>
  readonly errors: Readonly<Partial<Record<string, ErrorPhrase>>>
}

/** The languages that the component speaks, as their speakers call them. English is built in. */
export const languages = {
  en: 'English', es: 'Español', de: 'Deutsch', fr: 'Français', pt: 'Português', uk: 'Українська', he: 'עברית', ar: 'العربية', hi: 'हिन्दी', zh: '中文', ja: '日本語',
} as const

export type LanguageTag = keyof typeof languages

/** A language of ours with the regional habits of the reader: `pt` for `pt-BR`. */
export interface Choice {
  readonly tag: LanguageTag
  /** For Intl: numbers, dates and plural forms. */
  readonly locale: string
}

const english: Choice = { tag: 'en', locale: 'en' }

const isTag = (tag: string): tag is LanguageTag => Object.prototype.hasOwnProperty.call(languages, tag)

// Hebrew was `iw` for a long time, and old devices still say so.
const renamed: Readonly<Record<string, string>> = { iw: 'he' }

const choiceOf = (wanted: unknown): Choice | null => {
  if (typeof wanted !== 'string' || wanted.trim() === '') return null
  try {
    const { language, baseName } = new Intl.Locale(wanted.trim().replace(/_/g, '-'))
    const tag = renamed[language] ?? language
    return isTag(tag) ? { tag, locale: baseName } : null
  } catch {
    return null
  }
}

/** The first that we speak of: the setting, the language of the app, those of the browser; else English. */
export const chooseLanguage = (setting: string, ofApp: unknown, ofBrowser: readonly string[]): Choice => {
  for (const wanted of [setting, ofApp, ...ofBrowser]) {
    const choice = choiceOf(wanted)
    if (choice) return choice
  }
  return english
}

/** Which way the language is written. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (tag === 'he' || tag === 'ar' ? 'rtl' : 'ltr')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The values in a filled sentence, found with the template that it was made of. */
const valuesIn = (sentence: string, template: string): Readonly<Record<string, string>> | null => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const pattern = template.split(/\{\w+\}/).map(escaped).join('(.*)')
  const found = new RegExp(`^${pattern}$`).exec(sentence)
  return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) : null
}

/** The sentence of a failure in this language; null when the language does not know the error. */
export const textOfError = (language: Language | null, { code, sentence }: { readonly code: number; readonly sentence: string }): string | null => {
  const phrase = language?.errors[code]
  if (phrase === undefined || typeof phrase === 'string') return phrase ?? null
  const values = valuesIn(sentence, phrase[0])
  const written = (value: string): string => (Number.isFinite(Number(value)) ? new Intl.NumberFormat(language?.tag).format(Number(value)) : value)
  return values && phrase[1].replace(/\{(\w+)\}/g, (_, name: string) => written(values[name] ?? ''))
}
