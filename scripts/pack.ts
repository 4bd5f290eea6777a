import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { builders } from './builders'
import { packages } from './pack/packages'
import { reviewKit } from './pack/review-kit'
import { zipOf } from './pack/zip'

const root = join(__dirname, '..')

const pack = async (folder: string): Promise<void> => {
  const zips = await Promise.all(packages.map(async ({ file, entries }) => ({ file, bytes: await zipOf(await entries()) })))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { file, bytes } of zips) {
    writeFileSync(join(folder, file), bytes)
    console.log(`${file}  ${(bytes.length / 1000).toFixed(1)} kB  sha256 ${createHash('sha256').update(bytes).digest('hex')}`)
  }
  const kit = reviewKit(zips)
  for (const { path, content } of kit) {
    const target = join(folder, 'review-kit', path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  console.log(`review-kit/  ${kit.length} files for reviewers`)
}

/** `npm run pack` builds everything and writes the zips to dist/pack; `--out <folder>` writes elsewhere, `--no-build` packs what is built. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist', 'pack') }, 'no-build': { type: 'boolean', default: false } } })
  // Bundlers look at it: a development build would carry file paths of this machine into the zips.
  process.env['NODE_ENV'] = 'production'
  if (!values['no-build']) for (const { build } of builders) console.log(await build())
  await pack(resolve(values.out))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
