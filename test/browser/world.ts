import type { Browser } from 'playwright-core'
import type { PlaygroundOptions } from '../../playground/start'
import { launchChromium, withPreview, type Microphone, type OpenedPreview, type OpenOptions } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

/** Everything around one page: an OpenAI that hears tone-words, the playground, and a browser. */
export interface World {
  readonly openAi: OpenAiProcess
  playground: TestPlayground
  readonly browser: Browser
  /** Opens a page in this world; see `withPreview`. */
  open(options: OpenOptions, test: (opened: OpenedPreview) => Promise<void>): Promise<void>
  /** Names of the files in the upload folder. */
  uploadedFiles(folder?: string): Promise<string[]>
  stop(): Promise<void>
}

const listFiles = async ({ url }: TestPlayground, folder: string): Promise<string[]> => {
  const response = await fetch(`${url}/api/files/${folder}`)
  if (response.status === 404) return []
  return ((await response.json()) as { name: string }[]).map(({ name }) => name)
}

/** Starts a world; `stop` it in `afterAll`. */
export const startWorld = async (microphone: Microphone, playgroundOptions: PlaygroundOptions = {}, browserArguments: readonly string[] = []): Promise<World> => {
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const [playground, browser] = await Promise.all([
    startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full }, ...playgroundOptions }),
    launchChromium(microphone, browserArguments),
  ])
  const world: World = {
    openAi, playground, browser,
    open: (options, test) => withPreview(browser, world.playground.url, options, test),
    uploadedFiles: (folder = 'audio') => listFiles(world.playground, folder),
    stop: async () => {
      await browser.close()
      await Promise.all([world.playground.stop(), openAi.stop()])
    },
  }
  return world
}
