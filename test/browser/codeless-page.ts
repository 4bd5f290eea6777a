import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'
import { listenForComplaints } from '../support/browser'

/** The Codeless place in a browser, as a person sees it. */
export interface CodelessPage {
  readonly page: Page
  readonly context: BrowserContext
  /** The page of the program. */
  readonly app: FrameLocator
  chooseProgram(title: string): Promise<void>
  chooseEvent(name: string): Promise<void>
  press(name: string): Promise<void>
  pressInApp(name: string): Promise<void>
  pageData(): Promise<Record<string, unknown>>
  /** Waits until a value of page data is there, and answers it. */
  dataAt(name: string, timeoutMs?: number): Promise<unknown>
  log(): Promise<string[]>
  waitForLog(part: string, timeoutMs?: number): Promise<void>
  code(): Promise<string>
  message(): Promise<string>
}

const waitMs = 30_000

/** A program is in the editor. */
const ready = '#workspace[aria-busy=false]'

const read = (locator: Locator): Promise<string> => locator.innerText()

const until = async <T>(ask: () => Promise<T | undefined>, what: () => Promise<string>, timeoutMs = waitMs): Promise<T> => {
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(await what())
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const toPage = (page: Page, context: BrowserContext): CodelessPage => {
  const app = page.frameLocator('#page')
  const log = async (): Promise<string[]> => (await page.locator('#log li').allInnerTexts()).map((line) => line.trim())
  const pageData = async (): Promise<Record<string, unknown>> => JSON.parse(await read(page.locator('#page-data'))) as Record<string, unknown>
  const state = async (): Promise<string> => JSON.stringify({ pageData: await pageData(), log: await log(), message: await read(page.locator('#message')) }, null, 1)
  return {
    page, context, app, log, pageData,
    chooseProgram: async (title) => {
      await page.getByLabel('Program').selectOption({ label: title })
      await page.locator(ready).waitFor()
    },
    chooseEvent: async (name) => {
      const label = await until(async () => (await page.locator('#event option').allInnerTexts()).find((text) => text.endsWith(name)), async () => `No event ${name} in ${(await page.locator('#event option').allInnerTexts()).join(', ')}`)
      await page.getByLabel('Logic of').selectOption({ label })
    },
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    pressInApp: (name) => app.getByRole('button', { name, exact: true }).click(),
    dataAt: (name, timeoutMs) => until(async () => (await pageData())[name] || undefined, async () => `Page data have no ${name}: ${await state()}`, timeoutMs),
    waitForLog: async (part, timeoutMs) => void (await until(async () => ((await log()).some((line) => line.includes(part)) ? true : undefined), async () => `The log does not say "${part}": ${await state()}`, timeoutMs)),
    code: () => read(page.locator('#code')),
    message: () => read(page.locator('#message')),
  }
}

/** Opens Codeless of an app, runs the test, sees that the page had nothing to complain about, and closes it in any case. */
export const withCodeless = async (browser: Browser, playgroundUrl: string, test: (codeless: CodelessPage) => Promise<void>, options: { query?: string; width?: number; expectedComplaints?: RegExp } = {}): Promise<void> => {
  const context = await browser.newContext({ permissions: ['microphone', 'clipboard-read', 'clipboard-write'], viewport: { width: options.width ?? 1400, height: 1000 } })
  try {
    const page = await context.newPage()
    const complaints = listenForComplaints(page, options.expectedComplaints)
    await page.goto(`${playgroundUrl}/codeless${options.query ?? ''}`)
    await page.locator(ready).waitFor()
    await test(toPage(page, context))
    expect(complaints).toEqual([])
  } finally {
    await context.close()
  }
}
