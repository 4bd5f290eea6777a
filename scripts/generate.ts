import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { GeneratedFile } from './generators/generated-file'
import { generators } from './generators'

const root = join(__dirname, '..')

/** Every generated file whose checked-in text differs from what the contract says now. */
export const staleFiles = async (folder = root): Promise<GeneratedFile[]> => {
  const files = (await Promise.all(generators.map(async (generate) => await generate()))).flat()
  return files.filter(({ path, content }) => !existsSync(join(folder, path)) || readFileSync(join(folder, path), 'utf8') !== content)
}

const write = ({ path, content }: GeneratedFile): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

/** The descriptors are CodeRunner's own work: they are written on request only, and read in review like code. */
const writeServiceXml = async (): Promise<void> => {
  const { describeModel } = await import('../playground/coderunner/describe-model')
  const { services } = await describeModel(join(root, 'service', 'dist'))
  services.forEach(({ name, xml }) => write({ path: `test/fixtures/service-xml/${name}.xml`, content: `${xml.trim()}\n` }))
}

const main = async (): Promise<void> => {
  if (process.argv.includes('--service-xml')) return writeServiceXml()
  const stale = await staleFiles()
  if (!process.argv.includes('--check')) {
    stale.forEach(write)
    console.log(stale.length ? `Wrote ${stale.map(({ path }) => path).join(', ')}` : 'Generated files are up to date.')
  } else if (stale.length) {
    console.error(`Out of date: ${stale.map(({ path }) => path).join(', ')}. Mend with: npm run generate`)
    process.exitCode = 1
  }
}

if (require.main === module) void main()
