import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleFiles } from './generate'
import { brokenDocs } from './check/docs'
import { brokenRecipes } from './check/recipes'
import { manifestProblems } from './check/manifest'
import { forbiddenParts } from './check/shipped'

const root = join(__dirname, '..')

interface Check {
  readonly name: string
  /** Answers the problems, one a line; none = passed. */
  readonly run: () => Promise<string[]> | string[]
}

const command = (...args: string[]): string[] => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args.map((arg) => arg), { cwd: root, encoding: 'utf8', maxBuffer: 64e6 })
  return status === 0 ? [] : [stdout, stderr].join('\n').split('\n').filter((line) => line.trim() !== '')
}

const checks: readonly Check[] = [
  { name: 'generated files', run: async () => (await staleFiles()).map(({ path }) => `${path} is out of date. Mend with: npm run generate`) },
  { name: 'types', run: () => command(join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.') },
  { name: 'lint and import borders', run: () => command(join('node_modules', 'eslint', 'bin', 'eslint.js'), '.') },
  { name: 'manifest', run: () => manifestProblems() },
  { name: 'docs', run: brokenDocs },
  { name: 'recipes', run: () => brokenRecipes() },
  { name: 'what ships', run: forbiddenParts },
]

const main = async (): Promise<void> => {
  for (const { name, run } of checks) {
    const problems = await run()
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
    problems.forEach((problem) => console.log(`     ${problem}`))
    if (problems.length > 0) process.exitCode = 1
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
