import { ServiceError } from '../errors'
import { batchesOf, instruction, numbered, parseNumbered } from './lines'

type Ask = (system: string, user: string) => Promise<string>

export interface TranslatedLines {
  /** As many as were given, in the same order. */
  readonly lines: readonly string[]
  /** Some lines had to be translated one by one. */
  readonly repaired: boolean
}

/** Questions that are open at the same time: enough for speed, few enough for small rate limits. */
const lanes = 4

interface Languages {
  readonly from: string | null
  readonly to: string
}

const oneByOne = async (lines: readonly string[], { from, to }: Languages, ask: Ask): Promise<string[]> => {
  const translated: string[] = []
  for (const line of lines) {
    const answer = await ask(instruction(from, to, 1), numbered([line]))
    const text = parseNumbered(answer, 1)?.[0] ?? answer.replace(/\s+/g, ' ').replace(/^\s*1[.):]\s*/, '').trim()
    // Something was said, so an empty answer is no translation of it.
    if (text === '') throw new ServiceError('translation-failed', { what: 'nothing' })
    translated.push(text)
  }
  return translated
}

/** One question, one repair, then line by line: the count is kept whatever the model does. */
const translateBatch = async (lines: readonly string[], languages: Languages, ask: Ask): Promise<TranslatedLines> => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const translated = parseNumbered(await ask(instruction(languages.from, languages.to, lines.length), numbered(lines)), lines.length)
    if (translated) return { lines: translated, repaired: false }
  }
  return { lines: await oneByOne(lines, languages, ask), repaired: true }
}

/** Runs the tasks with a few of them open at a time; results keep the order of the tasks. */
const inLanes = async <T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const results: T[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index]
      if (task) results[index] = await task()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** Translates lines one to one. */
export const translateLines = async (lines: readonly string[], languages: Languages, ask: Ask): Promise<TranslatedLines> => {
  const batches = await inLanes(batchesOf(lines).map((batch) => () => translateBatch(batch, languages, ask)))
  return { lines: batches.flatMap((batch) => batch.lines), repaired: batches.some(({ repaired }) => repaired) }
}
