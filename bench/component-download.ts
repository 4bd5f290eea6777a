import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import type { Page } from 'playwright-core'
import { startComponentWorld } from './component-world'
import { limitFigure, type Bench, type Figure, type Measurement, type Report } from './harness/measurement'

const maxKilobytes = 25
const kilobyte = 1024
const dist = join(__dirname, '..', 'ui-component', 'dist')

/** Bundled the same way: minified, gzip -9, without React (cited from our notes on them, not measured again here). */
const peers = 'bl-audio-recorder 6.9 kB, wavesurfer with its recorder 14.8 kB, react-media-recorder 75.9 kB'

const gzipKilobytes = (code: string | Buffer): number => gzipSync(code, { level: 9 }).length / kilobyte

/** The module as the platform makes it of the zip: minified, React from outside. */
const minifiedModule = async (): Promise<string> => {
  const { outputFiles } = await esbuild.build({ entryPoints: [join(dist, 'pack/src/index.js')], bundle: true, write: false, minify: true, format: 'esm', target: 'es2020', legalComments: 'none', external: ['react'] })
  return outputFiles[0]?.text ?? ''
}

const partOf = (url: string): string | null => /\/parts\/([^/?]+)\.js/.exec(url)?.[1] ?? null

const partKilobytes = (name: string): number => gzipKilobytes(readFileSync(join(dist, 'pack/parts', `${name}.js`)))

/** Names of the lazy parts that a page fetches before anybody touches it. */
const fetchedParts = async (serviceDir: string): Promise<readonly string[]> => {
  const world = await startComponentWorld(serviceDir, 'none')
  const names = new Set<string>()
  const note = (url: string): void => {
    const name = partOf(url)
    if (name !== null) names.add(name)
  }
  try {
    const prepare = (page: Page): Promise<void> => {
      page.on('request', (request) => note(request.url()))
      return Promise.resolve()
    }
    await world.open({ prepare }, async ({ page }) => {
      await page.getByRole('button', { name: 'Start recording' }).waitFor()
      await page.waitForLoadState('networkidle')
    })
    return [...names]
  } finally {
    await world.stop()
  }
}

const partFigures = (before: readonly string[]): readonly Figure[] => {
  const names = readdirSync(join(dist, 'pack/parts')).map((file) => file.replace(/\.js$/, ''))
  const languages = names.filter((name) => name.startsWith('language-'))
  const others = names.filter((name) => !languages.includes(name) && !before.includes(name))
  const largest = Math.max(...languages.map(partKilobytes))
  return [
    ...others.map((name) => limitFigure(`Lazy part ${name}`, 'kB', partKilobytes(name), null)),
    limitFigure(`Largest of ${languages.length} languages, one for a page that is not English`, 'kB', largest, null),
  ]
}

const run = async ({ serviceDir }: Bench): Promise<Report> => {
  const before = await fetchedParts(serviceDir)
  const total = gzipKilobytes(await minifiedModule()) + before.reduce((sum, name) => sum + partKilobytes(name), 0)
  return {
    figures: [limitFigure('JavaScript fetched before the first click, gzip', 'kB', total, maxKilobytes, peers), ...partFigures(before)],
    how: [
      `The component's module as the platform makes it (minified, React from outside) and the parts that a page in English fetches before it is touched (${before.join(', ') || 'none'}), as a real Chromium asked for them.`,
      'Lazy parts are fetched when they are needed: `repair`, `keep` and `send` with the first recording or file, `price` for long audio, `convert` for a large file, `live` for text while speaking, a language for a page in that language.',
      'gzip -9, 1 kB = 1024 bytes. The figures of the others are from our notes on them, bundled the same way; they record only, or play.',
    ],
  }
}

/** What a page with the component downloads. */
export const componentDownload: Measurement = { name: 'component-download', title: 'What a page downloads', run }
