import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from '../test/support/chromium'
import { ensureRedis } from '../test/support/redis'
import { alsoOnRedis, notOnRedis } from '../test/support/redis-level'
import { ensureWebkit } from '../test/support/webkit'

const root = join(__dirname, '..')
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
const resultFolder = join(root, '.cache', 'test-results')

/** Levels that need real time or a browser run one file at a time: two of them would disturb each other's clocks. */
const oneAtATime = ['browser', 'webkit', 'pack']

/** Every folder of test/ that holds tests is a level; fastest first. */
const allLevels = (): string[] => {
  const order = ['contract', 'service', 'blocks', 'component', 'standin', 'coderunner', 'docs', 'gateway', 'redis', 'deploy', 'proof', ...oneAtATime]
  const holdsTests = (level: string): boolean => readdirSync(join(root, 'test', level), { recursive: true }).some((name) => /\.test\.tsx?$/.test(String(name)))
  const found = readdirSync(join(root, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && holdsTests(entry.name)).map(({ name }) => name)
  return found.sort((a, b) => (order.indexOf(a) + 100) % 100 - (order.indexOf(b) + 100) % 100)
}

interface Counts {
  readonly passed: number
  readonly failed: number
}

/** What Jest is given for a level, and what its environment holds besides. */
const argumentsOf = (level: string): { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv } => {
  if (level !== 'redis') return { args: [join('test', level), ...(oneAtATime.includes(level) ? ['--runInBand'] : [])], env: {} }
  for (const { file, reason } of notOnRedis) console.log(`${file} is not run again: ${reason}`)
  return { args: [join('test', level), ...alsoOnRedis, ...notOnRedis.map(({ file }) => `--testPathIgnorePatterns=${file}`)], env: { CLOUD_CODE: 'redis' } }
}

const runLevel = (level: string): Counts => {
  const outputFile = join(resultFolder, `${level}.json`)
  console.log(`\n== ${level}`)
  const { args, env } = argumentsOf(level)
  const { status } = spawnSync(process.execPath, [jest, ...args, '--json', '--outputFile', outputFile, '--silent=false'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } })
  if (!existsSync(outputFile)) return { passed: 0, failed: 1 }
  const result = JSON.parse(readFileSync(outputFile, 'utf8')) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; numPendingTests: number }
  const broken = status !== 0 || result.numPendingTests > 0
  return { passed: result.numPassedTests, failed: Math.max(result.numFailedTests, result.numFailedTestSuites, broken ? 1 : 0) }
}

/** Where WebKit cannot be had, its level fails and says why; the others are run all the same. */
const prepareWebkit = (): void => {
  try {
    ensureWebkit()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}

/** Where Redis cannot be had, its level is left out and says why. */
const withoutImpossible = (levels: readonly string[]): string[] => {
  if (!levels.includes('redis')) return [...levels]
  try {
    ensureRedis()
    return [...levels]
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return levels.filter((level) => level !== 'redis')
  }
}

/** `npm test` runs every level; `npm test -- service gateway` only those. Builds first: tests use what ships. */
const main = (): void => {
  const wanted = process.argv.slice(2)
  const levels = withoutImpossible(wanted.length ? wanted : allLevels())
  mkdirSync(resultFolder, { recursive: true })
  if (levels.some((level) => oneAtATime.includes(level))) ensureChromium()
  if (levels.includes('webkit')) prepareWebkit()
  const build = spawnSync(process.execPath, [tsx, join('scripts', 'build.ts')], { cwd: root, stdio: 'inherit' })
  if (build.status !== 0) throw new Error('The build failed, so no test was run.')
  const counts = levels.map((level) => ({ level, ...runLevel(level) }))
  const total = counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 })
  console.log('')
  counts.forEach(({ level, passed, failed }) => console.log(`${level.padEnd(12)} ${passed} passed, ${failed} failed`))
  console.log(`${total.passed} passed, ${total.failed} failed`)
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1
}

main()
