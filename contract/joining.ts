/** How two texts become one: by a space, or by nothing where the script has none. */

/** Han, kana, Thai, Lao, Khmer, Burmese and Tibetan, and the full-width marks that go with them. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}\\u3000-\\u303f\\u30fc\\uff00-\\uff60'
const endsUnspaced = new RegExp(`[${unspaced}]\\p{M}*$`, 'u')
const beginsUnspaced = new RegExp(`^[${unspaced}]`, 'u')
const token = new RegExp(`[${unspaced}]\\p{M}*|[^\\s${unspaced}]+`, 'gu')

/** A word, or a character of a script without spaces, and where it stands in its text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The words of a text; of scripts without spaces the characters. */
export const tokensOf = (text: string): Token[] => [...text.matchAll(token)].map(({ 0: found, index }) => ({ text: found, start: index, end: index + found.length }))

/** What stands between two texts. The texts tell it, whatever language somebody has named. */
const joinerOf = (before: string, after: string): string =>
  before === '' || after === '' || (endsUnspaced.test(before) && beginsUnspaced.test(after)) ? '' : ' '

/** Texts in order, as one. */
export const joinTexts = (texts: readonly string[]): string => {
  const parts: string[] = []
  let last = ''
  for (const text of texts.map((part) => part.trim()).filter(Boolean)) {
    parts.push(joinerOf(last, text), text)
    last = text
  }
  return parts.join('')
}
