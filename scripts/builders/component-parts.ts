import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { languagePart } from '../../ui-component/src/languages/language-part'
import { languageSources } from '../../ui-component/src/languages'

const part = join(__dirname, '../../ui-component')
const sourceFolder = join(part, 'src/parts')
/** Beside `src` in the zip, and where the playground of this checkout looks. */
const outFolders = [join(part, 'dist/pack/parts'), join(part, 'dist/amd/parts')]

interface LazyPart {
  readonly name: string
  readonly code: string
}

const amd = (value: string, above = ''): string => `define([], function amdPart() {\n  const define = undefined\n${above}${value}\n})\n`

/** So that a part can run itself in a worker: no second file, and no address that a page might not allow. */
const ownSource = '  const ownSource = amdPart.toString()\n'

const languages = (): LazyPart[] =>
  Object.entries(languageSources).map(([tag, source]) => ({ name: `language-${tag}`, code: amd(`  return ${JSON.stringify(languagePart(tag, source))}`) }))

/** One file each, with everything in it: RequireJS of an app knows none of our packages. */
const compile = async (file: string): Promise<LazyPart> => {
  const { outputFiles } = await esbuild.build({ entryPoints: [join(sourceFolder, file)], bundle: true, write: false, minify: true, target: 'es2020', format: 'iife', globalName: 'part', legalComments: 'inline' })
  return { name: parse(file).name, code: amd(`${outputFiles[0]?.text ?? ''}\n  return part.default`, ownSource) }
}

const compiled = (): Promise<LazyPart[]> => Promise.all((existsSync(sourceFolder) ? readdirSync(sourceFolder) : []).filter((file) => file.endsWith('.ts')).map(compile))

/** Builds what the component fetches only when it is needed: its languages, and every file of `src/parts`. */
export const buildParts = async (): Promise<string> => {
  const parts = [...languages(), ...(await compiled())]
  for (const folder of outFolders) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    parts.forEach(({ name, code }) => writeFileSync(join(folder, `${name}.js`), code))
  }
  const sizes = parts.map(({ name, code }) => `${name} ${(gzipSync(code, { level: 9 }).length / 1024).toFixed(1)} kB`)
  return `lazy parts (gzip): ${sizes.join(', ')}`
}
