import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumAdvice, findChromium } from './chromium'

/** A Chromium with a profile on disk that can be killed without a word, as a crash or an empty battery does. */
export interface KillableChromium {
  readonly page: Page
  /** Kills every process of it at once; answers when the last one has gone, with the time of the kill. */
  kill(): Promise<number>
}

interface Options {
  readonly profileDir: string
  /** Played into the microphone once, from its beginning each time it is opened. */
  readonly wavPath: string
}

const startTimeoutMs = 60_000

const flags = ({ profileDir, wavPath }: Options): string[] => [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${wavPath}%noloop`,
  '--remote-debugging-port=0', `--user-data-dir=${profileDir}`, 'about:blank',
]

/** The browser writes the port that it chose into its profile. */
const debuggingPort = async (profileDir: string): Promise<string> => {
  const file = join(profileDir, 'DevToolsActivePort')
  const until = Date.now() + startTimeoutMs
  for (;;) {
    const [port = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (port !== '') return port
    if (Date.now() > until) throw new Error('Chromium did not say where it can be reached.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Starts it with a new profile, or with one that an earlier one has left behind. */
export const launchKillable = async (options: Options): Promise<KillableChromium> => {
  const path = findChromium()
  if (!path) throw new Error(chromiumAdvice)
  // What the one before it wrote would lead to nobody.
  rmSync(join(options.profileDir, 'DevToolsActivePort'), { force: true })
  const child = spawn(path, flags(options), { stdio: 'ignore', detached: true })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let browser: Browser | null = null
  const kill = async (): Promise<number> => {
    const atMs = Date.now()
    try {
      // The whole group: the browser and every process that it has started.
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It has gone already.
    }
    await gone
    await browser?.close().catch(() => undefined)
    return atMs
  }
  try {
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(options.profileDir)}`, { timeout: startTimeoutMs })
    const [context] = browser.contexts()
    const page = context?.pages()[0] ?? (await context!.newPage())
    return { page, kill }
  } catch (error) {
    await kill()
    throw error
  }
}
