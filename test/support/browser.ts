import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import type { LoggedEvent } from '../../playground/page/messages'
import { previewPath, type Variant } from '../../playground/page/variant'
import { chromiumAdvice, findChromium } from './chromium'

/** Nothing here reaches out of this machine or depends on a graphics card. */
const usualArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** Which microphone the browser has: one that plays a wav file once from its beginning each time it is opened, or none at all. */
export type Microphone = { readonly wavPath: string } | 'none'

const microphoneArguments = (microphone: Microphone): string[] =>
  microphone === 'none' ? [] : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone.wavPath}%noloop`]

/** A machine of a developer may have a microphone: the sound systems are hidden from a browser that is to have none. */
const environmentFor = (microphone: Microphone): Record<string, string> => {
  const hidden = { PULSE_SERVER: 'unix:/nonexistent', ALSA_CONFIG_PATH: '/dev/null', PIPEWIRE_REMOTE: 'nonexistent' }
  return { ...(process.env as Record<string, string>), ...(microphone === 'none' ? hidden : {}) }
}

/** Starts the real Chromium. Whoever starts it closes it. */
export const launchChromium = async (microphone: Microphone, moreArguments: readonly string[] = []): Promise<Browser> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(chromiumAdvice)
  return chromium.launch({ executablePath, args: [...usualArguments, ...microphoneArguments(microphone), ...moreArguments], env: environmentFor(microphone) })
}

/** The previewed page of the playground, opened by itself. */
export interface OpenedPreview {
  readonly page: Page
  readonly context: BrowserContext
  /** Page data, or what lies under one of its paths. */
  pageData(path?: string): Promise<unknown>
  events(): Promise<LoggedEvent[]>
  /** Waits until the component has this status, bound or not. */
  waitForStatus(status: string, timeoutMs?: number): Promise<void>
  /** Calls an action of the component as the logic of the page does. */
  act(action: string): Promise<unknown>
  /** Addresses of all uploads that the page has begun. */
  readonly uploads: readonly string[]
}

export interface OpenOptions {
  readonly variant?: Partial<Variant>
  readonly context?: BrowserContextOptions
  /** Host under which the page is opened instead of the playground's own. */
  readonly origin?: string
  /** Before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>
  /** What the browser itself may write to the console in this test, for example that a request failed. */
  readonly expectedComplaints?: RegExp
}

const statusTimeoutMs = 30_000
const allowed: BrowserContextOptions = { permissions: ['microphone'] }

/** What logic sees of a page; the names are those of the hook that the page offers (playground/page/preview/page-context.ts). */
interface Hook {
  readonly current: { readonly pageData: unknown; getComponentByUid(uid: string): Record<string, unknown> } | null
  readonly events: unknown[]
}
declare const window: Window & { playground?: Hook }

const component = 'transcriber'

const read = (path: string | undefined): unknown => {
  const walk = (value: unknown, name: string): unknown => (value as Record<string, unknown> | null | undefined)?.[name]
  const found = path === undefined ? window.playground?.current?.pageData : path.split('.').reduce(walk, window.playground?.current?.pageData)
  return JSON.parse(JSON.stringify(found ?? null)) as unknown
}

const toOpened = (page: Page, context: BrowserContext, uploads: readonly string[]): OpenedPreview => ({
  page,
  context,
  uploads,
  pageData: (path) => page.evaluate(read, path),
  events: () => page.evaluate(() => JSON.parse(JSON.stringify(window.playground?.events)) as LoggedEvent[]),
  waitForStatus: async (status, timeoutMs = statusTimeoutMs) => {
    const isThere = ([uid, wanted]: [string, string]): boolean => window.playground?.current?.getComponentByUid(uid)?.['status'] === wanted
    await page.waitForFunction(isThere, [component, status] as [string, string], { timeout: timeoutMs }).catch(async (error: unknown) => {
      const [now, code, advice] = await page.evaluate((uid) => ['status', 'errorCode', 'errorAdvice'].map((name) => window.playground?.current?.getComponentByUid(uid)?.[name]), component)
      throw new Error(`The status did not become ${status}; it is ${String(now)}, error ${String(code)}: ${String(advice)}`, { cause: error })
    })
  },
  act: (action) => page.evaluate(([uid, name]) => {
    const run = window.playground?.current?.getComponentByUid(uid)?.[name] as (() => unknown) | undefined
    if (!run) throw new Error(`The component has no action ${name}.`)
    const answer = run()
    return answer instanceof File ? { name: answer.name, type: answer.type, size: answer.size } : answer
  }, [component, action] as [string, string]),
})

/** Everything that must not happen while a person uses a page: errors on the console, uncaught exceptions, unhandled rejections. */
export const listenForComplaints = (page: Page, expected?: RegExp): readonly string[] => {
  const complaints: string[] = []
  const add = (complaint: string): void => {
    if (!expected?.test(complaint)) complaints.push(complaint)
  }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') add(`${message.type()}: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => add(`uncaught: ${error.message}`))
  page.on('crash', () => add('the page crashed'))
  return complaints
}

const isUpload = (method: string, url: string): boolean => method === 'POST' && /\/files\//.test(url)

/** One more page with the preview in a context that stays: what the browser keeps for the one before is there for the next. */
export const openPreview = async (context: BrowserContext, playgroundUrl: string, options: Omit<OpenOptions, 'context'> = {}): Promise<OpenedPreview & { readonly complaints: readonly string[] }> => {
  const page = await context.newPage()
  const complaints = listenForComplaints(page, options.expectedComplaints)
  const uploads: string[] = []
  page.on('request', (request) => isUpload(request.method(), request.url()) && uploads.push(request.url()))
  await options.prepare?.(page)
  await page.goto(`${options.origin ?? playgroundUrl}${previewPath(options.variant ?? {})}`)
  await page.waitForFunction(() => window.playground?.current !== undefined && window.playground.current !== null, undefined, { timeout: statusTimeoutMs })
  return { ...toOpened(page, context, uploads), complaints }
}

/** Opens the preview in a context of its own, runs the test, sees that the page had nothing to complain about, and closes it in any case. */
export const withPreview = async (browser: Browser, playgroundUrl: string, options: OpenOptions, test: (opened: OpenedPreview) => Promise<void>): Promise<void> => {
  const context = await browser.newContext({ ...allowed, ...options.context })
  try {
    const opened = await openPreview(context, playgroundUrl, options)
    await test(opened)
    if (opened.complaints.length > 0) throw new Error(`The page complained:\n${opened.complaints.join('\n')}`)
  } finally {
    await context.close()
  }
}
