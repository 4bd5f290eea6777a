import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserErrors } from '../../contract'

/** Levels with a real browser, and the functions of UI Builder in the real UI-SDK. */
const levels = ['browser', 'webkit', 'blocks']

const sources = levels.flatMap((level) => {
  const folder = join(__dirname, '..', level)
  return readdirSync(folder).filter((name) => name.endsWith('.test.ts')).map((name) => readFileSync(join(folder, name), 'utf8'))
})

it.each(browserErrors.map(({ key, number }) => [number, key] as const))('has a test for error %d (%s) where a person would meet it', (_number, key) => {
  expect(sources.some((source) => source.includes(`'${key}'`))).toBe(true)
})
