import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const repository = resolve(__dirname, '..', '..')
const packFolder = join(repository, 'dist', 'pack')

/** What the zips are made of; the code that makes them counts too. */
const sources = ['service/dist', 'ui-component/dist/pack', 'codeless-blocks/functions', 'marketplace.json', 'scripts/pack', 'scripts/pack.ts', 'LICENSE'].map((path) => join(repository, path))

const changedAt = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

const oldestZip = (): number => {
  const zips = existsSync(packFolder) ? readdirSync(packFolder).filter((name) => name.endsWith('.zip')) : []
  return zips.length === 0 ? 0 : Math.min(...zips.map((name) => changedAt(join(packFolder, name))))
}

const runPack = (folder: string): Promise<void> =>
  new Promise((done, fail) => {
    const lines: string[] = []
    const script = [join(repository, 'scripts', 'pack.ts'), '--no-build', '--out', folder]
    const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), ...script], { cwd: repository, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text))
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`npm run pack failed: ${lines.join('').trim() || `exit code ${code ?? 'unknown'}`}`))))
  })

/** Packed beside the folder and put in place whole, because two playgrounds may start at the same time. */
const packAnew = async (): Promise<void> => {
  const [fresh, old] = [`${packFolder}-${randomUUID()}`, `${packFolder}-old-${randomUUID()}`]
  await runPack(fresh)
  if (existsSync(packFolder)) renameSync(packFolder, old)
  try {
    renameSync(fresh, packFolder)
  } catch {
    // Another playground was faster; its zips are as new as ours.
    rmSync(fresh, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
}

/** Folder of the zips of `npm run pack`; they are packed first when they are missing or older than what they hold. */
export const packedZips = (): (() => Promise<string>) => {
  let running: Promise<void> | null = null
  return async () => {
    const isOld = oldestZip() < Math.max(...sources.map(changedAt))
    if (isOld) running ??= packAnew().finally(() => (running = null))
    if (running) await running
    return packFolder
  }
}
