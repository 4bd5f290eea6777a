import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const repository = resolve(__dirname, '..')

/** What the playground runs, and the sources whose change makes it stale. */
const products: readonly { part: string; output: string; sources: readonly string[] }[] = [
  { part: 'service', output: 'service/dist/service.js', sources: ['service/src', 'contract'] },
  { part: 'component', output: 'ui-component/dist/amd/index.js', sources: ['ui-component/src', 'ui-component/states', 'ui-component/styles', 'ui-component/component.json', 'contract'] },
]

const changedAt = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

const isStale = ({ output, sources }: (typeof products)[number]): boolean => {
  const builtAt = changedAt(join(repository, output))
  return builtAt === 0 || sources.some((source) => changedAt(join(repository, source)) > builtAt)
}

const runBuild = (parts: readonly string[]): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), join(repository, 'scripts', 'build.ts'), ...parts], { cwd: repository, stdio: ['ignore', 2, 2] })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`npm run build failed with exit code ${code ?? 'unknown'}; its messages stand above.`))))
  })

/** Builds the parts that were never built or are older than their sources; what they print goes to the error output. */
export const buildMissing = async (): Promise<void> => {
  const stale = products.filter(isStale).map(({ part }) => part)
  if (stale.length > 0) await runBuild(stale)
}
