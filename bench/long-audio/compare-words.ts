import type { TimedWord } from '../../playground/openai/tone-words'

/** What became of the words of a file. */
export interface Fidelity {
  readonly spoken: number
  readonly lost: number
  readonly doubled: number
  readonly outOfOrder: number
  /** Largest of the median errors at the beginning, in the middle and at the end. */
  readonly startErrorSeconds: number
  readonly middleErrorSeconds: number
  readonly endErrorSeconds: number
}

/** Words are half a second apart: within this there is only one that can be meant. */
const sameWordSeconds = 0.3
const wordsInSample = 20

const middleOf = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Holds what was heard against what was said. */
export const compareWords = (spoken: readonly TimedWord[], heard: readonly TimedWord[]): Fidelity => {
  const byWord = new Map<string, number[]>()
  heard.forEach(({ word }, index) => byWord.set(word, [...(byWord.get(word) ?? []), index]))
  const used = new Set<number>()
  const errors: (number | null)[] = spoken.map(({ word, start }) => {
    const found = (byWord.get(word) ?? []).find((index) => !used.has(index) && Math.abs(heard[index]!.start - start) < sameWordSeconds)
    if (found === undefined) return null
    used.add(found)
    return Math.abs(heard[found]!.start - start)
  })
  const errorAt = (from: number): number => middleOf(errors.slice(from, from + wordsInSample).filter((error) => error !== null))
  return {
    spoken: spoken.length,
    lost: errors.filter((error) => error === null).length,
    doubled: heard.length - used.size,
    outOfOrder: heard.filter(({ start }, index) => index > 0 && start < heard[index - 1]!.start).length,
    startErrorSeconds: errorAt(0),
    middleErrorSeconds: errorAt(Math.floor(spoken.length / 2)),
    endErrorSeconds: errorAt(Math.max(0, spoken.length - wordsInSample)),
  }
}
