/** How much of two neighbouring word lists is the same speech, heard twice. */
export interface Seam {
  /** Words to leave out at the end of the first list: what follows the common run there was cut off. */
  readonly dropFromEnd: number
  /** Words to leave out at the start of the second list: heard before, the common run included. */
  readonly dropFromStart: number
}

const nothing: Seam = { dropFromEnd: 0, dropFromStart: 0 }

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') || word

const runLength = (a: readonly string[], from: number, b: readonly string[], at: number): number => {
  let length = 0
  while (from + length < a.length && at + length < b.length && a[from + length] === b[at + length]) length += 1
  return length
}

/**
 * Finds the longest run of words that ends the one text and begins the other. Both lists hold only what can lie in the overlap,
 * so a run that is as long elsewhere is as likely an accident: the one that drops least wins.
 */
export const findSeam = (endOfFirst: readonly string[], startOfSecond: readonly string[]): Seam => {
  const a = endOfFirst.map(plain)
  const b = startOfSecond.map(plain)
  let best = { length: 0, dropped: Infinity, seam: nothing }
  for (let from = 0; from < a.length; from += 1) {
    for (let at = 0; at < b.length; at += 1) {
      const length = runLength(a, from, b, at)
      const seam: Seam = { dropFromEnd: a.length - from - length, dropFromStart: at + length }
      const dropped = seam.dropFromEnd + at
      if (length > best.length || (length > 0 && length === best.length && dropped < best.dropped)) best = { length, dropped, seam }
    }
  }
  return best.seam
}
