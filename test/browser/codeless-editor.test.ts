import type { Page } from 'playwright-core'
import { functionIds } from '../../contract'
import { launchChromium } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { expectAccessible } from './accessible'
import { withCodeless, type CodelessPage } from './codeless-page'
import { eventually } from './gestures'

type Browser = Awaited<ReturnType<typeof launchChromium>>

let playground: TestPlayground
let browser: Browser

beforeAll(async () => {
  playground = await startTestPlayground()
  browser = await launchChromium('none')
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
})

const open = (test: (codeless: CodelessPage) => Promise<void>, options: { query?: string; width?: number } = {}): Promise<void> => withCodeless(browser, playground.url, test, options)

/** Finds a block by words and puts it where the selection is: no mouse. */
const addBlock = async (page: Page, words: string): Promise<void> => {
  await page.getByLabel('Add block').focus()
  await page.keyboard.type(words)
  await page.locator('#add-list').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}

const select = async (page: Page, label: RegExp): Promise<void> => {
  await page.locator('#outline').getByRole('button', { name: label }).first().focus()
  await page.keyboard.press('Enter')
}

const paste = async (page: Page, xml: string): Promise<void> => {
  await page.getByRole('button', { name: 'Paste XML' }).click()
  await page.getByRole('textbox', { name: 'Paste block XML' }).fill(xml)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

const blockCount = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { codeless: { workspace: { getAllBlocks(): unknown[] } } }).codeless.workspace.getAllBlocks().length)

it.each([1400, 375])('is accessible and readable %i pixels wide', (width) =>
  open(async ({ page }) => {
    await page.locator('#outline-card summary').click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Paste XML' }).click()
    await expectAccessible(page)
  }, { width, query: '?program=meeting' }))

it('builds, copies the chosen block and removes it without a mouse', () =>
  open(async ({ page, code, press }) => {
    await page.locator('#outline-card summary').focus()
    await page.keyboard.press('Enter')
    await addBlock(page, 'set property')
    await addBlock(page, 'page data')
    await select(page, /^Set property/)
    await addBlock(page, 'get property')
    await addBlock(page, 'audio: transcribe')
    await eventually(async () => (await code()).includes(`___arguments.context.pageData['transcript'] = getObjectProperty((await BackendlessUI.Functions.Custom['fn_${functionIds.transcribe.ui}'](''`), true)
    await select(page, /^Audio: transcribe/)
    await press('Copy XML')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`^<block xmlns="[^"]*" type="codeless_function_block_${functionIds.transcribe.ui}"`))
    await select(page, /^Audio: transcribe/)
    await page.keyboard.press('Delete')
    await eventually(async () => (await code()).includes("= getObjectProperty(null, 'text')"), true)
    await select(page, /^Set property/)
    await page.keyboard.press('Delete')
    await eventually(code, '')
  }))

it('keeps what was built even when the page is left at once, apart for each app, and starts over when asked', async () => {
  await open(async ({ page, code }) => {
    await addBlock(page, 'print')
    await eventually(async () => (await code()).includes("console.log('abc')"), true)
    await page.goto(playground.url)
    await eventually(async () => (await (await fetch(`${playground.url}/${playground.appId}/console/codeless/programs/blank`)).text()).includes('text_print'), true)
  }, { query: '?program=blank' })
  await open(async ({ code }) => expect(await code()).toBe(''), { query: '?app=new-app&program=blank' })
  await open(async ({ page, code, press, message }) => {
    expect(await code()).toContain("console.log('abc')")
    expect(await page.locator('#event option').first().innerText()).toBe('● Page: On Page Enter')
    await press('Start over')
    await eventually(message, 'The program is as it was at the beginning.')
    expect(await code()).toBe('')
  }, { query: '?program=blank' })
})

/** Adds a block and chooses another event before the browser draws its next frame. */
const addAndLeave = (page: Page, otherEvent: string): Promise<void> =>
  page.evaluate((other) => {
    const { workspace } = (window as unknown as { codeless: { workspace: { newBlock(type: string): { previousConnection: object; initSvg(): void; render(): void }; getTopBlocks(): { getInput(name: string): { connection: { connect(to: object): void } } }[] } } }).codeless
    const block = workspace.newBlock('text_print')
    block.initSvg()
    block.render()
    workspace.getTopBlocks()[0]!.getInput('statements_code').connection.connect(block.previousConnection)
    const events = document.querySelector('#event') as HTMLSelectElement
    events.value = Array.from(events.options).find(({ text }) => text.endsWith(other))?.value ?? ''
    events.dispatchEvent(new Event('change'))
  }, otherEvent)

it('loses no block when another event is chosen in the same moment', () =>
  open(async ({ page, code, chooseEvent, press, pressInApp, waitForLog, message }) => {
    await chooseEvent('Record: On Click')
    await addAndLeave(page, 'Stop: On Click')
    expect(await code()).toBe('')
    await addAndLeave(page, 'Page: On Page Enter')
    expect(await page.locator('#event option').allInnerTexts()).toEqual(expect.arrayContaining(['● Record: On Click', '● Stop: On Click']))
    await press('Run')
    await waitForLog('The page is open.')
    await pressInApp('Record')
    await waitForLog('Record: onClick is done.')
    await pressInApp('Stop')
    await waitForLog('Stop: onClick is done.')
    await press('Start over')
    await eventually(message, 'The program is as it was at the beginning.')
  }, { query: '?program=blank' }))

describe('XML', () => {
  it('is copied as the console takes it, and pasted again gives the same blocks', () =>
    open(async ({ page, press, code, chooseProgram, chooseEvent }) => {
      await chooseProgram('Meeting notes with speakers')
      await chooseEvent('Make notes: On Click')
      const [before, count] = [await code(), await blockCount(page)]
      await press('Copy XML')
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied).toMatch(/^<block xmlns="http:\/\/www\.w3\.org\/1999\/xhtml" type="try_catch"/)
      expect(copied).toContain('bl_meta="{&quot;fn&quot;:&quot;Audio: transcribe&quot;,&quot;label&quot;:&quot;Custom Function - Audio: transcribe&quot;}"')
      expect(copied).not.toContain('audio_option_')
      await paste(page, `<xml><block type="root_block_ui_builder_button_onClick_handler"><statement name="statements_code">${copied}</statement></block></xml>`)
      await page.getByText('The blocks are added.').waitFor()
      expect(await blockCount(page)).toBe(count)
      expect(await code()).toBe(before)
    }))

  it('is added whole beside what is there, and means nothing until it is joined', () =>
    open(async ({ page, code }) => {
      const before = await blockCount(page)
      await paste(page, '<block xmlns="http://www.w3.org/1999/xhtml" type="text_print"><value name="TEXT"><shadow type="text"><field name="TEXT">hello</field></shadow></value></block>')
      await page.getByText('The blocks are added.').waitFor()
      expect(await blockCount(page)).toBe(before + 2)
      expect(await code()).toBe('')
    }, { query: '?program=blank' }))

  it.each([
    ['broken', '<block type="text_print"><value name="TEXT">', 'This is not well-formed XML: it may have been cut off. Nothing was added.'],
    ['foreign', '<html><body>hello</body></html>', 'This is XML, but not of blocks: it begins with <html>. Nothing was added.'],
    ['of unknown blocks', '<block type="text_print"><next><block type="fly_to_moon"></block></next></block>', 'This logic uses a block that this app does not have: fly_to_moon. Nothing was added.'],
  ])('that is %s changes nothing and says why', (_title, xml, problem) =>
    open(async ({ page }) => {
      const before = await blockCount(page)
      await paste(page, xml)
      expect(await page.getByRole('alert').innerText()).toBe(problem)
      expect(await blockCount(page)).toBe(before)
      await page.keyboard.press('Escape')
      await eventually(() => page.locator('#import').isVisible(), false)
    }))
})
