/** Text as it is compared: without letter case, accents and punctuation. */

/** Scripts that write no spaces between words: there is no word boundary to look at. */
const withoutSpaces = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f]/

/** Letters and digits, one space between words, none at the ends. An apostrophe joins: don't is dont. */
export const searchable = (text: string): string =>
  text.normalize('NFKD').replace(/[\u0300-\u036f'’ʼ]/g, '').normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()

/** Something with a time and searchable text: a word or a phrase. */
export interface Unit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** All units as one text, and for each of its characters the unit that it belongs to. */
export interface Stream {
  readonly text: string
  readonly unitAt: readonly Unit[]
}

const joinsWithout = (before: string, after: string): boolean => withoutSpaces.test(before.slice(-1)) && withoutSpaces.test(after.slice(0, 1))

export const streamOf = (units: readonly Unit[]): Stream => {
  let text = ''
  const unitAt: Unit[] = []
  for (const unit of units) {
    const piece = searchable(unit.text)
    if (piece === '') continue
    const added = text === '' || joinsWithout(text, piece) ? piece : ` ${piece}`
    text += added
    for (let count = 0; count < added.length; count += 1) unitAt.push(unit)
  }
  return { text, unitAt }
}

const isBoundary = (text: string, at: number): boolean => {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  return at === 0 || at === text.length || before === ' ' || after === ' ' || withoutSpaces.test(before) || withoutSpaces.test(after)
}

/** The first and the last unit of every place where the words stand. */
export const placesOf = ({ text, unitAt }: Stream, words: string, wholeWords: boolean): readonly (readonly [first: Unit, last: Unit])[] => {
  const wanted = searchable(words)
  const places: (readonly [Unit, Unit])[] = []
  for (let at = wanted === '' ? -1 : text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [first, last] = [unitAt[at], unitAt[at + wanted.length - 1]]
    if (first && last && (!wholeWords || (isBoundary(text, at) && isBoundary(text, at + wanted.length)))) places.push([first, last])
  }
  return places
}
