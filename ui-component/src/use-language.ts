import * as React from 'react'
import type { LanguageParts } from './language-parts'
import type { Language, LanguageTag } from './language'

/** The words of a language; undefined as long as they are on their way. */
export const useLanguage = (parts: LanguageParts, tag: LanguageTag): Language | null | undefined => {
  const [, redraw] = React.useState<unknown>(null)
  const language = parts.get(tag)
  React.useEffect(() => {
    if (parts.get(tag) !== undefined) return
    let isWanted = true
    void parts.load(tag).then(() => {
      if (isWanted) redraw({})
    })
    return () => {
      isWanted = false
    }
  }, [parts, tag])
  return language
}
