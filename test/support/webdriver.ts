import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureWebkit } from './webkit'

/** One window of a real WebKit, spoken to over the W3C WebDriver protocol. */
export interface WebkitWindow {
  goto(url: string): Promise<void>
  /** Runs a function, or the text of one, in the page; a promise is waited for. Arguments and answer travel as JSON. */
  run<Answer, Args extends readonly unknown[]>(script: string | ((...args: Args) => Answer | Promise<Answer>), ...args: Args): Promise<Answer>
  /** Clicks as a person does, so that it counts as a gesture. Selectors are CSS, or XPath when they begin with `//`. */
  click(selector: string): Promise<void>
  /** Chooses files on this disk for an input. */
  chooseFile(selector: string, path: string): Promise<void>
  /** Presses and releases keys one after another; `Tab`, `Enter`, `Escape` and single characters. */
  press(...keys: readonly string[]): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Goes on inside an inline frame of the page. */
  enterFrame(selector: string): Promise<void>
  /** A PNG of the window. */
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

const startTimeoutMs = 30_000
const scriptTimeoutMs = 120_000
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
const keyCodes: Readonly<Record<string, string>> = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Space: ' ', Shift: '\uE008' }

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** A screen with a free number: the server itself chooses it and tells it. */
const startScreen = (path: string): Promise<{ screen: ChildProcess; display: string }> =>
  new Promise((resolve, reject) => {
    const screen = spawn(path, ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const timer = setTimeout(() => reject(new Error('The screen of the WebKit tests did not start.')), startTimeoutMs)
    screen.once('error', reject)
    screen.stdio[3]?.once('data', (data: Buffer) => {
      clearTimeout(timer)
      resolve({ screen, display: `:${data.toString().trim()}` })
    })
  })

type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

const askFor = (base: string): Ask => async (method, path, body) => {
  const response = await fetch(`${base}${path}`, { method, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`WebKit answered ${method} ${path}: ${JSON.stringify(value).slice(0, 500)}`)
  return value
}

const untilReady = async (ask: Ask): Promise<void> => {
  const until = Date.now() + startTimeoutMs
  for (;;) {
    try {
      await ask('GET', '/status')
      return
    } catch (error) {
      if (Date.now() > until) throw new Error('The driver of WebKit did not start.', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

const capabilities = (browser: string): object => ({
  capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation', '--enable-mock-capture-devices=true', '--autoplay-policy=allow'] } } },
})

/** The driver wants a function body whose last argument tells the answer. */
const asyncBody = (script: { toString(): string }): string => `
  const args = [...arguments]
  const done = args.pop()
  Promise.resolve().then(() => (${script.toString()})(...args)).then((answer) => done({ answer: answer ?? null }), (error) => done({ problem: String(error) }))`

const windowOf = (ask: Ask, close: () => Promise<void>): WebkitWindow => {
  const find = async (selector: string): Promise<string> => {
    const using = selector.startsWith('//') ? 'xpath' : 'css selector'
    const found = (await ask('POST', '/element', { using, value: selector })) as Record<string, string>
    return found[elementKey]!
  }
  return {
    goto: async (url) => void (await ask('POST', '/url', { url })),
    run: async <Answer, Args extends readonly unknown[]>(script: string | ((...args: Args) => Answer | Promise<Answer>), ...args: Args): Promise<Answer> => {
      const { answer, problem } = (await ask('POST', '/execute/async', { script: asyncBody(script), args })) as { answer: Answer; problem?: string }
      if (problem !== undefined) throw new Error(`In the page: ${problem}`)
      return answer
    },
    click: async (selector) => void (await ask('POST', `/element/${await find(selector)}/click`)),
    chooseFile: async (selector, path) => void (await ask('POST', `/element/${await find(selector)}/value`, { text: path })),
    press: async (...keys) => {
      const actions = keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: keyCodes[key] ?? key })))
      await ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    enterFrame: async (selector) => void (await ask('POST', '/frame', { id: { [elementKey]: await find(selector) } })),
    resize: async (width, height) => void (await ask('POST', '/window/rect', { width, height })),
    screenshot: async () => Buffer.from((await ask('GET', '/screenshot')) as string, 'base64'),
    close,
  }
}

/** Starts a WebKit with a microphone that plays beeps of its own. Whoever starts it closes it. */
export const launchWebkit = async (): Promise<WebkitWindow> => {
  const programs = ensureWebkit()
  const home = mkdtempSync(join(tmpdir(), 'webkit-'))
  const { screen, display } = await startScreen(programs.screen)
  const port = await freePort()
  // A group of its own, so that nothing of the browser outlives the test.
  const driver = spawn(programs.driver, ['--host=127.0.0.1', `--port=${port}`], {
    stdio: 'ignore', detached: true, env: { ...process.env, DISPLAY: display, HOME: home, XDG_RUNTIME_DIR: home, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
  })
  const endAll = (): void => {
    try {
      process.kill(-driver.pid!, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
    screen.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  try {
    const ask = askFor(`http://127.0.0.1:${port}`)
    await untilReady(ask)
    const { sessionId } = (await ask('POST', '/session', capabilities(programs.browser))) as { sessionId: string }
    const askSession = askFor(`http://127.0.0.1:${port}/session/${sessionId}`)
    await askSession('POST', '/timeouts', { script: scriptTimeoutMs })
    return windowOf(askSession, async () => {
      await askSession('DELETE', '').catch(() => undefined)
      endAll()
    })
  } catch (error) {
    endAll()
    throw error
  }
}
