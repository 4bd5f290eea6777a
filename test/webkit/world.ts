import { previewPath, type Variant } from '../../playground/page/variant'
import { startTestPlayground } from '../support/playground'
import { startOpenAi, type Heard } from '../support/stand-in'
import { launchWebkit, type WebkitWindow } from '../support/webdriver'

/** The playground in a real WebKit; behind it the demo engine, which tells what it measured of the sound. */
export interface WebkitWorld {
  readonly window: WebkitWindow
  /** Opens the preview of the component in a frame as wide as a phone: no window of this WebKit is that narrow. */
  open(variant?: Partial<Variant>): Promise<void>
  pageData(path: string): Promise<unknown>
  /** Waits until the component has this status. */
  waitForStatus(status: string): Promise<void>
  /** Clicks the button with these words. */
  press(name: string): Promise<void>
  /** Decodes a file of the storage and listens to it. */
  hear(url: string): Promise<Heard>
  stop(): Promise<void>
}

interface Hook {
  readonly current: { readonly pageData: unknown; getComponentByUid(uid: string): Record<string, unknown> } | null
}
declare const playground: Hook

const patienceMs = 45_000

/** Width of a usual phone. */
export const phoneWidth = 375

/** Waits in steps until something holds; tells what it was instead. */
const until = async <T>(read: () => Promise<T>, isThere: (value: T) => boolean, what: string): Promise<void> => {
  const end = Date.now() + patienceMs
  let value = await read()
  while (!isThere(value)) {
    if (Date.now() > end) throw new Error(`${what}; it is ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    value = await read()
  }
}

/** Puts the page into a frame of itself. */
const showInPhone = (path: string, width: number): void => {
  document.body.innerHTML = `<iframe id="phone" width="${width}" height="700" allow="microphone; autoplay" style="border: 0" src="${path}"></iframe>`
}

const readPageData = (path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], playground.current?.pageData) ?? null

const readStatus = (): unknown => {
  const component = typeof playground === 'undefined' ? null : playground.current?.getComponentByUid('transcriber')
  return component ? { status: component['status'], errorCode: component['errorCode'], errorAdvice: component['errorAdvice'] } : null
}

/** Starts everything; `stop` it in `afterAll`. */
export const startWebkitWorld = async (): Promise<WebkitWorld> => {
  const openAi = await startOpenAi({ engine: 'demo' })
  const gateway = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: 'demo' } })
  const others = (): Promise<unknown> => Promise.all([gateway.stop(), openAi.stop()])
  try {
    const window = await launchWebkit()
    const status = (): Promise<unknown> => window.run(readStatus)
    return {
      window,
      open: async (variant = {}) => {
        await window.goto(`${gateway.url}/favicon.ico`)
        await window.run(showInPhone, previewPath(variant), phoneWidth)
        await window.enterFrame('#phone')
        await until(status, (value) => value !== null, 'The page did not open')
        await until(() => window.run(() => document.querySelectorAll('.bl-customComponent-audioTranscriber button').length), (count) => count > 0, 'The component did not appear')
      },
      pageData: (path) => window.run(readPageData, path),
      waitForStatus: (wanted) => until(status, (value) => (value as { status?: unknown } | null)?.status === wanted, `The status did not become ${wanted}`),
      press: (name) => window.click(`//button[normalize-space()="${name}"]`),
      hear: async (url) => openAi.hear(new Uint8Array(await (await fetch(url)).arrayBuffer())),
      stop: () => Promise.all([window.close(), others()]).then(() => undefined),
    }
  } catch (error) {
    await others()
    throw error
  }
}
