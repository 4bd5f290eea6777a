import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(__dirname, '..', 'fixtures', 'audio')

interface Fixtures {
  readonly speech: Readonly<Record<string, { readonly words: readonly { readonly word: string }[] }>>
}

/** Path of a committed audio file. */
export const fixturePath = (name: string): string => join(folder, name)

/** The words that are in it. */
export const fixtureWords = (name: string): string[] => {
  const { speech } = JSON.parse(readFileSync(join(folder, 'fixtures.json'), 'utf8')) as Fixtures
  const found = speech[name]
  if (!found) throw new Error(`fixtures.json does not tell the words of ${name}.`)
  return found.words.map(({ word }) => word)
}
