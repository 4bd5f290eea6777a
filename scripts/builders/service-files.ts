import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Loaded only by audio that is cut, and by jobs. */
const loadedOnlyForLongAudio = ['long.cjs', 'mediabunny.cjs']

const requiredBy = (folder: string, file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/require\("\.\/([\w.-]+\.cjs)"\)/g)].flatMap(([, name]) => (name && !loadedOnlyForLongAudio.includes(name) ? [name] : []))

/** Files of the built service that a call of ordinary length loads, with the two that CodeRunner reads. */
export const everyCallFiles = (folder: string): string[] => {
  const found = new Set(['service.js', 'run.cjs', 'package.json', 'coderunner.json'])
  // A set is walked to its end although it grows on the way.
  for (const file of found) if (file.endsWith('.cjs')) requiredBy(folder, file).forEach((name) => found.add(name))
  return [...found]
}

/** Bytes of the files of a folder that stand flat in it. */
export const bytesOf = (folder: string, files: readonly string[] = readdirSync(folder)): number => files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
