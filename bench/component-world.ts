import type { Browser } from 'playwright-core'
import { buildComponent } from '../scripts/builders/component'
import { launchChromium, withPreview, type Microphone, type OpenedPreview, type OpenOptions } from '../test/support/browser'
import { startTestPlayground } from '../test/support/playground'
import { standInKeys, startOpenAi } from '../test/support/stand-in'

/** The built component in a real Chromium; behind it the stand-in for OpenAI. */
export interface ComponentWorld {
  readonly browser: Browser
  readonly url: string
  open(options: OpenOptions, work: (opened: OpenedPreview) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Builds the component and starts everything around it. */
export const startComponentWorld = async (serviceDir: string, microphone: Microphone): Promise<ComponentWorld> => {
  await buildComponent()
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const playground = await startTestPlayground({ serviceDirs: [serviceDir], upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  const browser = await launchChromium(microphone)
  return {
    browser,
    url: playground.url,
    open: (options, work) => withPreview(browser, playground.url, options, work),
    stop: async () => {
      await browser.close()
      await playground.stop()
      await openAi.stop()
    },
  }
}
