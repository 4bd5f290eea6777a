import type { Locator, Page } from 'playwright-core'
import { eventually } from './gestures'

/** Dragging blocks with a real mouse: out of the toolbox, into a slot. */

const roomPixels = 120

interface Point {
  readonly x: number
  readonly y: number
}

/** What the page offers of Blockly (playground/codeless/editor/main.ts). */
interface Connection {
  readonly x: number
  readonly y: number
}
interface Block {
  readonly type: string
  getInput(name: string): { readonly connection: Connection } | null
  getInputTargetBlock(name: string): { isShadow(): boolean } | null
}
interface Workspace {
  readonly scale: number
  getAllBlocks(ordered: boolean): Block[]
  getOriginOffsetInPixels(): Point
  getInjectionDiv(): HTMLElement
}
declare const window: Window & { codeless: { workspace: Workspace } }

/** A slot of the first block whose type contains a word. */
export interface Slot {
  readonly block: string
  readonly input: string
}

const slotOnScreen = (page: Page, slot: Slot): Promise<Point> =>
  page.evaluate(({ block, input }) => {
    const { workspace } = window.codeless
    const connection = workspace.getAllBlocks(true).find(({ type }) => type.includes(block))?.getInput(input)?.connection
    if (!connection) throw new Error(`There is no slot ${input} in a block ${block}.`)
    const [origin, div] = [workspace.getOriginOffsetInPixels(), workspace.getInjectionDiv().getBoundingClientRect()]
    return { x: div.left + origin.x + connection.x * workspace.scale, y: div.top + origin.y + connection.y * workspace.scale }
  }, slot)

/** Whether a block was dropped into the slot. */
const isFilled = (page: Page, slot: Slot): Promise<boolean> =>
  page.evaluate(({ block, input }) => window.codeless.workspace.getAllBlocks(true).find(({ type }) => type.includes(block))?.getInputTargetBlock(input)?.isShadow() === false, slot)

const label = (page: Page, name: string): Locator => page.locator('.blocklyToolboxCategoryLabel').getByText(name, { exact: true })

/** The label lets the mouse through to its row, so the mouse is led there by hand. */
const clickLabel = async (page: Page, name: string): Promise<void> => {
  const box = await label(page, name).boundingBox()
  if (!box) throw new Error(`The toolbox has no category ${name}.`)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

/** Opens a category, and those that it is in. */
export const openCategory = async (page: Page, path: readonly string[]): Promise<void> => {
  const [first = '', last] = path
  if (last !== undefined && !(await label(page, last).isVisible())) await clickLabel(page, first)
  await clickLabel(page, last ?? first)
  await page.locator('.blocklyFlyout:visible').waitFor()
}

const visibleIn = (inner: { y: number; height: number }, outer: { y: number; height: number }): boolean => inner.y > outer.y && inner.y + Math.min(inner.height, 30) < outer.y + outer.height

/** Where something is once it has stopped moving. */
const atRest = async (where: () => Promise<Point | null>): Promise<Point> => {
  let last = await where()
  for (let turn = 0; turn < 300; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const now = await where()
    if (now && last && now.x === last.x && now.y === last.y) return now
    last = now
  }
  throw new Error('It does not come to rest.')
}

/** The block in the flyout that says this; the flyout is scrolled like a page until it shows. */
const inFlyout = async (page: Page, text: string): Promise<Point & { grabX: number; grabY: number }> => {
  const flyout = page.locator('.blocklyFlyout:visible')
  const block = flyout.locator('.blocklyBlockCanvas > .blocklyDraggable').filter({ has: page.locator(`:scope > .blocklyText, :scope > g > .blocklyText`).getByText(text, { exact: true }) }).first()
  const outer = await flyout.locator('.blocklyFlyoutBackground').boundingBox()
  if (!outer) throw new Error('No flyout is open.')
  await page.mouse.move(outer.x + outer.width / 2, outer.y + outer.height / 2)
  for (let turn = 0; turn < 30; turn++) {
    const box = await block.boundingBox()
    if (!box) throw new Error(`There is no block "${text}" in the toolbox.`)
    if (visibleIn(box, outer)) return { ...(await atRest(() => block.boundingBox())), grabX: 12, grabY: 12 }
    await page.mouse.wheel(0, box.y > outer.y ? 160 : -160)
    await atRest(() => block.boundingBox())
  }
  throw new Error(`The block "${text}" cannot be scrolled into view.`)
}

/** Scrolls the blocks as a wheel does until a slot has room to the right of it. */
const showSlot = async (page: Page, slot: Slot): Promise<void> => {
  const box = await page.locator('#workspace').boundingBox()
  if (!box) throw new Error('There is no workspace.')
  await page.mouse.move(box.x + box.width - 60, box.y + 60)
  for (let turn = 0; turn < 20 && (await slotOnScreen(page, slot)).x > box.x + box.width - roomPixels; turn++) {
    await page.mouse.wheel(80, 0)
    await atRest(() => slotOnScreen(page, slot))
  }
}

/** Drags a block out of the toolbox into a slot. */
export const dragInto = async (page: Page, path: readonly string[], text: string, slot: Slot): Promise<void> => {
  await showSlot(page, slot)
  await openCategory(page, path)
  const from = await inFlyout(page, text)
  const to = await atRest(() => slotOnScreen(page, slot))
  await page.mouse.move(from.x + from.grabX, from.y + from.grabY)
  await page.mouse.down()
  await page.mouse.move(from.x + from.grabX + 20, from.y + from.grabY + 4, { steps: 4 })
  await page.mouse.move(to.x + from.grabX + 4, to.y + from.grabY + 4, { steps: 25 })
  await page.mouse.up()
  await eventually(() => isFilled(page, slot), true)
}
