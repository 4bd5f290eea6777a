import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/browser'
import { startTestPlayground } from '../../test/support/playground'

const repository = resolve(__dirname, '..', '..')
const folder = join(repository, 'docs', 'gallery')
const maxBytes = 2_000_000

/** The situations that differ most; the sheets of a phone show every one. */
const keyStates = 'idle-microphones,consent,recording,paused-escape,recorded-ask,uploading-known,done,failed-service,unsent'

/** One picture: many situations in one look. */
interface Sheet {
  readonly name: string
  readonly title: string
  readonly query: Readonly<Record<string, string>>
  readonly forcedColors?: 'active'
}

const layouts = ['panel', 'bar', 'button'] as const
const themes = ['light', 'dark'] as const
const layoutNames = { panel: 'Full panel', bar: 'Bar', button: 'Compact button' } as const

const sheet = (layout: (typeof layouts)[number], theme: string, width: number, more: Partial<Sheet> & { readonly language?: string } = {}): Sheet => {
  const { language = 'en', forcedColors } = more
  const states: Record<string, string> = width === 375 && language === 'en' && !forcedColors ? {} : { state: keyStates }
  const suffix = forcedColors ? 'forced-colours' : language === 'en' ? theme : `${language}-${theme}`
  return {
    name: `${layout}-${width}-${suffix}`,
    title: `${layoutNames[layout]}, ${width} px, ${forcedColors ? 'forced colours' : theme}${language === 'en' ? '' : `, ${language === 'he' ? 'Hebrew' : 'Arabic'}`}`,
    query: { layout, theme, width: String(width), language, ...states },
    ...(forcedColors && { forcedColors }),
  }
}

const sheets: readonly Sheet[] = [
  ...layouts.flatMap((layout) => [240, 375, 768].flatMap((width) => themes.map((theme) => sheet(layout, theme, width)))),
  ...themes.map((theme) => sheet('panel', theme, 1280)),
  ...layouts.map((layout) => sheet(layout, 'light', 375, { language: 'he' })),
  sheet('panel', 'dark', 375, { language: 'ar' }),
  sheet('panel', 'light', 375, { forcedColors: 'active' }),
]

/** Chromium itself makes the picture small: a PNG of so much text would be ten times as large. */
const toWebp = async (page: Page, png: Buffer): Promise<Buffer> => {
  const made = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.28 })
    return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''))
  }, png.toString('base64'))
  return Buffer.from(made, 'base64')
}

const viewportWidths: Readonly<Record<string, number>> = { 240: 1620, 375: 1630, 768: 1400, 1280: 1320 }

const shoot = async (browser: Browser, url: string, { name, query, forcedColors }: Sheet): Promise<number> => {
  const page = await browser.newPage({ viewport: { width: viewportWidths[query['width'] ?? ''] ?? 1400, height: 800 }, ...(forcedColors && { forcedColors }), locale: 'en-GB', timezoneId: 'UTC' })
  try {
    await page.goto(`${url}/states?only=yes&${new URLSearchParams(query).toString()}`)
    await page.locator('html[data-drawn]').waitFor({ state: 'attached' })
    // The players know their length a moment later.
    await page.waitForFunction(() => [...document.querySelectorAll('audio')].every((audio) => audio.readyState > 0))
    const picture = await toWebp(page, await page.screenshot({ fullPage: true, animations: 'disabled' }))
    writeFileSync(join(folder, `${name}.webp`), picture)
    return picture.length
  } finally {
    await page.close()
  }
}

const table = (): string =>
  sheets.map(({ name, title }) => `- [${title}](${name}.webp)`).join('\n')

const readme = (): string => `# Gallery

Every situation of the Audio Transcriber in every layout, light and dark, from 240 to 1280 pixels, from right to left and in forced colours.
Taken in Chromium by \`npx tsx scripts/screenshots.ts .cache/screenshots gallery\` from the playground's page \`/states\`, where each of them can be opened by itself.

![Full panel on a phone](panel-375-light.webp)

${table()}
`

/** Takes the contact sheets of docs/gallery anew. */
export const shootGallery = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gallery-'))
  mkdirSync(folder, { recursive: true })
  readdirSync(folder).filter((file) => file.endsWith('.webp')).forEach((file) => rmSync(join(folder, file)))
  const playground = await startTestPlayground({ dataDir, upstream: {} })
  const browser = await launchChromium('none')
  try {
    for (const wanted of sheets) console.log(`${wanted.name} ${Math.round((await shoot(browser, playground.url, wanted)) / 1000)} kB`)
  } finally {
    await browser.close()
    await playground.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  writeFileSync(join(folder, 'README.md'), readme())
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  if (bytes > maxBytes) throw new Error(`docs/gallery has ${bytes} bytes; the limit is ${maxBytes}.`)
  console.log(`docs/gallery: ${Math.round(bytes / 1000)} kB`)
}
