import type { Witness } from './proof-net'
import { secrets } from './workers'

/** What is held open now and was not at the beginning, in words; also whatever escaped a call. */
export const leftovers = (before: readonly Witness[], now: readonly Witness[]): string[] => {
  const highest = (name: string): number => Math.max(0, ...before.map(({ resources }) => resources[name] ?? 0))
  const files = new Set(before.flatMap(({ temporaryFiles }) => temporaryFiles))
  return now.flatMap(({ pid, resources, temporaryFiles, stray }) => [
    ...Object.entries(resources).filter(([name, count]) => count > highest(name)).map(([name, count]) => `worker ${pid}: ${count - highest(name)} ${name}`),
    ...temporaryFiles.filter((name) => !files.has(name)).map((name) => `worker ${pid}: temporary file ${name}`),
    ...stray.map((what) => `worker ${pid}: ${what}`),
  ])
}

/** Which of the secrets stand in the given texts, and in which. */
export const revealed = (texts: readonly string[]): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) => texts.filter((text) => text.includes(secret)).map((text) => `${name} in ${text.slice(0, 200)}`))
