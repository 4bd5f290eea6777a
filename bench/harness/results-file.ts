import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** One measurement as it stands in the results. */
export interface Section {
  readonly title: string
  readonly body: string
}

const introduction = `# Measured

Written by \`npm run bench\`; a run of some measurements (\`npm run bench -- overhead memory\`) replaces only their sections.
Each figure stands beside the same work done the direct way, in the same run and in turn. Numbers are medians, with the range in brackets.
A ratio is ours divided by the direct way's: the lower, the better. Lines without a target inform only.`

const parse = (text: string): Map<string, string> =>
  new Map(text.split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()] as const))

/** Puts new sections into the results, in the given order of titles; sections that did not run stay as they were. */
export const mergeSections = (before: string, fresh: readonly Section[], order: readonly string[]): string => {
  const bodies = parse(before)
  for (const { title, body } of fresh) bodies.set(title, body)
  const kept = order.filter((title) => bodies.has(title)).map((title) => `## ${title}\n\n${bodies.get(title)}`)
  return `${[introduction, ...kept].join('\n\n')}\n`
}

/** Updates the results on disk. */
export const writeResults = (path: string, fresh: readonly Section[], order: readonly string[]): void =>
  writeFileSync(path, mergeSections(existsSync(path) ? readFileSync(path, 'utf8') : '', fresh, order))
