import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { startWorld, type World } from '../test/browser/world'
import { withPreview } from '../test/support/browser'
import { ensureChromium } from '../test/support/chromium'
import { pickWords } from '../test/support/stand-in'
import { speakToFile } from '../test/support/spoken'
import { shootBlocks } from './screenshots/blocks'
import { shootGallery } from './screenshots/gallery'
import { shootListing } from './screenshots/listing'
import { shots, type Shot } from './screenshots/states'

/**
 * Pictures of the component in every situation and of the playground, for looking at them:
 * `tsx scripts/screenshots.ts [folder] [part of a name …]`. Writes the picture of the README, those of the recipes (`blocks`), the contact sheets of docs/gallery (`gallery`), and thumbnail and preview of the component (`listing`) as well.
 */

const repository = resolve(__dirname, '..')
const readmePicture = join(repository, 'docs', 'images', 'playground.png')
const maxPictureBytes = 300_000
const widths = [375, 1280] as const
const themes = ['light', 'dark'] as const

interface Look {
  readonly width: number
  readonly theme: (typeof themes)[number]
}

const looks: readonly Look[] = widths.flatMap((width) => themes.map((theme) => ({ width, theme })))

const shoot = async (world: World, folder: string, { name, options, reach }: Shot, { width, theme }: Look): Promise<void> => {
  await world.openAi.reset()
  const given = options?.(world) ?? {}
  const context = { permissions: ['microphone'], ...given.context, viewport: { width, height: 700 }, colorScheme: theme }
  await withPreview(world.browser, world.url, { ...given, context, expectedComplaints: /.*/ }, async (opened) => {
    await reach(opened, world)
    await opened.page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true })
  })
}

const openPlayground = async (world: World, { width, theme }: Look, height: number, use: (page: Page) => Promise<void>): Promise<void> => {
  const context = await world.browser.newContext({ viewport: { width, height }, colorScheme: theme })
  try {
    const page = await context.newPage()
    await page.goto(world.url)
    await page.getByRole('button', { name: 'Apply' }).waitFor()
    await page.getByRole('button', { name: 'Try a sample' }).click()
    await page.waitForFunction(() => document.getElementById('page-data')?.textContent?.includes('"done"'))
    await page.mouse.move(0, 0)
    await page.waitForTimeout(500)
    await use(page)
  } finally {
    await context.close()
  }
}

/** The page as a bare start shows it, with the demo engine. */
const shootPlayground = async (folder: string): Promise<void> => {
  const world = await startWorld('none', { upstream: {} })
  try {
    for (const look of looks) await openPlayground(world, look, 900, async (page) => void (await page.screenshot({ path: join(folder, `playground-${look.width}-${look.theme}.png`), fullPage: true })))
    await openPlayground(world, { width: 1280, theme: 'light' }, 888, async (page) => void (await page.screenshot({ path: readmePicture })))
  } finally {
    await world.stop()
  }
  const { size } = statSync(readmePicture)
  if (size > maxPictureBytes) throw new Error(`${readmePicture} has ${size} bytes; the limit is ${maxPictureBytes}.`)
}

const shootComponent = async (folder: string, wanted: readonly Shot[]): Promise<void> => {
  const spoken = speakToFile(pickWords(12, 3))
  const world = await startWorld({ wavPath: spoken.path }, {}, ['--host-resolver-rules=MAP probe.test 127.0.0.1'])
  try {
    for (const shot of wanted) for (const look of looks) await shoot(world, folder, shot, look)
  } finally {
    await world.stop()
    spoken.remove()
  }
}

const main = async (): Promise<void> => {
  const [folder = join(repository, '.cache', 'screenshots'), ...parts] = process.argv.slice(2)
  const isWanted = (name: string): boolean => parts.length === 0 || parts.some((part) => name.includes(part))
  mkdirSync(folder, { recursive: true })
  mkdirSync(join(readmePicture, '..'), { recursive: true })
  ensureChromium()
  const wanted = shots.filter(({ name }) => isWanted(name))
  if (wanted.length > 0) await shootComponent(folder, wanted)
  if (isWanted('playground')) await shootPlayground(folder)
  if (isWanted('blocks')) await shootBlocks()
  if (isWanted('gallery')) await shootGallery()
  if (isWanted('listing')) await shootListing()
  console.log(`The pictures are in ${folder}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
