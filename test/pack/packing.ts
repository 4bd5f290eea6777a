import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'

const root = join(__dirname, '..', '..')
const run = promisify(execFile)

/** A scratch folder of a test, and its end. */
export const scratch = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs `npm run pack` as its script; answers what it printed. */
export const pack = async (out: string, ...flags: string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, ['--require', require.resolve('tsx/cjs'), join(root, 'scripts', 'pack.ts'), '--out', out, ...flags], { cwd: root })
  return stdout
}

/** The zips of a folder by name. */
export const zipsIn = (folder: string): Record<string, Buffer> => Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.zip')).map((file) => [file, readFileSync(join(folder, file))]))

/** The one zip whose name begins like this. */
export const zipNamed = (folder: string, beginning: string): Buffer => {
  const file = readdirSync(folder).find((name) => name.startsWith(beginning))
  if (!file) throw new Error(`No ${beginning}….zip in ${readdirSync(folder).join(', ')}`)
  return readFileSync(join(folder, file))
}

/** Contents by path. */
export const filesIn = async (bytes: Buffer): Promise<Record<string, Buffer>> => {
  const { files } = await JSZip.loadAsync(bytes)
  return Object.fromEntries(await Promise.all(Object.values(files).filter(({ dir }) => !dir).map(async (file) => [file.name, await file.async('nodebuffer')] as const)))
}

/** Unpacks a zip as a person would. */
export const unpackInto = async (bytes: Buffer, folder: string): Promise<void> => {
  for (const [path, content] of Object.entries(await filesIn(bytes))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}
