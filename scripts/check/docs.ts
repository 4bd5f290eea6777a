import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(__dirname, '..', '..')
const skipped = ['node_modules', '.git', 'dist', '.playground', '.cache']
const maxReadmeLines = 150

const markdownFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.includes(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? markdownFiles(path) : entry.name.endsWith('.md') ? [path] : []
  })

const linksOf = (text: string): string[] => [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '').filter((target) => !/^[a-z]+:/i.test(target))

/** Links that lead nowhere, and a README that has outgrown its one minute. */
export const brokenDocs = (): string[] => {
  const dead = markdownFiles(root).flatMap((file) =>
    linksOf(readFileSync(file, 'utf8')).filter((target) => !existsSync(join(dirname(file), decodeURI(target)))).map((target) => `${relative(root, file)}: ${target} does not exist`),
  )
  const lines = readFileSync(join(root, 'README.md'), 'utf8').split('\n').length
  return lines > maxReadmeLines ? [...dead, `README.md has ${lines} lines; the limit is ${maxReadmeLines}`] : dead
}
