/** Where text may be cut: sentences first, then clauses, then words; scripts without spaces are cut between characters. */

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u
/** Thai, Lao, Khmer and Burmese also write without spaces. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u

/** Whether the characters are mostly as wide as they are high. */
export const isWide = (text: string): boolean => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length

const lengthOf = (text: string): number => [...text].length

/** Browsers that cannot tell such words apart cut between any two characters. */
const unspacedWords = (text: string): string[] =>
  typeof Intl.Segmenter === 'function' ? [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(({ segment }) => segment) : [...text]

const wordsOf = (text: string): string[] => (wide.test(text) || unspaced.test(text) ? unspacedWords(text) : (text.match(/\S*\s|\S+/gu) ?? []))

/** The smallest parts that are never cut, a word longer than a whole cue excepted. */
const atomsOf = (text: string, maxCharacters: number): string[] =>
  wordsOf(text).flatMap((word) => (lengthOf(word) <= maxCharacters ? [word] : [...word].reduce<string[]>((parts, character) => {
    const last = parts[parts.length - 1]
    if (last !== undefined && lengthOf(last) < maxCharacters) parts[parts.length - 1] = last + character
    else parts.push(character)
    return parts
  }, [])))

const endsSentence = (text: string): boolean => /[.!?…。！？]["'”’)]?\s*$/u.test(text)
const endsClause = (text: string): boolean => /[,;:–—、，；：]["'”’)]?\s*$/u.test(text)

/** How good it is to cut behind these atoms; a cut that leaves a short first part is a poor one. */
const quality = (before: string, maxCharacters: number): number => {
  const filled = lengthOf(before.trimEnd()) / maxCharacters
  return filled + (endsSentence(before) && filled > 0.4 ? 2 : endsClause(before) && filled > 0.5 ? 1 : 0)
}

const bestCut = (atoms: readonly string[], maxCharacters: number): number => {
  let text = ''
  let best = { count: 1, quality: -1 }
  for (let count = 1; count <= atoms.length; count += 1) {
    text += atoms[count - 1] ?? ''
    if (lengthOf(text.trim()) > maxCharacters) break
    const value = count === atoms.length ? Infinity : quality(text, maxCharacters)
    if (value >= best.quality) best = { count, quality: value }
  }
  return best.count
}

/** Cuts text into pieces of at most so many characters, at the best places. */
export const chunksOf = (text: string, maxCharacters: number): string[] => {
  const chunks: string[] = []
  let atoms = atomsOf(text.replace(/\s+/gu, ' ').trim(), maxCharacters)
  while (atoms.length > 0) {
    const count = bestCut(atoms, maxCharacters)
    chunks.push(atoms.slice(0, count).join('').trim())
    atoms = atoms.slice(count)
  }
  return chunks.filter(Boolean)
}

/** One line when it fits, else two of nearly the same length: the shape that is read fastest. */
export const balancedLines = (text: string, maxLineCharacters: number): string[] => {
  if (lengthOf(text) <= maxLineCharacters) return [text]
  const atoms = atomsOf(text, maxLineCharacters)
  const cuts = atoms.slice(1).map((_, index) => [atoms.slice(0, index + 1).join('').trim(), atoms.slice(index + 1).join('').trim()] as const)
  const fitting = cuts.filter(([first, second]) => lengthOf(first) <= maxLineCharacters && lengthOf(second) <= maxLineCharacters)
  const [best] = [...fitting].sort(([a, b], [c, d]) => Math.abs(lengthOf(a) - lengthOf(b)) - Math.abs(lengthOf(c) - lengthOf(d)))
  return best ? [...best] : chunksOf(text, maxLineCharacters)
}
