/** How much of two neighbouring word lists is the same speech, heard twice. */
export interface Seam {
  /** Words to leave out at the end of the first list: what follows the common run there was cut off. */
  readonly dropFromEnd: number
  /** Words to leave out at the start of the second list: heard before, the common run included. */
  readonly dropFromStart: number
}

const nothing: Seam = { dropFromEnd: 0, dropFromStart: 0 }

/** At the edge of a piece no more words than these are misheard. */
const maxMisheard = 2

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '') || word

const runLength = (a: readonly string[], from: number, b: readonly string[], at: number): number => {
  let length = 0
  while (from + length < a.length && at + length < b.length && a[from + length] === b[at + length]) length += 1
  return length
}

/**
 * Whether the words beside a common run may be left out. A run of one word can be an accident, so it vouches for none but the rest of
 * a word that the cut went through; a longer one vouches for a word or two that were misheard so near to the cut.
 */
const isVouchedFor = (a: readonly string[], from: number, b: readonly string[], at: number, length: number): boolean => {
  const vouched = Math.min(maxMisheard, length - 1)
  const after = a.length - from - length
  const isHead = after === 1 && b[at + length]?.startsWith(a[from + length] ?? '')
  const isTail = at === 1 && a[from - 1]?.endsWith(b[0] ?? '')
  return (after <= vouched || isHead === true) && (at <= vouched || isTail === true)
}

/**
 * Finds the longest run of words that ends the one text and begins the other; of two that are as long, the one that drops least.
 * In doubt nothing is dropped: a word that stands twice does less harm than one that is lost.
 */
export const findSeam = (endOfFirst: readonly string[], startOfSecond: readonly string[]): Seam => {
  const a = endOfFirst.map(plain)
  const b = startOfSecond.map(plain)
  let best = { length: 0, dropped: Infinity, seam: nothing }
  for (let from = 0; from < a.length; from += 1) {
    for (let at = 0; at < b.length; at += 1) {
      const length = runLength(a, from, b, at)
      if (length === 0 || length < best.length || !isVouchedFor(a, from, b, at, length)) continue
      const seam: Seam = { dropFromEnd: a.length - from - length, dropFromStart: at + length }
      const dropped = seam.dropFromEnd + at
      if (length > best.length || dropped < best.dropped) best = { length, dropped, seam }
    }
  }
  return best.seam
}
