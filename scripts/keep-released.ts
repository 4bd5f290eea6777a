import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { releasedFile } from './check/manifest'
import { releasedFacts } from './check/manifest/released'
import type { Manifest } from './check/manifest/shape'

/**
 * Writes down what a release promises: `tsx scripts/keep-released.ts`, once a release, after it is out.
 * From then on `npm run check` refuses whatever would break an app that has it installed.
 */
const root = join(__dirname, '..')
const manifest = JSON.parse(readFileSync(join(root, 'marketplace.json'), 'utf8')) as Manifest
writeFileSync(join(root, releasedFile), `${JSON.stringify(releasedFacts(manifest), null, 2)}\n`)
console.log(`${releasedFile}: ${manifest.version}`)
