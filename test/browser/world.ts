import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { PlaygroundOptions } from '../../playground/start'
import { launchChromium, withPreview, type Microphone, type OpenedPreview, type OpenOptions } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

/** Everything around one page: an OpenAI that hears tone-words, the playground, and a browser. */
export interface World {
  readonly openAi: OpenAiProcess
  readonly browser: Browser
  /** Address of the playground, also while it is stopped. */
  readonly url: string
  /** Opens a page in this world; see `withPreview`. */
  open(options: OpenOptions, test: (opened: OpenedPreview) => Promise<void>): Promise<void>
  /** Names of the files in the upload folder. */
  uploadedFiles(folder?: string): Promise<string[]>
  /** Whatever an earlier test left there. */
  removeUploads(): Promise<void>
  /** Whether the playground runs with the options that the world began with. */
  isAsStarted(): boolean
  stopPlayground(): Promise<void>
  /** With the files that it had, at the same address; other options than before hold from now on. */
  restartPlayground(changes?: PlaygroundOptions): Promise<void>
  stop(): Promise<void>
}

const listFiles = async (url: string, folder: string): Promise<string[]> => {
  const response = await fetch(`${url}/api/files/${folder}`)
  if (response.status === 404) return []
  return ((await response.json()) as { name: string }[]).map(({ name }) => name)
}

interface Parts {
  openAi?: OpenAiProcess
  playground?: TestPlayground
  browser?: Browser
}

/** Starts a world; `stop` it in `afterAll`. When one part does not start, none is left behind. */
export const startWorld = async (microphone: Microphone, playgroundOptions: PlaygroundOptions = {}, browserArguments: readonly string[] = []): Promise<World> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'world-'))
  const parts: Parts = {}
  let isAsStarted = true
  const stopPlayground = async (): Promise<void> => {
    const { playground } = parts
    isAsStarted = false
    delete parts.playground
    await playground?.stop()
  }
  const stop = async (): Promise<void> => {
    await Promise.all([parts.browser?.close(), stopPlayground(), parts.openAi?.stop()]).finally(() => rmSync(dataDir, { recursive: true, force: true }))
  }
  try {
    const openAi = (parts.openAi = await startOpenAi({ engine: 'stand-in' }))
    const options: PlaygroundOptions = { dataDir, upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full }, ...playgroundOptions }
    const browser = (parts.browser = await launchChromium(microphone, browserArguments))
    const { url } = (parts.playground = await startTestPlayground(options))
    return {
      openAi, browser, url, stopPlayground, stop,
      isAsStarted: () => isAsStarted,
      open: (openOptions, test) => withPreview(browser, url, openOptions, test),
      uploadedFiles: (folder = 'audio') => listFiles(url, folder),
      removeUploads: async () => void (await fetch(`${url}/api/files/audio`, { method: 'DELETE' })),
      restartPlayground: async (changes = {}) => {
        await stopPlayground()
        parts.playground = await startTestPlayground({ ...options, port: Number(new URL(url).port), ...changes })
        isAsStarted = Object.keys(changes).length === 0
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
