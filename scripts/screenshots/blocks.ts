import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/browser'
import { startTestPlayground } from '../../test/support/playground'
import { maxRecipePictureBytes, pictureListPath, recipes, recipesFolder, type Recipe, type RecipePicture } from './recipes'

/** The pictures of the recipes: the blocks of each event, as the Codeless editor of the playground draws them. */

const marginPixels = 12
/** So large that no program reaches the edge, whose scrollbars would be in the picture. */
const workspacePixels = 2400
const drawingScale = 0.8

interface Workspace {
  setScale(scale: number): void
  scroll(x: number, y: number): void
}
declare const window: Window & { codeless: { workspace: Workspace } }

const layOut = (page: Page): Promise<void> =>
  page.evaluate(async ([scale, margin]) => {
    const { workspace } = window.codeless
    workspace.setScale(scale)
    workspace.scroll(margin * 4, margin * 4)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }, [drawingScale, marginPixels] as const)

/** The browser writes PNG quickly and large; as WebP the same picture has less than half the size. */
const toWebp = async (page: Page, png: Buffer): Promise<Buffer> => {
  const address = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.7)
  }, `data:image/png;base64,${png.toString('base64')}`)
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

const shoot = async (page: Page, { document, path }: RecipePicture): Promise<void> => {
  const index = await page.evaluate(([uid, event]) => {
    const shown = (window as unknown as { codeless: { events(): { uid: string; event: string }[] } }).codeless.events()
    return shown.findIndex((one) => one.uid === uid && one.event === event)
  }, [document.uid, document.event] as const)
  await page.locator('#event').selectOption(String(index))
  await layOut(page)
  const box = await page.locator('#workspace .blocklyBlockCanvas').first().boundingBox()
  if (!box) throw new Error(`There are no blocks for ${path}.`)
  const clip = { x: box.x - marginPixels, y: box.y - marginPixels, width: box.width + 2 * marginPixels, height: box.height + 2 * marginPixels }
  const target = join(recipesFolder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, await toWebp(page, await page.screenshot({ clip })))
  const { size } = statSync(target)
  if (size > maxRecipePictureBytes) throw new Error(`${path} has ${size} bytes; the limit is ${maxRecipePictureBytes}.`)
}

const shootRecipe = async (browser: Browser, url: string, { program, pictures }: Recipe): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: workspacePixels, height: workspacePixels }, colorScheme: 'light' })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/codeless?program=${program.id}`)
    await page.locator('#workspace[aria-busy=false]').waitFor()
    await page.addStyleTag({ content: `.columns { grid-template-columns: 1fr !important; } main { max-inline-size: none !important; } #workspace { block-size: ${workspacePixels - 500}px !important; } .blocklyTrash, .blocklyZoom, .blocklyScrollbarVertical, .blocklyScrollbarHorizontal { display: none; }` })
    await page.evaluate(() => dispatchEvent(new Event('resize')))
    for (const picture of pictures) await shoot(page, picture)
  } finally {
    await context.close()
  }
}

/** Draws every picture of the recipes and writes down what it was made of. */
export const shootBlocks = async (): Promise<void> => {
  const playground = await startTestPlayground()
  const browser = await launchChromium('none')
  try {
    for (const recipe of recipes) await shootRecipe(browser, playground.url, recipe)
  } finally {
    await browser.close()
    await playground.stop()
  }
  const made = recipes.flatMap(({ pictures }) => pictures.map(({ path, hash }) => [path, hash]))
  writeFileSync(pictureListPath, `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`)
}
